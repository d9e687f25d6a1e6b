import type { IncomingMessage } from "node:http";

/**
 * Why a request is refused, if it is. A page of another host whose name was pointed here (DNS rebinding) sends its own
 * host name. For a page of another origin that makes the browser send something here (cross-site request forgery), the
 * browser sends `Origin` and `Sec-Fetch-Site`; curl and other programs send neither.
 */
export function distrust({ method = "", headers }: IncomingMessage): string | undefined {
  const { host = "", origin } = headers;
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) return "This page answers to localhost only.";
  if (method === "GET" || method === "HEAD") return undefined;
  const site = headers["sec-fetch-site"];
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return "Only this page or a program may send requests, not another page.";
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "Only this page or a program may send requests, not another page.";
  return undefined;
}
