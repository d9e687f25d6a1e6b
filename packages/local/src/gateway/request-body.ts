import type { IncomingMessage } from "node:http";
import type { Exchange } from "./exchange";
import { KeptBody } from "./kept-body";
import { ENTITY_TOO_LARGE } from "./refusal";

/** "Payload size 10 MB, not raisable" (Quotas for HTTP APIs, and for REST APIs), in bytes. */
export const PAYLOAD_LIMIT = 10 * 1024 * 1024;

export const TOO_LARGE_REASON =
  "the request's body is larger than the 10 MB that API Gateway accepts: 413 from API Gateway";

export function hasBody({ headers }: { readonly headers: IncomingMessage["headers"] }): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export function declaresTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > PAYLOAD_LIMIT;
}

/** Keeps the beginning of a body that is about to stream to its target. */
export function keepBody({ request, trace }: Exchange): void {
  const kept = new KeptBody();
  trace.requestBody = kept;
  request.on("data", (chunk: Buffer) => {
    kept.add(chunk);
  });
}

/** Refuses a body of undeclared length once it exceeds the limit; the rest is read and dropped. */
export function limitStreamedBody(exchange: Exchange): void {
  const { request } = exchange;
  let length = 0;
  request.on("data", function count(chunk: Buffer) {
    length += chunk.length;
    if (length <= PAYLOAD_LIMIT) return;
    request.off("data", count);
    exchange.attempt?.cut("too-large");
    exchange.refuse(ENTITY_TOO_LARGE, TOO_LARGE_REASON);
    request.resume();
  });
}

/** Reads a whole body; `undefined` if it is larger than the limit, or the client broke off. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= PAYLOAD_LIMIT) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    request.once("end", () => {
      resolve(Buffer.concat(chunks));
    });
    request.once("error", () => {
      resolve(undefined);
    });
  });
}
