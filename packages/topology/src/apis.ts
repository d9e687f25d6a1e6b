import { UserError } from "@private-http-api/cli-kit";
import { Attributes, type Resource, type Terraform } from "@private-http-api/terraform-json";
import { consumerOf } from "./consumers";
import type { Gaps } from "./gaps";
import { ofApi } from "./routes";

/**
 * The API to serve: the requested one, else the one with the most routes. WebSocket APIs are not served, nor REST APIs without an OpenAPI document.
 * A consumer's API is served only where that consumer is asked for.
 * @param asked name or id of an API. @default none
 * @param from consumer of PrivateLink. @default none
 */
export function chooseApi(terraform: Terraform, gaps: Gaps, asked: string | undefined, from?: string): Resource {
  const managed = terraform.resources("aws_apigatewayv2_api");
  const all = [...managed, ...terraform.resources("data.aws_apigatewayv2_api").filter(isReadOnly(managed))];
  const rest = terraform.resources("aws_api_gateway_rest_api");
  const documented = rest.filter(({ attributes }) => attributes.value("body") !== undefined);
  const apis = [...all.filter(({ attributes }) => attributes.text("protocol_type") !== "WEBSOCKET"), ...documented];
  const own = from === undefined ? undefined : apis.find((api) => consumerOf(api) === from);
  if (own !== undefined) return own;
  if (asked !== undefined) {
    const found = apis.find((api) => namesOf(api).includes(asked));
    if (found !== undefined) return found;
    const names = apis.map((api) => namesOf(api)[0] ?? "");
    throw new UserError(`--api ${asked}: no such HTTP API; give one of ${names.join(", ") || "none"}.`);
  }
  for (const api of all.filter((one) => !apis.includes(one)))
    gaps.add(`${api.address} is a WebSocket API; only HTTP APIs are served.`);
  for (const api of rest.filter((one) => !apis.includes(one)))
    gaps.add(`${api.address} is a REST API without a body; only HTTP APIs, and REST APIs with one, are served.`);
  const environments = apis.filter((api) => consumerOf(api) === undefined);
  const [best, ...others] = (environments.length > 0 ? environments : apis)
    .map((api) => ({ api, routes: ofApi(terraform, "aws_apigatewayv2_route", api).length }))
    .sort((a, b) => b.routes - a.routes)
    .map(({ api }) => api);
  if (best === undefined) return ofRoutes(terraform, gaps);
  if (others.length > 0) {
    gaps.add(
      `${namesOf(best)[0] ?? ""} is served, one of ${others.length + 1} APIs; --api serves ${others.map((api) => namesOf(api)[0] ?? "").join(" or ")}.`,
    );
  }
  return best;
}

/** Data sources that read something no resource of this Terraform creates. */
function isReadOnly(managed: readonly Resource[]): (api: Resource) => boolean {
  const ids = new Set(managed.map(({ attributes }) => attributes.text("id")));
  return ({ attributes }) => !ids.has(attributes.text("id"));
}

/** An API of another Terraform configuration is known by the routes that this one adds to it. */
function ofRoutes(terraform: Terraform, gaps: Gaps): Resource {
  const [route] = terraform.resources("aws_apigatewayv2_route");
  const id = route?.attributes.text("api_id");
  if (route === undefined || id === undefined) {
    const others = gaps.lines.map((line) => ` ${line}`).join("");
    throw new UserError(`${terraform.source} has no aws_apigatewayv2_api with protocol_type HTTP to serve.${others}`);
  }
  gaps.add(
    `${terraform.source} has routes of API ${id}, but not the API itself; it is served without its CORS settings.`,
  );
  const address = route.address.replace(/: .*$/, `: API ${id}`);
  const attributes = new Attributes(address, () => ({ id, name: id }));
  return { address, type: "aws_apigatewayv2_api", name: id, attributes };
}

function namesOf({ attributes, name }: Resource): readonly string[] {
  return [attributes.text("name") ?? name, attributes.text("id") ?? ""];
}
