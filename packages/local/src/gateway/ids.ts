import { randomBytes } from "node:crypto";

const POOL_BYTES = 8192;
let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes from a pool: one system call for hundreds of requests. */
function take(count: number, encoding: "base64" | "hex"): string {
  if (used + count > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  used += count;
  return pool.toString(encoding, used - count, used);
}

/** A request id in the shape of an HTTP API's: 11 bytes in base64, as `RL2XYiwjPHcEMEQ=`. */
export function requestId(): string {
  return take(11, "base64");
}

/** A trace id in X-Ray's shape: version, epoch seconds in hex, 96 random bits. */
export function traceRoot(epochMilliseconds: number): string {
  return `Root=1-${Math.floor(epochMilliseconds / 1000).toString(16)}-${take(12, "hex")}`;
}
