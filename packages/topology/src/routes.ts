import { UserError } from "@private-http-api/cli-kit";
import type { Authorization, JwtAuthorizer, Route } from "./http-api";
import type { Integrations } from "./integrations";
import { follow, type Resource, type Terraform } from "@private-http-api/terraform-json";

/** Reads an API's routes with their integrations and authorizers. */
export function readRoutes(terraform: Terraform, integrations: Integrations, api: Resource): readonly Route[] {
  return terraform
    .resources("aws_apigatewayv2_route")
    .filter((route) => follow(terraform, route, route.attributes, "api_id", ["aws_apigatewayv2_api"]) === api)
    .map((route) => ({
      address: route.address,
      key: route.attributes.requiredText("route_key"),
      authorization: readAuthorization(terraform, route),
      integration: integrations.get(
        follow(terraform, route, route.attributes, "target", ["aws_apigatewayv2_integration"]),
      ),
    }));
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
      throw new UserError(`${route.address}: authorization_type ${type}; NONE, JWT and AWS_IAM are served here.`);
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
