import { UserError } from "@private-http-api/cli-kit";
import {
  mapOf,
  readApiDocument,
  type Resource,
  type Terraform,
  type ValueMap,
  valueText,
} from "@private-http-api/terraform-json";
import type { LambdaFunctions } from "./functions";
import type { Gaps } from "./gaps";
import type { Route } from "./http-api";
import type { Integrations } from "./integrations";
import { inlineAuthorization } from "./inline-authorizers";
import { part } from "./inline-parts";
import { asHttpIntegration, ofRest, REST_TIMEOUT_MILLISECONDS } from "./rest-integrations";

/** What routes lead to, and what their authorizers ask. */
interface Targets {
  readonly integrations: Integrations;
  readonly functions: LambdaFunctions;
}

/**
 * Routes that are part of the API resource: those of its OpenAPI `body`, and the one of a quick-created API, whose
 * `target` is a URL or a function (API Gateway, "Work with OpenAPI definitions for HTTP APIs"; CreateApi, `target`).
 */
export function importedRoutes(terraform: Terraform, targets: Targets, api: Resource, gaps: Gaps): readonly Route[] {
  return [
    ...gaps.reading(
      () => bodyRoutes(terraform, targets, api, gaps),
      () => [],
    ),
    ...quickRoute(targets.integrations, api),
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

function bodyRoutes(
  terraform: Terraform,
  { integrations, functions }: Targets,
  api: Resource,
  gaps: Gaps,
): readonly Route[] {
  const body = api.attributes.value("body");
  if (body === undefined) return [];
  const isRest = api.type === "aws_api_gateway_rest_api";
  const document = readApiDocument(body, isRest ? "REST" : "HTTP");
  if ("unread" in document) {
    throw new UserError(`${api.address}: the routes of its body are not served, because it is ${document.unread}.`);
  }
  return document.operations.map(({ key, authorization, integration }): Route => {
    const address = `${api.address} (${key})`;
    return {
      address,
      key,
      authorization: gaps.reading(
        () => inlineAuthorization(authorization, address, { api, functions }),
        (reason) => ({ type: "unserved", reason }) as const,
      ),
      integration: gaps.reading(
        () => {
          const written = integrationOf(terraform, integration ?? {}, address);
          if (!isRest) return integrations.get(part(api, key, written));
          const timeout = written["timeout_milliseconds"] ?? REST_TIMEOUT_MILLISECONDS;
          const one = integrations.get(part(api, key, { ...written, timeout_milliseconds: timeout }));
          return ofRest(one, { api, document, written: mapOf(integration), gaps });
        },
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
