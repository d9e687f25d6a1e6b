import type { IncomingMessage } from "node:http";
import { BAD_REQUEST, HEADERS_TOO_LARGE, type Refusal } from "./refusal";

/** "Total combined size of request line and header values: 10,240 bytes" (Quotas for HTTP APIs). */
const HEADER_LIMIT_BYTES = 10240;

/** Bytes of the request line and the values of the headers, as the quota counts them. */
function headerBytes({ method = "", url = "", rawHeaders }: IncomingMessage): number {
  let bytes = method.length + url.length + " ".length + " HTTP/1.1".length;
  for (let index = 1; index < rawHeaders.length; index += 2) bytes += rawHeaders[index]?.length ?? 0;
  return bytes;
}

function hostCount({ rawHeaders }: IncomingMessage): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count;
}

/** A host name, an IPv4 or an IPv6 address, and a port (RFC 9112, 3.2: anything else is a 400). */
const HOST = /^(?:[\w.~%!$&'()*+,;=-]+|\[[\da-fA-F:.]+\])(?::\d*)?$/;

/** Why a request is refused before its route is chosen; `undefined` if it is not. */
export function refusedRequest(request: IncomingMessage): { refusal: Refusal; reason: string } | undefined {
  if (headerBytes(request) > HEADER_LIMIT_BYTES)
    return {
      refusal: HEADERS_TOO_LARGE,
      reason: "request line and header values have more than 10,240 bytes: 431 from API Gateway",
    };
  if (hostCount(request) !== 1)
    return {
      refusal: BAD_REQUEST,
      reason: "the request has no Host header, or several: 400 from API Gateway",
    };
  if (!HOST.test(request.headers.host ?? ""))
    return {
      refusal: BAD_REQUEST,
      reason: "the Host header is not a host name with an optional port: 400 from API Gateway",
    };
  // AWS's own status is unknown.
  if (request.headers.upgrade?.toLowerCase() === "websocket")
    return {
      refusal: BAD_REQUEST,
      reason:
        "HTTP APIs and their VPC links do not support WebSocket, which needs an API of protocol WEBSOCKET: 400 from API Gateway",
    };
  return undefined;
}
