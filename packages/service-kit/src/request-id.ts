import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What ids and trace headers are made of. Anything else could forge a log line or a header, or is no id at all. */
const WELL_FORMED = /^[\w.:;=+/@-]{1,128}$/;

/**
 * The id that ties a request's log lines together: the caller's, else the one that the load balancer traces with,
 * else a new one.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  for (const given of [headers["x-request-id"], headers["x-amzn-trace-id"]]) {
    if (typeof given === "string" && WELL_FORMED.test(given)) return given;
  }
  return randomUUID();
}
