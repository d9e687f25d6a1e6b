import type { IRoute, RequestHandler } from "express";
import { ApiError } from "./api-error";

const ALLOW = "GET, HEAD, OPTIONS";

/** Lets a route be read only: HEAD as GET, OPTIONS tells what is allowed, any other method is refused with 405. */
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
