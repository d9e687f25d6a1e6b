import { UserError } from "@private-http-api/cli-kit";
import type { LambdaFunctions } from "./functions";
import type { Authorization, JwtAuthorizer, LambdaAuthorizer, Route } from "./http-api";
import type { Gaps } from "./gaps";
import type { Integrations } from "./integrations";
import { follow, type Resource, type Terraform, valueText } from "@private-http-api/terraform-json";

/** Reads an API's routes with their integrations and authorizers. */
export function readRoutes(
  terraform: Terraform,
  integrations: Integrations,
  functions: LambdaFunctions,
  api: Resource,
  gaps: Gaps,
): readonly Route[] {
  return ofApi(terraform, "aws_apigatewayv2_route", api).flatMap((route) =>
    gaps.reading(
      () => [readRoute(terraform, integrations, functions, route, gaps)],
      () => [],
    ),
  );
}

function readRoute(
  terraform: Terraform,
  integrations: Integrations,
  functions: LambdaFunctions,
  route: Resource,
  gaps: Gaps,
): Route {
  return {
    address: route.address,
    key: route.attributes.requiredText("route_key"),
    authorization: gaps.reading(
      () => readAuthorization(terraform, functions, route),
      (reason) => ({ type: "unserved", reason }) as const,
    ),
    integration: gaps.reading(
      () => integrations.get(follow(terraform, route, route.attributes, "target", ["aws_apigatewayv2_integration"])),
      (reason) => ({ kind: "unserved", address: route.address, reason }) as const,
    ),
  };
}

/** The resources of a type that belong to an API; the API itself may be missing from the Terraform. */
export function ofApi(terraform: Terraform, type: string, api: Resource): readonly Resource[] {
  const apiId = api.attributes.text("id");
  return terraform.resources(type).filter(({ attributes }) => {
    const id = attributes.value("api_id");
    if (id === undefined) return false;
    const found = terraform.find(id, ["aws_apigatewayv2_api"]);
    return found === undefined ? valueText(id) === apiId : found === api;
  });
}

function readAuthorization(terraform: Terraform, functions: LambdaFunctions, route: Resource): Authorization {
  const type = route.attributes.text("authorization_type") ?? "NONE";
  switch (type) {
    case "NONE":
    case "AWS_IAM":
      return { type };
    case "JWT": {
      const authorizer = follow(terraform, route, route.attributes, "authorizer_id", ["aws_apigatewayv2_authorizer"]);
      return { type, authorizer: readAuthorizer(authorizer), scopes: route.attributes.texts("authorization_scopes") };
    }
    case "CUSTOM": {
      const authorizer = follow(terraform, route, route.attributes, "authorizer_id", ["aws_apigatewayv2_authorizer"]);
      return { type, authorizer: readLambdaAuthorizer(authorizer, functions) };
    }
    default:
      throw new UserError(
        `${route.address}: authorization_type ${type}; only NONE, JWT, AWS_IAM and CUSTOM are served, --no-auth lets its requests pass.`,
      );
  }
}

function readAuthorizer({ address, name, attributes }: Resource): JwtAuthorizer {
  const jwt = attributes.block("jwt_configuration");
  if (jwt === undefined) throw new UserError(`${address} has no jwt_configuration; a JWT authorizer needs one.`);
  return {
    address,
    name: attributes.text("name") ?? name,
    issuer: jwt.requiredText("issuer"),
    audience: jwt.texts("audience"),
    identitySources: attributes.texts("identity_sources"),
  };
}

/** A Lambda authorizer, declared by a resource or inline. */
export function readLambdaAuthorizer(authorizer: Resource, functions: LambdaFunctions): LambdaAuthorizer {
  const { address, name, attributes } = authorizer;
  return {
    address,
    name: attributes.text("name") ?? name,
    ...functions.behind(authorizer, "authorizer_uri"),
    payloadFormatVersion: attributes.text("authorizer_payload_format_version") === "2.0" ? "2.0" : "1.0",
    simpleResponses: attributes.boolean("enable_simple_responses") ?? false,
    identitySources: attributes.texts("identity_sources"),
    // The provider's own default, which is that of the console.
    resultTtlSeconds: attributes.number("authorizer_result_ttl_in_seconds") ?? 300,
  };
}
