import type { ServerResponse } from "node:http";

/** Headers of every answer: it is not cached, not shown in another page's frame, not readable by another page. */
export const safe = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

export function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, ...safe, ...headers });
  response.end(body);
}

/** One line for a person. */
export function replyLine(response: ServerResponse, status: number, line: string): void {
  reply(response, status, "text/plain; charset=utf-8", `${line}\n`);
}

export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  reply(response, status, "application/json", `${JSON.stringify(value, null, 2)}\n`);
}
