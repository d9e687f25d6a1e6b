import { decodeDocument } from "./document-text";
import { UNKNOWN } from "./plan/unknown";
import { isMap, mapOf, type Value, type ValueMap, valueText } from "./value";

export type ApiKind = "HTTP" | "REST";

/** What an API's `body` says, an OpenAPI document in JSON or YAML. */
export interface ApiDocument {
  readonly operations: readonly ApiOperation[];
  /** `x-amazon-apigateway-policy`: the resource policy of a REST API. */
  readonly policy?: Value;
  /** `x-amazon-apigateway-binary-media-types` of a REST API. @default payloads are text */
  readonly binaryMediaTypes: readonly string[];
}

/** A route of an HTTP API, a method of a REST API. */
export interface ApiOperation {
  /** `ANY /api/books/{proxy+}`, `GET /x`, `$default`. */
  readonly key: string;
  readonly authorization: ApiAuthorization;
  /** A REST API asks for a key of a usage plan too. */
  readonly apiKeyRequired: boolean;
  /** `x-amazon-apigateway-integration`, where it is shared from the document's components. */
  readonly integration?: ValueMap;
}

export type ApiAuthorization =
  | { readonly type: "NONE" | "AWS_IAM" }
  | {
      readonly type: "JWT" | "CUSTOM" | "COGNITO_USER_POOLS";
      readonly name: string;
      readonly scopes: readonly string[];
      /** `x-amazon-apigateway-authorizer`. */
      readonly authorizer: ValueMap;
    };

/** Why a body is not read. */
export interface UnreadDocument {
  readonly unread: "known after apply" | "neither JSON nor YAML" | "no OpenAPI document";
}

/** Reads an API's body as API Gateway imports it. */
export function readApiDocument(body: Value, kind: ApiKind): ApiDocument | UnreadDocument {
  const document = decodeDocument(body);
  if (isMap(document)) return isMap(document["paths"]) ? documentOf(document, kind) : { unread: "no OpenAPI document" };
  const text = valueText(body);
  const isUnknown = typeof body !== "string" || text === UNKNOWN || /^\$\{[^}]*\}$/.test(text);
  return { unread: isUnknown ? "known after apply" : "neither JSON nor YAML" };
}

function documentOf(document: ValueMap, kind: ApiKind): ApiDocument {
  const policy = document["x-amazon-apigateway-policy"];
  const source = { document, schemes: schemesOf(document), kind };
  return {
    operations: Object.entries(mapOf(document["paths"])).flatMap(([path, item]) =>
      Object.entries(mapOf(item)).flatMap(([name, operation]) => operationOf(source, path, name, operation)),
    ),
    ...(kind === "HTTP" || policy === undefined || policy === null ? {} : { policy }),
    binaryMediaTypes: listOf(document["x-amazon-apigateway-binary-media-types"]).map((type) => valueText(type)),
  };
}

/** A document, and what each of its operations is read with. */
interface Source {
  readonly document: ValueMap;
  /** Ways to say who a caller is, by name. */
  readonly schemes: ValueMap;
  readonly kind: ApiKind;
}

function schemesOf(document: ValueMap): ValueMap {
  return {
    ...mapOf(document["securityDefinitions"]),
    ...mapOf(mapOf(document["components"])["securitySchemes"]),
  };
}

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"];

function operationOf(source: Source, path: string, name: string, written: Value): readonly ApiOperation[] {
  const isAny = name === "x-amazon-apigateway-any-method";
  if (!isAny && !METHODS.includes(name)) return [];
  const operation = mapOf(written);
  const integration = integrationOf(source.document, operation);
  return [
    {
      key: path === "/$default" ? "$default" : `${isAny ? "ANY" : name.toUpperCase()} ${path}`,
      ...securityOf(source, operation),
      ...(integration === undefined ? {} : { integration }),
    },
  ];
}

function integrationOf({ components }: ValueMap, operation: ValueMap): ValueMap | undefined {
  const written = mapOf(operation["x-amazon-apigateway-integration"]);
  const shared = /\/x-amazon-apigateway-integrations\/(.+)$/.exec(valueText(written["$ref"] ?? ""))?.[1];
  const all = mapOf(mapOf(components)["x-amazon-apigateway-integrations"]);
  const found = shared === undefined ? written : mapOf(all[shared]);
  return Object.keys(found).length === 0 ? undefined : found;
}

/**
 * Who may call an operation. A REST API takes no notice of the document's own `security`: each operation has to say it (a
 * maintainer in https://github.com/amazon-archives/aws-apigateway-importer/issues/204). A scheme that names no authorizer of
 * API Gateway protects nothing.
 */
function securityOf(
  { document, schemes, kind }: Source,
  operation: ValueMap,
): Pick<ApiOperation, "authorization" | "apiKeyRequired"> {
  const security = operation["security"] ?? (kind === "HTTP" ? document["security"] : undefined);
  const asked = listOf(security).flatMap((one) => Object.entries(mapOf(one)));
  const own = valueText(mapOf(operation["x-amazon-apigateway-auth"])["type"] ?? "").toUpperCase();
  const [first] = asked.flatMap(([name, scopes]) => authorizationBy(name, mapOf(schemes[name]), scopes) ?? []);
  return {
    authorization: own === "NONE" || own === "AWS_IAM" ? { type: own } : (first ?? { type: "NONE" }),
    apiKeyRequired: kind === "REST" && asked.some(([name]) => isApiKey(mapOf(schemes[name]))),
  };
}

function authorizationBy(name: string, scheme: ValueMap, scopes: Value): ApiAuthorization | undefined {
  const authorizer = mapOf(scheme["x-amazon-apigateway-authorizer"]);
  const by = [scheme["x-amazon-apigateway-authtype"], authorizer["type"]].map((one) =>
    valueText(one ?? "").toLowerCase(),
  );
  if (by[0] === "awssigv4") return { type: "AWS_IAM" };
  const type = by.includes("jwt")
    ? "JWT"
    : by.includes("cognito_user_pools")
      ? "COGNITO_USER_POOLS"
      : by[1] === "request" || by[1] === "token"
        ? "CUSTOM"
        : undefined;
  if (type === undefined) return undefined;
  const texts = listOf(scopes).map(valueText);
  return { type, name, scopes: texts, authorizer };
}

/** API Gateway's own keys: `x-api-key`, without an authorizer behind it. */
function isApiKey(scheme: ValueMap): boolean {
  return (
    valueText(scheme["type"] ?? "").toLowerCase() === "apikey" &&
    valueText(scheme["name"] ?? "").toLowerCase() === "x-api-key" &&
    scheme["x-amazon-apigateway-authorizer"] === undefined &&
    scheme["x-amazon-apigateway-authtype"] === undefined
  );
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}
