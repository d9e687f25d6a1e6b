import { blocksOf, textsOf } from "@private-http-api/terraform-json";
import type { Resource } from "../plan/planned-resources";

/**
 * Whether something is a REST API that only interface endpoints lead to, of whatever account.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export function isPrivateApi(owner: Resource | string): boolean {
  if (typeof owner === "string" || owner.type !== "aws_api_gateway_rest_api") return false;
  return blocksOf(owner.values["endpoint_configuration"]).some((block) => textsOf(block["types"]).includes("PRIVATE"));
}
