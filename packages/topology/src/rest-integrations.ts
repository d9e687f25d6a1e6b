import { UserError } from "@private-http-api/cli-kit";
import {
  type ApiDocument,
  isMap,
  Reference,
  type Resource,
  type Terraform,
  type Value,
  type ValueMap,
  valueText,
} from "@private-http-api/terraform-json";
import type { Gaps } from "./gaps";
import type { Integration, StreamLimits } from "./http-api";
import { listenersOf } from "./referring";

/** Default of a REST API's integration: 29 s [PutIntegration, timeoutInMillis]. */
export const REST_TIMEOUT_MILLISECONDS = 29_000;

/** An API's resource and its body, and what that says of one integration. */
interface RestSource {
  readonly api: Resource;
  readonly document: ApiDocument;
  readonly written: ValueMap;
  readonly gaps: Gaps;
}

/** What REST APIs do otherwise: functions get events of their own, payloads are text, and responses may be streams. */
export function ofRest(one: Integration, { api, document, written, gaps }: RestSource): Integration {
  if (one.kind === "unserved") return one;
  // "The argument value will override the OpenAPI value" [aws_api_gateway_rest_api, binary_media_types].
  const given = api.attributes.texts("binary_media_types");
  const binaryMediaTypes = given.length === 0 ? document.binaryMediaTypes : given;
  const streams = valueText(written["responseTransferMode"] ?? "").toUpperCase() === "STREAM";
  if (one.kind === "http-proxy")
    return { ...one, rest: { binaryMediaTypes }, ...(streams ? { stream: streamLimits(api) } : {}) };
  if (streams) gaps.add(`${one.address} streams the responses of its function; here they are delivered when complete.`);
  return { ...one, isRest: true, binaryMediaTypes };
}

/** "5 minutes for Regional or private endpoints, 30 seconds for edge-optimized ones" [Response streaming: considerations]. */
function streamLimits(api: Resource): StreamLimits {
  const types = api.attributes.block("endpoint_configuration")?.texts("types") ?? ["EDGE"];
  return { idleMilliseconds: types.includes("EDGE") ? 30_000 : 300_000 };
}

/**
 * A private integration of a REST API in the form of an HTTP API's: the listener in place of the load balancer and the URI,
 * and the URI's path as a mapping.
 *
 * @throws UserError where no listener is behind it
 */
export function asHttpIntegration(terraform: Terraform, address: string, integration: ValueMap): ValueMap {
  const target = integration["integrationTarget"];
  if (target === undefined) return integration;
  const uri = valueText(integration["uri"] ?? "");
  const [, protocol = "", port, path = ""] = /^(https?):\/\/[^/]*?(?::(\d+))?(\/.*)?$/.exec(uri) ?? [];
  const balancer = terraform.find(target, ["aws_lb"]);
  const wanted = port ?? (protocol === "https" ? "443" : "80");
  const listener =
    balancer && listenersOf(terraform, balancer).find(({ attributes }) => attributes.text("port") === wanted);
  if (listener === undefined) {
    throw new UserError(
      `${address} leads to ${valueText(target)}, port ${wanted}, but ${terraform.source} has no such aws_lb_listener.`,
    );
  }
  return {
    ...integration,
    uri: listener.attributes.value("arn") ?? new Reference(listener, "arn"),
    requestParameters: mappings(path, integration["requestParameters"]),
  };
}

/** `integration.request.path.x` → the URI's `{x}`; headers and query parameters overwrite the caller's. */
function mappings(path: string, written: Value | undefined): ValueMap {
  const given = Object.entries(isMap(written) ? written : {}).map(([to, from]): [string, string] => [
    to.replace("integration.request.", ""),
    valueText(from)
      .replace(/^method\.request\./, "$request.")
      .replace(/^context\./, "$context.")
      .replace(/^'(.*)'$/, "$1"),
  ]);
  const variables = new Map(given.filter(([to]) => to.startsWith("path.")).map(([to, from]) => [to.slice(5), from]));
  const filled = path.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const from = variables.get(name);
    return from === undefined ? whole : from.replace(/^\$(.*)$/, "${$1}");
  });
  return {
    "overwrite:path": filled === "" ? "/" : filled,
    ...Object.fromEntries(
      given.filter(([to]) => !to.startsWith("path.")).map(([to, from]) => [`overwrite:${to}`, from]),
    ),
  };
}
