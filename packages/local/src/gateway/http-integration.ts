import type { IncomingHttpHeaders } from "node:http";
import type { HttpProxyIntegration } from "@private-http-api/topology";
import type { Backend } from "./backend";
import type { Exchange } from "./exchange";
import type { Forwarder } from "./forwarder";
import { backendHeaders } from "./forwarding-headers";
import { KeptBody } from "./kept-body";
import { asText, isBinary } from "./payloads";
import { ENTITY_TOO_LARGE } from "./refusal";
import { hasBody, keepBody, limitStreamedBody, readBody, TOO_LARGE_REASON } from "./request-body";
import { compileRequestMapping } from "./request-mapping";
import { compileResponseMappings } from "./response-mapping";

/** Handles the requests of an integration. */
export type IntegrationHandler = (exchange: Exchange) => void | Promise<void>;

/** Compiles a private integration: the mappings once; then every request goes to the backend's target. */
export function httpIntegration(
  integration: HttpProxyIntegration,
  backend: Backend,
  forwarder: Forwarder,
): IntegrationHandler {
  const mapping = compileRequestMapping(integration.requestParameters, integration.address);
  const mappings = compileResponseMappings(integration.responseParameters, integration.address);
  const { timeoutMilliseconds, stream, rest } = integration;
  const passesBytes = rest?.binaryMediaTypes.includes("*/*") ?? true;

  /** Whether a payload of this type, for a client that accepts these ones, is taken for text. */
  function isText(contentType: string | undefined, accept?: string): boolean {
    return rest !== undefined && !isBinary(rest.binaryMediaTypes, contentType, accept);
  }

  function send(exchange: Exchange, body: Buffer | undefined): void {
    const draft = {
      path: exchange.path,
      query: exchange.query,
      headers: backendHeaders(exchange.request, exchange),
    };
    if (mapping.changes) {
      const before = { ...draft, headers: { ...draft.headers } };
      exchange.trace.mapping = { address: integration.address, parameters: integration.requestParameters, before };
      mapping.apply(draft, exchange);
    }
    if (body !== undefined) {
      Reflect.deleteProperty(draft.headers, "transfer-encoding");
      draft.headers["content-length"] = String(body.length);
    }
    const method = integration.method === "ANY" ? exchange.method : integration.method;
    const { path, query, headers } = draft;
    const request = { method, path, query, headers, sourceIp: exchange.sourceIp };
    const streams = body === undefined && hasBody(exchange);
    if (streams) keepBody(exchange);
    if (streams && exchange.headers["content-length"] === undefined) limitStreamedBody(exchange);
    const payload = passesBytes
      ? undefined
      : (bytes: Buffer, answer: IncomingHttpHeaders) =>
          isText(answer["content-type"], exchange.headers.accept) ? asText(bytes) : bytes;
    forwarder.send({ exchange, backend, request, mappings, body, timeoutMilliseconds, stream, payload });
  }

  if (!mapping.needsBody && passesBytes)
    return (exchange) => {
      send(exchange, undefined);
    };
  return async (exchange) => {
    const becomesText = hasBody(exchange) && isText(exchange.headers["content-type"]);
    if (!mapping.needsBody && !becomesText) {
      send(exchange, undefined);
      return;
    }
    const read = await readBody(exchange.request);
    exchange.requestBody = read !== undefined && becomesText ? asText(read) : read;
    if (exchange.requestBody === undefined) {
      exchange.refuse(ENTITY_TOO_LARGE, TOO_LARGE_REASON);
      return;
    }
    exchange.trace.requestBody = new KeptBody(exchange.requestBody);
    send(exchange, exchange.requestBody);
  };
}
