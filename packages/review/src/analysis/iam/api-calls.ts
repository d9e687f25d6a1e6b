/**
 * Resources of `execute-api`: an API, and of it a stage, a method and a path. A call always has all three, and `*` takes
 * slashes too, so that a star stands for all that would follow it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
const CALLS = /^(arn:[^:]+:execute-api:[^:]*:[^:]*:[^/]+|\$\{[^}]*\.execution_arn\}|execute-api:)\/(.*)$/;

/** The shortest way to write what a text means where it names calls of an API; another text as it is. */
export function shortestCalls(text: string): string {
  if (!text.includes("execut")) return text;
  const [, api, calls] = CALLS.exec(text) ?? [];
  return api === undefined || calls === undefined ? text : `${api}/${shortest(calls)}`;
}

/** Without what its last star takes: `live/*` is any method and path of a stage. */
function shortest(calls: string): string {
  const parts = calls.split("/");
  if (parts.length > ["stage", "method", "path"].length) return calls;
  const last = parts.findLastIndex((part) => part !== "*");
  return last === parts.length - 1 ? calls : [...parts.slice(0, last + 1), "*"].join("/");
}

/**
 * What a resource of a REST API's own policy means, which AWS completes: `execute-api:/*` is all of that API, whatever
 * Region, account and id stand in a full ARN.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 * @param id id of the API; undefined where only the apply will tell
 * @param address its address
 */
export function callsOfItself(value: string, id: string | undefined, address: string): string {
  if (value === "*") return "execute-api:/*";
  const [, api = "", calls = ""] = CALLS.exec(value) ?? [];
  const named = api.slice(api.lastIndexOf(":") + 1);
  const isItself = api.startsWith("${") ? api.includes(`${address}.`) : named === "*" || named === id;
  return isItself ? `execute-api:/${calls}` : value;
}
