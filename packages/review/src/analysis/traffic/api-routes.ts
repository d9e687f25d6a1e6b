import { textOf, type Json } from "@private-http-api/terraform-json";
import { oncePer } from "../../plan/once-per";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import { apiBodiesOf, targetOf } from "./api-bodies";

/** A route of an HTTP API, a method of a REST API: a resource of its own, or part of an API's body. */
export interface ApiRoute {
  /** With a route's attributes; of a body's, the address is that of the API. */
  readonly route: Resource;
  /** undefined where the plans do not have it. */
  readonly api: Resource | undefined;
  /** `GET /books`. */
  readonly key: string;
  /** With the attributes of an HTTP API's. */
  readonly integration: Resource | undefined;
  /** The path that chooses among a listener's rules. */
  readonly path: string;
}

const APIS = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];

/** The routes of every API on one side of a change. */
export const apiRoutesOf = oncePer((planned: PlannedResources): readonly ApiRoute[] => {
  const ofBodies = apiBodiesOf(planned).flatMap(({ routes }) =>
    routes.map(({ route, integration }) => {
      const parts = partsOf(route, keyOf(route), planned);
      return { ...parts, integration, path: textOf(integration?.values["path"]) ?? parts.path };
    }),
  );
  const ofRoutes = planned.ofType("aws_apigatewayv2_route").map((route) => {
    return { ...partsOf(route, keyOf(route), planned), integration: integrationOf(route, planned) };
  });
  return [...ofRoutes, ...methodsOf(planned), ...ofBodies];
});

function partsOf(route: Resource, key: string, planned: PlannedResources): Omit<ApiRoute, "integration"> {
  const id = route.values["api_id"] ?? route.values["rest_api_id"];
  return { route, api: planned.resolve(route, id, ...APIS), key, path: key.split(" ")[1] ?? "" };
}

function keyOf({ values }: Resource): string {
  return textOf(values["route_key"]) ?? "";
}

/** `integrations/<id>` names the integration. */
function integrationOf(route: Resource, planned: PlannedResources): Resource | undefined {
  const target = textOf(route.values["target"])?.replace(/^integrations\//, "");
  return planned.resolve(route, target, "aws_apigatewayv2_integration");
}

/** Methods of REST APIs that are resources. */
function methodsOf(planned: PlannedResources): readonly ApiRoute[] {
  const integrations = new Map(
    planned.ofType("aws_api_gateway_integration").map((each) => [methodKey(each, planned), each] as const),
  );
  return planned.ofType("aws_api_gateway_method").map((method) => {
    const key = `${textOf(method.values["http_method"]) ?? "ANY"} ${pathOf(method, planned)}`;
    const found = integrations.get(methodKey(method, planned));
    return { ...partsOf(method, key, planned), integration: found && asHttpIntegration(found, planned) };
  });
}

function methodKey(resource: Resource, planned: PlannedResources): string {
  const { stack, values } = resource;
  // An integration may take the method from the method.
  const named = planned.resolve(resource, values["http_method"], "aws_api_gateway_method");
  const method = named?.values["http_method"] ?? values["http_method"];
  return [stack, ...[values["rest_api_id"], values["resource_id"], method].map(textOf)].join("|");
}

/** The path of a method's resource; what only the apply tells is put together from its parents' parts. */
function pathOf(method: Resource, planned: PlannedResources): string {
  const parts: string[] = [];
  let [from, id] = [method, method.values["resource_id"]];
  for (let depth = 0; depth < 50; depth++) {
    const at = planned.resolve(from, id, "aws_api_gateway_resource");
    if (at === undefined) break;
    const known = textOf(at.values["path"]);
    if (known?.startsWith("/") === true) return [known, ...parts].join("/");
    parts.unshift(textOf(at.values["path_part"]) ?? "?");
    [from, id] = [at, at.values["parent_id"]];
  }
  return [isRoot(from, id, planned) ? "" : `/(${textOf(id) ?? "unknown"})`, ...parts].join("/") || "/";
}

function isRoot(from: Resource, id: Json | undefined, planned: PlannedResources): boolean {
  const text = textOf(id) ?? "";
  const api = planned.resolve(from, from.values["rest_api_id"], "aws_api_gateway_rest_api");
  return text.includes("root_resource_id") || text === textOf(api?.values["root_resource_id"]);
}

function asHttpIntegration(integration: Resource, planned: PlannedResources): Resource {
  const { values } = integration;
  const uri = textOf(values["uri"]) ?? "";
  const type = textOf(values["type"]) ?? "";
  const target = targetOf(
    integration,
    { uri, target: values["integration_target"], connection: values["connection_id"] },
    planned,
  );
  return {
    ...integration,
    values: {
      integration_type: type,
      integration_uri: target ?? (type === "MOCK" ? "mock" : uri),
      connection_id: values["connection_id"] ?? null,
    },
  };
}
