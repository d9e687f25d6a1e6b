import { type ClientRequest, type IncomingHttpHeaders, request } from "node:http";
import type { Target } from "./backend";
import type { ForwardJob } from "./forward-job";
import { withQuery } from "./query-string";
import { hasBody } from "./request-body";
import type { TargetConnections } from "./target-connections";

/** Methods without a body; with any other, a request that has none says so (RFC 9110, 8.6). */
const BODILESS = new Set(["GET", "HEAD", "TRACE"]);

/** Begins the request of a job to its target; the path goes as it is. @throws for headers that HTTP does not allow */
export function targetRequest({ request: sent }: ForwardJob, target: Target, agent: TargetConnections): ClientRequest {
  const { method, path, query } = sent;
  const { host, port } = target;
  const headers = headerList(sent.headers);
  if (sent.headers.host === undefined) headers.push("host", `${host}:${port}`);
  if (!BODILESS.has(method) && saysNoLength(sent.headers)) headers.push("content-length", "0");
  return request({ agent, host, port, method, path: withQuery(path, query), headers });
}

/** Sends the body of a job: the one that was read, the client's as it arrives, or none. */
export function sendBody({ body, exchange }: ForwardJob, sent: ClientRequest): void {
  if (body !== undefined) sent.end(body);
  else if (hasBody(exchange)) exchange.request.pipe(sent);
  else sent.end();
}

function saysNoLength(headers: IncomingHttpHeaders): boolean {
  return headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
}

/** Names and values alternately: Node writes such a list as it is, and collects an object's entries first. */
function headerList(headers: IncomingHttpHeaders): string[] {
  const list: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string") list.push(name, value);
    else for (const each of value ?? []) list.push(name, each);
  }
  return list;
}
