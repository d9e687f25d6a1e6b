import type { IRouter } from "express";
import { readOnlyRoute } from "./read-only-route";
import type { Readiness } from "./readiness";
import { sendJson } from "./send-json";

export interface HealthProps {
  /** Full path of the health check. */
  readonly path: string;
  readonly service: string;
  readonly readiness: Readiness;
}

/**
 * Answers 200, or 503 while the service drains, so that load balancers and service discovery stop sending requests before
 * it stops. Checks no other systems: a broken dependency must not cause all tasks to be replaced.
 */
export function addHealth(router: IRouter, { path, service, readiness }: HealthProps): void {
  readOnlyRoute(router.route(path), (_request, response) => {
    const { draining } = readiness;
    response.setHeader("cache-control", "no-store");
    sendJson(response, { status: draining ? "draining" : "ok", service }, draining ? 503 : 200);
  });
}
