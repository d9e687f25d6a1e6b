import type { Socket } from "node:net";
import type { ExchangeRecord } from "./exchange-record";
import { requestId } from "./ids";
import { BAD_REQUEST, HEADERS_TOO_LARGE, type Refusal, refusalBody, REQUEST_TIMEOUT } from "./refusal";

/** An error of Node's parser about bytes that are not a complete request. */
export interface UnreadError extends NodeJS.ErrnoException {
  /** The bytes at fault. */
  readonly rawPacket?: Buffer;
  /** In the parser's words. */
  readonly reason?: string;
}

/** How a request that could not be read is answered, and why. */
export function refusalOf({ code = "", reason, rawPacket }: UnreadError): {
  readonly refusal: Refusal;
  readonly reason: string;
} {
  if (code === "HPE_HEADER_OVERFLOW") {
    return { refusal: HEADERS_TOO_LARGE, reason: "the headers have more than 64 KB: 431 from API Gateway" };
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return {
      refusal: REQUEST_TIMEOUT,
      reason: "the client did not send its whole request in time: 408 from API Gateway",
    };
  }
  return { refusal: BAD_REQUEST, reason: `${whatItIs(code, reason, rawPacket)}: 400 from API Gateway` };
}

function whatItIs(code: string, reason: string | undefined, packet: Buffer | undefined): string {
  // The first byte of a TLS handshake record (RFC 8446, 5.1).
  if (packet?.[0] === 0x16) return "the client uses TLS, and this port plain HTTP; call it with http://";
  if (packet?.subarray(0, 14).toString("latin1") === "PRI * HTTP/2.0")
    return "the client uses HTTP/2 without negotiating it; a deployed API offers it over TLS only";
  const detail = reason === undefined ? "" : `, ${reason.toLowerCase().replace(/\.$/, "")}`;
  return `the client did not send an HTTP request (${code}${detail})`;
}

/** Answers on a connection from which nothing more can be read. */
export function answerUnread(socket: Socket, refusal: Refusal): void {
  const body = refusalBody(refusal);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${refusal.message}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/**
 * The record of a request that the parser refused. Method and path are those of its first line if that can be read, else
 * `-`.
 */
export function unreadRecord(
  refusal: Refusal,
  reason: string,
  packet: Buffer | undefined,
  now: number,
): ExchangeRecord {
  const line = packet?.subarray(0, 2_000).toString("latin1") ?? "";
  const [, method = "-", target = "-"] = /^([A-Za-z]+) ([^\s]+)/.exec(line) ?? [];
  const [path = "-", query = ""] = target.split("?", 2);
  return {
    ...{ requestId: requestId(), startedAt: now, method, path, query, routeKey: undefined, status: refusal.status },
    ...{ via: [], target: undefined, integrationStatus: undefined, integrationLatency: undefined },
    ...{ responseLatency: 0, responseLength: Buffer.byteLength(refusalBody(refusal)) },
    ...{ error: refusal.message, reason, entry: [], hops: [{ at: "gateway", name: "", milliseconds: 0 }] },
  };
}
