import type { IncomingHttpHeaders } from "node:http";
import type { CorsConfiguration } from "@private-http-api/topology";
import type { AnswerHeaders } from "./forwarding-headers";

/** Whether it is the OPTIONS request that a browser sends before the actual one. */
export function isPreflight(method: string, headers: IncomingHttpHeaders): boolean {
  return method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
}

function allows(configured: string, origin: string): boolean {
  if (configured === "*" || configured === origin) return true;
  return (configured === "https://*" || configured === "http://*") && origin.startsWith(configured.slice(0, -1));
}

/**
 * Applies the API's CORS configuration ("Configure CORS for HTTP APIs"): the API answers preflights itself, adds its
 * headers to every answer, and ignores those of the backend. An origin that is not allowed gets no header, not an error.
 */
export class Cors {
  private readonly fixed: AnswerHeaders = {};
  private readonly preflightOnly: AnswerHeaders = {};
  private readonly anyOrigin: boolean;

  constructor(private readonly configuration: CorsConfiguration) {
    this.anyOrigin = configuration.allowOrigins.includes("*");
    if (configuration.allowCredentials) this.fixed["access-control-allow-credentials"] = "true";
    const lists = {
      "access-control-allow-methods": configuration.allowMethods,
      "access-control-allow-headers": configuration.allowHeaders,
    };
    for (const [name, values] of Object.entries(lists))
      if (values.length > 0) this.preflightOnly[name] = values.join(",");
    if (configuration.maxAgeSeconds !== undefined)
      this.preflightOnly["access-control-max-age"] = String(configuration.maxAgeSeconds);
  }

  /** Headers of the 204 that answers a preflight. */
  preflightHeaders(origin: string | undefined): AnswerHeaders {
    const allowed = this.allowedOrigin(origin);
    return allowed === undefined
      ? {}
      : { "access-control-allow-origin": allowed, ...this.fixed, ...this.preflightOnly };
  }

  /** Replaces the CORS headers of an answer with the configured ones. */
  apply(headers: AnswerHeaders, origin: string | undefined): void {
    for (const name in headers) if (name.startsWith("access-control-")) Reflect.deleteProperty(headers, name);
    const allowed = this.allowedOrigin(origin);
    if (allowed === undefined) return;
    headers["access-control-allow-origin"] = allowed;
    Object.assign(headers, this.fixed);
    if (this.configuration.exposeHeaders.length > 0)
      headers["access-control-expose-headers"] = this.configuration.exposeHeaders.join(",");
  }

  private allowedOrigin(origin: string | undefined): string | undefined {
    if (origin === undefined) return undefined;
    if (this.anyOrigin) return "*";
    return this.configuration.allowOrigins.some((configured) => allows(configured, origin)) ? origin : undefined;
  }
}
