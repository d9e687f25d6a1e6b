import { Router } from "express";
import { readOnlyRoute } from "./read-only-route";
import type { Readiness } from "./readiness";

/**
 * Says whether the service wants requests: 200 while it does, 503 while it drains, so that load balancers and
 * service discovery turn away before it stops. Asks nothing of other systems: a broken dependency must not get
 * every task replaced.
 */
export function healthRouter(path: string, service: string, readiness: Readiness): Router {
  const router = Router({ caseSensitive: true });
  readOnlyRoute(router.route(path), (_request, response) => {
    const { draining } = readiness;
    response
      .status(draining ? 503 : 200)
      .setHeader("cache-control", "no-store")
      .json({ status: draining ? "draining" : "ok", service });
  });
  return router;
}
