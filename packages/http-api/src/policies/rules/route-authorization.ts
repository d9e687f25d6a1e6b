import type { PolicyRule } from "../policy-rule";

/** Who may call a route is explicit, even where anyone may: AWS's own default is anyone. */
export const routeAuthorization: PolicyRule = {
  name: "route-authorization",
  remedy: 'set authorization_type: "JWT", "CUSTOM" or "AWS_IAM", or "NONE" where the route is meant for anyone',
  types: ["aws_apigatewayv2_route"],
  violations: ({ attributes }) => {
    const { authorization_type: type, authorizer_id: authorizer } = attributes;
    if (type === undefined) return ["does not say who may call it (authorization_type)"];
    const needsAuthorizer = type === "JWT" || type === "CUSTOM";
    return needsAuthorizer && authorizer === undefined ? [`has no authorizer (authorizer_id) for ${type}`] : [];
  },
};
