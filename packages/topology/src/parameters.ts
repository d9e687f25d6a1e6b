import { UserError } from "@private-http-api/cli-kit";
import type { Resource } from "@private-http-api/terraform-json";

/** `response_parameters` of an integration, by status code. */
export function responseParameters(integration: Resource): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    integration.attributes
      .blocks("response_parameters")
      .map((block) => [block.requiredText("status_code"), block.textMap("mappings")]),
  );
}

/**
 * The attributes an instance must carry: query parameters of a Cloud Map integration's URI, e.g.
 * `arn:aws:servicediscovery:…:service/srv-1?ECS_SERVICE_NAME=blue` (API Gateway, "Create private integrations for HTTP
 * APIs").
 */
export function instanceAttributes(integration: Resource): Readonly<Record<string, string>> {
  const uri = integration.attributes.text("integration_uri") ?? "";
  const query = /\?([^}]*)$/.exec(uri)?.[1];
  if (query === undefined) return {};
  const pairs = [...new URLSearchParams(query)];
  const empty = pairs.find(([, value]) => value === "");
  if (empty !== undefined) {
    throw new UserError(
      `${integration.address}: query parameter ${empty[0]} of integration_uri has no value; write ${empty[0]}=<value>.`,
    );
  }
  return Object.fromEntries(pairs);
}
