import { blocksOf, textOf, textsOf } from "@private-http-api/terraform-json";
import { nameOf } from "../analysis/labels";
import { apiRoutesOf } from "../analysis/traffic/api-routes";
import { apiBodiesOf } from "../analysis/traffic/api-bodies";
import type { PlannedResources, Resource } from "../plan/planned-resources";

/** More routes than this are counted and not listed. */
const ROUTES_LISTED = 8;

export const APIS = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];

/** What an API is called in a picture. */
export function apiTitle(api: Resource): string {
  return `${isRest(api) ? "REST" : "HTTP"} API ${textOf(api.values["name"]) ?? nameOf(api)}`;
}

/** What a REST API is reached through and whom its policy lets in, and the routes of any API. */
export function apiLines(api: Resource, planned: PlannedResources): readonly string[] {
  if (!isRest(api)) return routeLines(api, planned);
  const type = endpointOf(api);
  const policies = planned.ofType("aws_api_gateway_rest_api_policy");
  const hasPolicy =
    textOf(api.values["policy"]) !== undefined ||
    policies.some((each) => planned.resolve(each, each.values["rest_api_id"], api.type) === api) ||
    apiBodiesOf(planned).some((body) => body.resource === api && body.policy !== undefined);
  const endpoint = `${ENDPOINTS[type] ?? type.toLowerCase()} endpoint`;
  return [hasPolicy ? `${endpoint}, resource policy` : endpoint, ...routeLines(api, planned)];
}

/** Whether an API is called through VPC endpoints alone. */
export function isPrivate(api: Resource): boolean {
  return isRest(api) && endpointOf(api) === "PRIVATE";
}

function endpointOf({ values }: Resource): string {
  const [configuration] = blocksOf(values["endpoint_configuration"]);
  return textsOf(configuration?.["types"])[0] ?? "EDGE";
}

const ENDPOINTS: Readonly<Record<string, string>> = { EDGE: "edge-optimized" };

function isRest({ type }: Resource): boolean {
  return type === "aws_api_gateway_rest_api";
}

/** The routes of an API, each with its authorization. */
export function routeLines(api: Resource, planned: PlannedResources): readonly string[] {
  const routes = apiRoutesOf(planned)
    .filter((each) => each.api === api)
    .map(({ key, route: { values } }) => {
      const authorization = textOf(values["authorization_type"]) ?? textOf(values["authorization"]) ?? "NONE";
      return `${key}${authorization === "NONE" ? "" : ` · ${authorization}`}`;
    })
    .sort();
  const more = routes.length - ROUTES_LISTED;
  return more > 0 ? [...routes.slice(0, ROUTES_LISTED), `and ${more} more routes`] : routes;
}
