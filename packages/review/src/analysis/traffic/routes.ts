import { textOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { isAmbiguous } from "../../plan/unknown-names";
import { Destinations } from "./destinations";
import type { Subject } from "./subject";

/** Where requests of one route go, and who may send them. */
export interface RouteState extends Subject {
  readonly destination: string;
  /** `NONE`, `AWS_IAM`, `JWT (scope, scope)`. */
  readonly authorization: string;
}

/** Routes of HTTP APIs, by API and route key. */
export function routesOf(planned: PlannedResources): ReadonlyMap<string, RouteState> {
  const destinations = new Destinations(planned);
  return new Map(
    planned.ofType("aws_apigatewayv2_route").map((route) => {
      const key = textOf(route.values["route_key"]) ?? "";
      const api = planned.resolve(route, route.values["api_id"], "aws_apigatewayv2_api");
      return [
        [route.stack, api === undefined ? unknownApi(route) : identityOf(api), key].join("|"),
        {
          stack: route.stack,
          subject: api === undefined ? key : `${planned.nameOf(api)} ${key}`,
          destination: destinationOf(route, key, planned, destinations),
          authorization: authorizationOf(route),
        },
      ];
    }),
  );
}

/** What is known after apply may be a different API for each route. */
function unknownApi({ address, values }: Resource): string {
  const id = textOf(values["api_id"]);
  return id === undefined || isAmbiguous(id, address) ? `${id ?? ""} ${address}` : id;
}

function destinationOf(route: Resource, key: string, planned: PlannedResources, destinations: Destinations): string {
  const integration = integrationOf(route, planned);
  if (integration === undefined) return textOf(route.values["target"]) ?? "(nothing)";
  const path = key.split(" ")[1] ?? "";
  return `${destinations.ofIntegration(integration, path)} by ${destinations.viaOf(integration)}`;
}

/** `integrations/<id>` names the integration. */
export function integrationOf(route: Resource, planned: PlannedResources): Resource | undefined {
  const target = textOf(route.values["target"])?.replace(/^integrations\//, "");
  return planned.resolve(route, target, "aws_apigatewayv2_integration");
}

function authorizationOf({ values }: Resource): string {
  const type = textOf(values["authorization_type"]) ?? "NONE";
  const scopes = textsOf(values["authorization_scopes"]);
  return scopes.length === 0 ? type : `${type} (${[...scopes].sort().join(", ")})`;
}
