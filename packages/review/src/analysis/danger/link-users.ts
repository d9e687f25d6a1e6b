import { textOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource } from "../../plan/planned-resources";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";

const INTEGRATIONS = ["aws_apigatewayv2_integration", "aws_api_gateway_integration"];
const APIS = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];

/**
 * Whether a VPC link has integrations, and all of them are in its own state: then one apply moves them to the new link
 * before it deletes the old one. Where the plans show none, another state may have one.
 */
export function isLinkOfOwnState(change: ResourceChange, { before }: BeforeAndAfter): boolean {
  const id = textOf(change.before?.["id"]);
  const integrations = before.ofType(...INTEGRATIONS).filter((each) => isOver(each));
  const documents = before
    .ofType(...APIS)
    .filter(({ values }) => id !== undefined && textOf(values["body"])?.includes(id));
  const users = [...integrations, ...documents];
  return users.length > 0 && users.every(({ stack }) => stack === change.stack);

  function isOver(integration: Resource): boolean {
    const link = before.resolve(integration, integration.values["connection_id"], change.type);
    return link !== undefined && identityOf(link) === identityOf(change);
  }
}
