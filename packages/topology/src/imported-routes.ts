import { UserError } from "@private-http-api/cli-kit";
import {
  Attributes,
  decodeJson,
  isMap,
  type Resource,
  type Terraform,
  type Value,
  type ValueMap,
  valueText,
} from "@private-http-api/terraform-json";
import type { Gaps } from "./gaps";
import type { Authorization, Route } from "./http-api";
import type { Integrations } from "./integrations";
import { asHttpIntegration } from "./rest-apis";

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"];

/**
 * Routes that are part of the API resource: those of its OpenAPI `body`, and the one of a quick-created API, whose
 * `target` is a URL or a function (API Gateway, "Work with OpenAPI definitions for HTTP APIs"; CreateApi, `target`).
 */
export function importedRoutes(
  terraform: Terraform,
  integrations: Integrations,
  api: Resource,
  gaps: Gaps,
): readonly Route[] {
  return [
    ...gaps.reading(
      () => bodyRoutes(terraform, integrations, api, gaps),
      () => [],
    ),
    ...quickRoute(integrations, api),
  ];
}

function quickRoute(integrations: Integrations, api: Resource): readonly Route[] {
  const target = api.attributes.value("target");
  if (target === undefined) return [];
  const isFunction = !/^https?:/.test(valueText(target));
  const integration = integrations.get(
    part(api, "target", {
      integration_type: isFunction ? "AWS_PROXY" : "HTTP_PROXY",
      integration_uri: target,
      payload_format_version: "2.0",
    }),
  );
  const key = api.attributes.text("route_key") ?? "$default";
  return [{ address: `${api.address} (target)`, key, authorization: { type: "NONE" }, integration }];
}

function bodyRoutes(terraform: Terraform, integrations: Integrations, api: Resource, gaps: Gaps): readonly Route[] {
  const body = api.attributes.value("body");
  if (body === undefined) return [];
  const document = read(api, body);
  const components = mapOf(document["components"]);
  return Object.entries(mapOf(document["paths"])).flatMap(([path, item]) =>
    Object.entries(mapOf(item)).flatMap(([name, operation]): Route[] => {
      const isAny = name === "x-amazon-apigateway-any-method";
      if (!isAny && !METHODS.includes(name)) return [];
      const key = path === "/$default" ? "$default" : `${isAny ? "ANY" : name.toUpperCase()} ${path}`;
      const address = `${api.address} (${key})`;
      const security = mapOf(operation)["security"] ?? document["security"];
      return [
        {
          address,
          key,
          authorization: gaps.reading(
            () => authOf(operation) ?? authorizationOf(security, mapOf(components["securitySchemes"]), address),
            (reason) => ({ type: "unserved", reason }) as const,
          ),
          integration: gaps.reading(
            () => integrations.get(part(api, key, integrationOf(terraform, operation, components, address))),
            (reason) => ({ kind: "unserved", address, reason }) as const,
          ),
        },
      ];
    }),
  );
}

function read(api: Resource, body: Value): ValueMap {
  try {
    return mapOf(decodeJson(body));
  } catch {
    throw new UserError(
      `${api.address}: the routes of its body are not served, because it is not JSON or known after apply.`,
    );
  }
}

/** Terraform's names for those of the extension. */
function integrationOf(terraform: Terraform, operation: Value, components: ValueMap, address: string): ValueMap {
  const written = mapOf(mapOf(operation)["x-amazon-apigateway-integration"]);
  const shared = /\/x-amazon-apigateway-integrations\/(.+)$/.exec(valueText(written["$ref"] ?? ""))?.[1];
  const found = shared === undefined ? written : mapOf(mapOf(components["x-amazon-apigateway-integrations"])[shared]);
  const one = asHttpIntegration(terraform, address, found);
  const { type, subtype } = one;
  if (type === undefined) throw new UserError(`${address} has no x-amazon-apigateway-integration.`);
  const responses = Object.entries(mapOf(one["responseParameters"]));
  return {
    integration_type: valueText(type).toUpperCase(),
    ...(subtype === undefined ? {} : { integration_subtype: subtype }),
    integration_uri: one["uri"] ?? null,
    integration_method: one["httpMethod"] ?? null,
    connection_type: one["connectionType"] ?? null,
    connection_id: one["connectionId"] ?? null,
    payload_format_version: one["payloadFormatVersion"] ?? null,
    timeout_milliseconds: one["timeoutInMillis"] ?? null,
    request_parameters: one["requestParameters"] ?? null,
    response_parameters: responses.map(([status, mappings]) => ({ status_code: status, mappings })),
  };
}

/** What a REST API's document says beside its security schemes. */
function authOf(operation: Value): Authorization | undefined {
  const type = mapOf(mapOf(operation)["x-amazon-apigateway-auth"])["type"];
  return type === "NONE" || type === "AWS_IAM" ? { type } : undefined;
}

function authorizationOf(security: Value | undefined, schemes: ValueMap, address: string): Authorization {
  const [[name, scopes] = []] = (Array.isArray(security) ? (security as readonly Value[]) : []).map(
    (one) => Object.entries(mapOf(one)).at(0) ?? [],
  );
  if (name === undefined) return { type: "NONE" };
  const extension = mapOf(mapOf(schemes[name])["x-amazon-apigateway-authorizer"]);
  const jwt = mapOf(extension["jwtConfiguration"]);
  if (valueText(extension["type"] ?? "") !== "jwt") {
    throw new UserError(`${address}: authorizer ${name} is not a JWT authorizer; only those are served.`);
  }
  function texts(value: Value | undefined): readonly string[] {
    return (Array.isArray(value) ? (value as readonly Value[]) : [value ?? ""])
      .map(valueText)
      .filter((one) => one !== "");
  }
  return {
    type: "JWT",
    authorizer: {
      address: `${address} (${name})`,
      name,
      issuer: valueText(jwt["issuer"] ?? ""),
      audience: texts(jwt["audience"]),
      identitySources: texts(extension["identitySource"]),
    },
    scopes: texts(scopes),
  };
}

/** Part of an API that is declared inline, as a resource of its own. */
function part(api: Resource, name: string, values: ValueMap): Resource {
  const address = `${api.address} (${name})`;
  return { ...api, address, type: "aws_apigatewayv2_integration", attributes: new Attributes(address, () => values) };
}

function mapOf(value: Value | undefined): ValueMap {
  return isMap(value) ? value : {};
}
