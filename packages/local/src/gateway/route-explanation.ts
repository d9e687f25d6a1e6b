import type { Considered } from "./backend";
import { parseRouteKey, type RouteSegment } from "./route-key";
import { decodeSegment } from "./route-table";

/**
 * Whether each route matches a request, and why not.
 * @param chosen key of the route that was chosen, if any
 */
export function explainRoutes(
  keys: readonly string[],
  { method, path, chosen }: { readonly method: string; readonly path: string; readonly chosen: string | undefined },
): readonly Considered[] {
  return keys.map((key) => {
    if (key === chosen) return { name: key, matched: true, why: "matches" };
    return {
      name: key,
      matched: false,
      why: mismatch(key, method, path) ?? `matches, but ${chosen ?? ""} is more specific`,
    };
  });
}

function mismatch(key: string, method: string, path: string): string | undefined {
  const parsed = parseRouteKey(key);
  if (parsed.kind === "invalid") return parsed.reason;
  if (parsed.kind === "default") return "matches only requests that no other route matches";
  return (
    pathMismatch(parsed.segments, path.slice(1).split("/").map(decodeSegment)) ??
    (parsed.method === "ANY" || parsed.method === method ? undefined : `the method is ${method}, not ${parsed.method}`)
  );
}

function pathMismatch(wanted: readonly RouteSegment[], given: readonly string[]): string | undefined {
  for (const [index, segment] of wanted.entries()) {
    const text = given[index];
    if (text === undefined) return `the path has ${given.length} segments, fewer than ${wanted.length}`;
    if (segment.kind === "greedy") return undefined;
    if (segment.kind === "literal" && segment.value !== text)
      return `segment ${index + 1} of the path is \`${text}\`, not \`${segment.value}\``;
    if (segment.kind === "variable" && text === "") return `segment ${index + 1} of the path is empty`;
  }
  return given.length > wanted.length ? `the path has ${given.length} segments, more than ${wanted.length}` : undefined;
}
