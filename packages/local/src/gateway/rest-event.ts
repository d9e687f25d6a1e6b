import type { IncomingMessage } from "node:http";
import type { ExchangeFacts } from "./exchange-facts";
import type { JwtFacts } from "./lambda-event";
import { eventFields } from "./lambda-event-v1";
import { isBinary } from "./payloads";

const NO_BODY = Buffer.alloc(0);

/**
 * What a function behind a REST API gets: as in format 1.0 of HTTP APIs, but without a version, with headers named as the
 * client wrote them, and without the stage in `path` ["Lambda proxy integrations in API Gateway": the input format].
 */
export type RestEvent = ReturnType<typeof eventFields>;

/** Builds the event of a request whose body was read: text, or in base64 what is of a binary media type. */
export function restEvent(
  facts: ExchangeFacts & JwtFacts,
  request: IncomingMessage,
  binaryMediaTypes: readonly string[] = [],
): RestEvent {
  const { requestBody = NO_BODY } = facts;
  const isBase64Encoded = requestBody.length > 0 && isBinary(binaryMediaTypes, request.headers["content-type"]);
  const { headers, multiValueHeaders, ...event } = eventFields(facts, request);
  const sent = new Map(
    request.rawHeaders.flatMap((name, place) => (place % 2 === 0 ? [[name.toLowerCase(), name] as const] : [])),
  );
  function named<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [sent.get(name) ?? name, value]));
  }
  return {
    ...event,
    path: facts.routePath,
    headers: named(headers),
    multiValueHeaders: named(multiValueHeaders),
    body: requestBody.length === 0 ? null : requestBody.toString(isBase64Encoded ? "base64" : "utf8"),
    isBase64Encoded,
  };
}
