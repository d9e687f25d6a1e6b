import { UserError } from "@private-http-api/cli-kit";
import {
  type ApiAuthorization,
  mapOf,
  type Resource,
  type Value,
  type ValueMap,
  valueText,
} from "@private-http-api/terraform-json";
import type { LambdaFunctions } from "./functions";
import type { Authorization, LambdaAuthorizer } from "./http-api";
import { part } from "./inline-parts";
import { readLambdaAuthorizer } from "./routes";

/** An API whose document has authorizers, and the functions that they may ask. */
interface Owner {
  readonly api: Resource;
  readonly functions: LambdaFunctions;
}

/** Who may call an operation of an API's document [x-amazon-apigateway-authorizer]. @throws UserError for what is not served */
export function inlineAuthorization(read: ApiAuthorization, address: string, owner: Owner): Authorization {
  if (!("authorizer" in read)) return { type: read.type };
  const { type, name, scopes, authorizer } = read;
  if (type === "CUSTOM" && valueText(authorizer["type"] ?? "").toLowerCase() === "request") {
    return { type, authorizer: lambda(name, authorizer, owner) };
  }
  if (type !== "JWT") {
    throw new UserError(
      `${address}: authorizer ${name} is neither a JWT nor a REQUEST authorizer; only those are served.`,
    );
  }
  const jwt = mapOf(authorizer["jwtConfiguration"]);
  return {
    type,
    authorizer: {
      address: `${address} (${name})`,
      name,
      issuer: valueText(jwt["issuer"] ?? ""),
      audience: texts(jwt["audience"]),
      identitySources: texts(authorizer["identitySource"]),
    },
    scopes,
  };
}

function lambda(name: string, extension: ValueMap, { api, functions }: Owner): LambdaAuthorizer {
  const isRest = api.type === "aws_api_gateway_rest_api";
  const sources = texts(extension["identitySource"]).flatMap((text) => text.split(",").map((one) => one.trim()));
  const authorizer = part(
    api,
    name,
    {
      name,
      authorizer_uri: extension["authorizerUri"] ?? null,
      authorizer_payload_format_version: extension["authorizerPayloadFormatVersion"] ?? null,
      enable_simple_responses: extension["enableSimpleResponses"] ?? null,
      identity_sources: isRest ? sources.map(asSelection) : sources,
      authorizer_result_ttl_in_seconds: extension["authorizerResultTtlInSeconds"] ?? null,
    },
    "aws_apigatewayv2_authorizer",
  );
  return { ...readLambdaAuthorizer(authorizer, functions), ...(isRest ? { isRest } : {}) };
}

/** `method.request.header.Authorization` → `$request.header.Authorization`, `context.path` → `$context.path`. */
function asSelection(source: string): string {
  return `$${source.replace(/^method\./, "")}`;
}

function texts(value: Value | undefined): readonly string[] {
  return (Array.isArray(value) ? (value as readonly Value[]) : [value ?? ""])
    .map(valueText)
    .filter((one) => one !== "");
}
