/** One segment of a route's path. */
export type RouteSegment =
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "variable"; readonly name: string }
  /** `{proxy+}`: the rest of the path, at least one segment. */
  | { readonly kind: "greedy"; readonly name: string };

export type RouteKey =
  { readonly kind: "default" } | { readonly kind: "path"; readonly method: string; readonly segments: RouteSegment[] };

/** The methods that a route key of an HTTP API can name. */
const METHODS = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

function segment(text: string): RouteSegment | undefined {
  const variable = /^\{([^{}+]+)(\+?)\}$/.exec(text);
  if (variable?.[1] !== undefined) return { kind: variable[2] === "+" ? "greedy" : "variable", name: variable[1] };
  return /[{}]/.test(text) ? undefined : { kind: "literal", value: text };
}

/** Parses `GET /pets/{id}`, `ANY /pets/{proxy+}` or `$default`; for a key that API Gateway would refuse, the reason. */
export function parseRouteKey(key: string): RouteKey | { readonly kind: "invalid"; readonly reason: string } {
  if (key === "$default") return { kind: "default" };
  const parts = /^([A-Z]+) (\/\S*)$/.exec(key);
  if (parts?.[1] === undefined || parts[2] === undefined)
    return { kind: "invalid", reason: "a route key is `$default` or a method, one space and a path from `/`" };
  if (!METHODS.includes(parts[1])) return { kind: "invalid", reason: `the method is one of ${METHODS.join(", ")}` };
  const segments: RouteSegment[] = [];
  for (const text of parts[2].slice(1).split("/")) {
    const read = segment(text);
    if (read === undefined) return { kind: "invalid", reason: `\`${text}\` is neither a literal nor one {variable}` };
    segments.push(read);
  }
  const greedy = segments.findIndex(({ kind }) => kind === "greedy");
  if (greedy !== -1 && greedy !== segments.length - 1)
    return { kind: "invalid", reason: "a greedy variable is the last segment" };
  return { kind: "path", method: parts[1], segments };
}
