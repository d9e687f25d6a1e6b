import type { IRouter } from "express";
import { readOnlyRoute } from "./read-only-route";
import type { Readiness } from "./readiness";
import { sendJson } from "./send-json";

export interface HealthProps {
  /** Whole path of the health check. */
  readonly path: string;
  readonly service: string;
  readonly readiness: Readiness;
}

/**
 * Says whether the service wants requests: 200 while it does, 503 while it drains, so that load balancers and
 * service discovery turn away before it stops. Asks nothing of other systems: a broken dependency must not get
 * every task replaced.
 */
export function addHealth(router: IRouter, { path, service, readiness }: HealthProps): void {
  readOnlyRoute(router.route(path), (_request, response) => {
    const { draining } = readiness;
    response.setHeader("cache-control", "no-store");
    sendJson(response, { status: draining ? "draining" : "ok", service }, draining ? 503 : 200);
  });
}
