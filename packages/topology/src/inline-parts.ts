import { Attributes, type Resource, type ValueMap } from "@private-http-api/terraform-json";

/** Part of an API that is declared inline, as a resource of its own. */
export function part(
  api: Resource,
  name: string,
  values: ValueMap,
  type: "aws_apigatewayv2_integration" | "aws_apigatewayv2_authorizer" = "aws_apigatewayv2_integration",
): Resource {
  const address = `${api.address} (${name})`;
  return { ...api, address, type, attributes: new Attributes(address, () => values) };
}
