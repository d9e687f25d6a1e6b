import type { IncomingMessage } from "node:http";

/**
 * Why a request is refused, if it is. A page of another host whose name was made to lead here (DNS rebinding) names its
 * own host. A page of another origin that makes the browser send something here (cross-site request forgery) is named by
 * the browser in `Origin`, and in `Sec-Fetch-Site`; curl and other programs send neither.
 */
export function distrust({ method = "", headers }: IncomingMessage): string | undefined {
  const { host = "", origin } = headers;
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) return "This page answers to localhost only.";
  if (method === "GET" || method === "HEAD") return undefined;
  const site = headers["sec-fetch-site"];
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return "Orders come from this page or a program, not from another page.";
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "Orders come from this page or a program, not from another page.";
  return undefined;
}
