import { UserError } from "@private-http-api/cli-kit";
import {
  type ApiAuthorization,
  Attributes,
  isMap,
  readApiDocument,
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
  const document = readApiDocument(body, api.type === "aws_api_gateway_rest_api" ? "REST" : "HTTP");
  if ("unread" in document) {
    throw new UserError(`${api.address}: the routes of its body are not served, because it is ${document.unread}.`);
  }
  return document.operations.map(({ key, authorization, integration }): Route => {
    const address = `${api.address} (${key})`;
    return {
      address,
      key,
      authorization: gaps.reading(
        () => authorizationOf(authorization, address),
        (reason) => ({ type: "unserved", reason }) as const,
      ),
      integration: gaps.reading(
        () => integrations.get(part(api, key, integrationOf(terraform, integration ?? {}, address))),
        (reason) => ({ kind: "unserved", address, reason }) as const,
      ),
    };
  });
}

/** Terraform's names for those of the extension. */
function integrationOf(terraform: Terraform, written: ValueMap, address: string): ValueMap {
  const one = asHttpIntegration(terraform, address, written);
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

function authorizationOf(read: ApiAuthorization, address: string): Authorization {
  if (!("authorizer" in read)) return { type: read.type };
  const { type, name, scopes, authorizer } = read;
  if (type !== "JWT") {
    throw new UserError(`${address}: authorizer ${name} is not a JWT authorizer; only those are served.`);
  }
  const jwt = mapOf(authorizer["jwtConfiguration"]);
  return {
    type,
    authorizer: {
      address: `${address} (${name})`,
      name,
      issuer: valueText(jwt["issuer"] ?? ""),
      audience: texts(jwt["audience"]),
      identitySources: texts(authorizer["identitySource"]),
    },
    scopes,
  };
}

function texts(value: Value | undefined): readonly string[] {
  return (Array.isArray(value) ? (value as readonly Value[]) : [value ?? ""])
    .map(valueText)
    .filter((one) => one !== "");
}

/** Part of an API that is declared inline, as a resource of its own. */
function part(api: Resource, name: string, values: ValueMap): Resource {
  const address = `${api.address} (${name})`;
  return { ...api, address, type: "aws_apigatewayv2_integration", attributes: new Attributes(address, () => values) };
}

function mapOf(value: Value | undefined): ValueMap {
  return isMap(value) ? value : {};
}
