import {
  type ApiAuthorization,
  type ApiOperation,
  readApiDocument,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  textOf,
  textsOf,
  type UnreadDocument,
  type Value,
  type ValueMap,
  valueText,
} from "@private-http-api/terraform-json";
import { oncePer } from "../../plan/once-per";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import { SENSITIVE, SENSITIVE_CHANGED } from "../../plan/redact";
import { LISTENERS } from "./destinations";

/** What an API's OpenAPI body makes, in the form of resources: routes with their integrations, authorizers, a policy. */
export interface ApiBody {
  /** The resource with the body. */
  readonly resource: Resource;
  readonly routes: readonly BodyRoute[];
  readonly authorizers: readonly Resource[];
  readonly policy: JsonObject | undefined;
  /** Why nothing is known of the body. @default it was read */
  readonly unread?: UnreadDocument["unread"] | "sensitive";
}

export interface BodyRoute {
  readonly route: Resource;
  readonly integration: Resource | undefined;
}

const REST_APIS = ["aws_api_gateway_rest_api", "aws_api_gateway_rest_api_put"];

/** The bodies of HTTP and REST APIs on one side of a change. */
export const apiBodiesOf = oncePer((planned: PlannedResources): readonly ApiBody[] =>
  planned.ofType("aws_apigatewayv2_api", ...REST_APIS).flatMap((resource) => {
    const body = textOf(resource.values["body"]);
    return body === undefined ? [] : [bodyOf(resource, body, planned)];
  }),
);

function bodyOf(resource: Resource, body: string, planned: PlannedResources): ApiBody {
  const nothing = { resource, routes: [], authorizers: [], policy: undefined };
  if (body === SENSITIVE || body === SENSITIVE_CHANGED) return { ...nothing, unread: "sensitive" };
  const document = readApiDocument(body, REST_APIS.includes(resource.type) ? "REST" : "HTTP");
  if ("unread" in document) return { ...nothing, unread: document.unread };
  const staying = new Set(stayingIn(resource, document.operations));
  const operations = [...document.operations, ...staying];
  const policy = jsonOf(document.policy);
  return {
    resource,
    routes: operations.map((each) => {
      return {
        route: routeOf(resource, each, staying.has(each)),
        integration: each.integration && integrationOf(resource, each.key, each.integration, planned),
      };
    }),
    authorizers: [
      ...new Map(
        operations.flatMap(({ authorization }) =>
          "authorizer" in authorization ? [[authorization.name, authorizerOf(resource, authorization)]] : [],
        ),
      ).values(),
    ],
    policy: isObject(policy) ? policy : undefined,
  };
}

/**
 * Methods that a body no longer has and that stay, because it is merged with what is there.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
 */
function stayingIn({ values, change }: Resource, now: readonly ApiOperation[]): readonly ApiOperation[] {
  const before = textOf(change.before?.["body"]);
  if (values !== change.after || values["put_rest_api_mode"] !== "merge" || before === undefined) return [];
  const document = readApiDocument(before, "REST");
  const keys = new Set(now.map(({ key }) => key));
  return "unread" in document ? [] : document.operations.filter(({ key }) => !keys.has(key));
}

function partOf(resource: Resource, type: string, values: JsonObject): Resource {
  return { ...resource, type, values };
}

function routeOf(resource: Resource, { key, authorization, apiKeyRequired }: ApiOperation, stays: boolean): Resource {
  const named = "authorizer" in authorization;
  return partOf(resource, "aws_apigatewayv2_route", {
    api_id: resource.values["rest_api_id"] ?? `\${${resource.address}.id}`,
    route_key: key,
    authorization_type: authorization.type,
    authorization_scopes: named ? [...authorization.scopes] : [],
    authorizer_id: named ? authorization.name : null,
    api_key_required: apiKeyRequired,
    stays,
  });
}

function authorizerOf(
  resource: Resource,
  { name, authorizer }: ApiAuthorization & { name: string; authorizer: ValueMap },
) {
  const jwt = authorizer["jwtConfiguration"];
  return partOf(resource, "aws_apigatewayv2_authorizer", {
    name,
    jwt_configuration: jwt === undefined ? [] : [jsonOf(jwt)],
    authorizer_uri: jsonOf(authorizer["authorizerUri"]),
    provider_arns: jsonOf(authorizer["providerARNs"]),
  });
}

function integrationOf(resource: Resource, key: string, integration: ValueMap, planned: PlannedResources): Resource {
  const type = valueText(integration["type"] ?? "").toUpperCase();
  const uri = valueText(integration["uri"] ?? "");
  const connection = jsonOf(integration["connectionId"]);
  return partOf(resource, "aws_apigatewayv2_integration", {
    integration_type: type,
    integration_uri:
      targetOf(resource, { uri, target: jsonOf(integration["integrationTarget"]), connection }, planned) ??
      (type === "MOCK" ? "mock" : uri),
    connection_id: connection,
    request_parameters: jsonOf(integration["requestParameters"]),
    path: pathOf(uri, key),
  });
}

/** The path that a service gets, in the form of a route's, greedy variables included. */
function pathOf(uri: string, key: string): string {
  const path = /^https?:\/\/[^/]*(\/.*)?$/.exec(uri)?.[1];
  const own = key.split(" ")[1] ?? "";
  return path === undefined ? own : path.replace(/\{([^}]*)\}$/, own.endsWith("+}") ? "{$1+}" : "{$1}");
}

/** Where an integration of a REST API leads. */
interface Destination {
  readonly uri: string;
  /** Load balancer of a VPC link of version 2. */
  readonly target: Json | undefined;
  /** The VPC link. */
  readonly connection: Json | undefined;
}

/** The listener of a private integration. */
export function targetOf(from: Resource, destination: Destination, planned: PlannedResources): string | undefined {
  const { uri } = destination;
  const [, protocol, given] = /^(https?):\/\/[^/]*?(?::(\d+))?(\/|$)/.exec(uri) ?? [];
  const balancer = balancerOf(from, destination, planned);
  if (balancer === undefined || protocol === undefined) return undefined;
  const port = given ?? (protocol === "https" ? "443" : "80");
  const listener = planned
    .ofType(...LISTENERS)
    .find(
      (each) =>
        planned.resolve(each, each.values["load_balancer_arn"], ...BALANCERS) === balancer &&
        textOf(each.values["port"]) === port,
    );
  return listener === undefined ? undefined : (textOf(listener.values["arn"]) ?? `\${${listener.address}.arn}`);
}

const BALANCERS = ["aws_lb", "aws_alb"];

/** That of the integration, or the one that a VPC link of REST APIs leads to. */
function balancerOf(
  from: Resource,
  { target, connection }: Destination,
  planned: PlannedResources,
): Resource | undefined {
  const named = planned.resolve(from, target, ...BALANCERS);
  if (named !== undefined) return named;
  const link = planned.resolve(from, connection, "aws_api_gateway_vpc_link");
  const [arn] = textsOf(link?.values["target_arns"]);
  return link === undefined ? undefined : planned.resolve(link, arn, ...BALANCERS);
}

/** Unknown parts as the text of their expressions. */
function jsonOf(value: Value | undefined): Json {
  if (value === undefined || value === null) return null;
  const text = valueText(value);
  return typeof value === "object" ? (parseJson(text) ?? text) : value;
}
