import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Characters of ids and trace headers. Others could forge log lines or headers. */
const WELL_FORMED = /^[\w.:;=+/@-]{1,128}$/;

/**
 * The id in all log lines of a request: the caller's, otherwise the load balancer's trace id, otherwise a new one.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  for (const given of [headers["x-request-id"], headers["x-amzn-trace-id"]]) {
    if (typeof given === "string" && WELL_FORMED.test(given)) return given;
  }
  return randomUUID();
}
