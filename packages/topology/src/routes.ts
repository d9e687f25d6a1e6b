import { UserError } from "@private-http-api/cli-kit";
import type { Authorization, JwtAuthorizer, Route } from "./http-api";
import type { Gaps } from "./gaps";
import type { Integrations } from "./integrations";
import { follow, type Resource, type Terraform, valueText } from "@private-http-api/terraform-json";

/** Reads an API's routes with their integrations and authorizers. */
export function readRoutes(
  terraform: Terraform,
  integrations: Integrations,
  api: Resource,
  gaps: Gaps,
): readonly Route[] {
  return ofApi(terraform, "aws_apigatewayv2_route", api).flatMap((route) =>
    gaps.reading(
      () => [readRoute(terraform, integrations, route, gaps)],
      () => [],
    ),
  );
}

function readRoute(terraform: Terraform, integrations: Integrations, route: Resource, gaps: Gaps): Route {
  return {
    address: route.address,
    key: route.attributes.requiredText("route_key"),
    authorization: gaps.reading(
      () => readAuthorization(terraform, route),
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

function readAuthorization(terraform: Terraform, route: Resource): Authorization {
  const type = route.attributes.text("authorization_type") ?? "NONE";
  switch (type) {
    case "NONE":
    case "AWS_IAM":
      return { type };
    case "JWT": {
      const authorizer = follow(terraform, route, route.attributes, "authorizer_id", ["aws_apigatewayv2_authorizer"]);
      return { type, authorizer: readAuthorizer(authorizer), scopes: route.attributes.texts("authorization_scopes") };
    }
    default:
      throw new UserError(
        `${route.address}: authorization_type ${type}; only NONE, JWT and AWS_IAM are served, --no-auth lets its requests pass.`,
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
