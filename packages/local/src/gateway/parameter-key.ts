export type ParameterAction = "append" | "overwrite" | "remove";

export type ParameterKey =
  | { readonly kind: "header" | "querystring"; readonly action: ParameterAction; readonly name: string }
  | { readonly kind: "path" | "statuscode" };

/** Headers that no mapping may touch ("Transform API requests and responses for HTTP APIs", reserved headers). */
const RESERVED = new Set([
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-location",
  "forwarded",
  "keep-alive",
  "origin",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailers",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
]);
const RESERVED_PREFIXES = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** Parses `append:header.x` and the like; a string is the reason why API Gateway would refuse the key. */
export function parseParameterKey(key: string, side: "request" | "response"): ParameterKey | string {
  if (side === "request" && key === "overwrite:path") return { kind: "path" };
  if (side === "response" && key === "overwrite:statuscode") return { kind: "statuscode" };
  const [, action, kind, name] = /^(append|overwrite|remove):(header|querystring)\.(.+)$/.exec(key) ?? [];
  const allowed =
    side === "request"
      ? "append|overwrite|remove:header.<name>, append|overwrite|remove:querystring.<name>, overwrite:path"
      : "append|overwrite|remove:header.<name>, overwrite:statuscode";
  if (name === undefined || (side === "response" && kind !== "header")) return `invalid key; allowed: ${allowed}`;
  if (kind === "header" && isReservedHeader(name)) return `API Gateway reserves the header ${name}: use another name`;
  return {
    kind: kind === "header" ? "header" : "querystring",
    action: action as ParameterAction,
    name: kind === "header" ? name.toLowerCase() : name,
  };
}
