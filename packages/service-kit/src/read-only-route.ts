import type { IRoute, RequestHandler } from "express";
import { ApiError } from "./api-error";

const ALLOW = "GET, HEAD, OPTIONS";

/** Makes a route read-only: HEAD is handled as GET, OPTIONS lists the allowed methods, any other method gives 405. */
export function readOnlyRoute(route: IRoute, get: RequestHandler): void {
  route.get(get);
  route.options((_request, response) => {
    response.setHeader("allow", ALLOW).status(204).end();
  });
  route.all((request, response) => {
    response.setHeader("allow", ALLOW);
    throw new ApiError(405, "method_not_allowed", `${request.method} is not allowed here; allowed: ${ALLOW}.`);
  });
}
