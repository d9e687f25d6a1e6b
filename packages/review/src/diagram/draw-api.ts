import { textOf } from "@private-http-api/terraform-json";
import { nameOf } from "../analysis/labels";
import type { PlannedResources, Resource } from "../plan/planned-resources";

/** More routes than this are counted and not listed. */
const ROUTES_LISTED = 8;

/** What an API is called in a picture. */
export function apiTitle(api: Resource): string {
  return `HTTP API ${textOf(api.values["name"]) ?? nameOf(api)}`;
}

/** The routes of an API, each with its authorization. */
export function routeLines(api: Resource, planned: PlannedResources): readonly string[] {
  const routes = planned
    .ofType("aws_apigatewayv2_route")
    .filter((route) => planned.resolve(route, route.values["api_id"], "aws_apigatewayv2_api") === api)
    .map(({ values }) => {
      const authorization = textOf(values["authorization_type"]) ?? "NONE";
      return `${textOf(values["route_key"]) ?? ""}${authorization === "NONE" ? "" : ` · ${authorization}`}`;
    })
    .sort();
  const more = routes.length - ROUTES_LISTED;
  return more > 0 ? [...routes.slice(0, ROUTES_LISTED), `and ${more} more routes`] : routes;
}
