import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { traceRoot } from "./ids";

/** Headers of one connection, which no proxy forwards (RFC 9110, 7.6.1); `transfer-encoding` is set again where a body needs it. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The gateway answers `expect: 100-continue` itself, and records the request's path itself. */
const REPLACED = new Set(["expect", "forwarded", "via", "http2-settings"]);

/**
 * The headers for a message's length and host are not hop-by-hop: `Connection: content-length` must not remove them,
 * or a body is read as the next request (request smuggling).
 */
const NEVER_DROPPED = new Set(["content-length", "host", "transfer-encoding"]);

function named(connection: string | undefined): readonly string[] {
  if (connection === undefined) return [];
  const lower = connection.toLowerCase();
  if (lower === "keep-alive" || lower === "close") return [];
  return lower
    .split(",")
    .map((name) => name.trim())
    .filter((name) => !NEVER_DROPPED.has(name));
}

/** What the headers of a forwarded request depend on, in addition to the request itself. */
export interface Forwarding {
  readonly sourceIp: string;
  readonly startedAt: number;
}

/**
 * Headers for the backend. `host` stays what the client sent: over a VPC link, backends see the API's own domain there.
 * `forwarded` and `via` are API Gateway's; the `x-forwarded-*` of a deployed API come from its load balancer and describe
 * the VPC link, here they describe the client. Client and gateway use HTTP here, so the protocol is `http`.
 */
export function backendHeaders(request: IncomingMessage, forwarding: Forwarding): IncomingHttpHeaders {
  const { sourceIp } = forwarding;
  const headers = balancerHeaders(request, forwarding, REPLACED);
  const node = sourceIp.includes(":") ? `"[${sourceIp}]"` : sourceIp;
  headers.forwarded = `for=${node};host=${request.headers.host ?? ""};proto=http`;
  headers.via = "HTTP/1.1 AmazonAPIGateway";
  return headers;
}

/**
 * Headers for the backend of a request that reaches a load balancer without API Gateway.
 *
 * @param replaced headers that are not forwarded
 */
export function balancerHeaders(
  request: IncomingMessage,
  { sourceIp, startedAt }: Forwarding,
  replaced: ReadonlySet<string> = new Set(["expect"]),
): IncomingHttpHeaders {
  const incoming = request.headers;
  const dropped = named(incoming.connection);
  const headers: IncomingHttpHeaders = {};
  for (const name in incoming)
    if (!HOP_BY_HOP.has(name) && !replaced.has(name) && !dropped.includes(name)) headers[name] = incoming[name];
  if (incoming["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
  const before = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = typeof before === "string" ? `${before}, ${sourceIp}` : sourceIp;
  headers["x-forwarded-proto"] = "http";
  headers["x-forwarded-port"] = String(request.socket.localPort);
  headers["x-amzn-trace-id"] ??= traceRoot(startedAt);
  return headers;
}

/** Headers of an answer, names in lower case; a removed one is deleted, because Node refuses a header without a value. */
export type AnswerHeaders = Record<string, string | string[]>;

/** Headers of a target's answer without those of its connection. */
export function answerHeaders(incoming: IncomingHttpHeaders): AnswerHeaders {
  const dropped = named(incoming.connection);
  const headers: AnswerHeaders = {};
  for (const name in incoming) {
    const value = incoming[name];
    if (value !== undefined && !HOP_BY_HOP.has(name) && !dropped.includes(name)) headers[name] = value;
  }
  return headers;
}
