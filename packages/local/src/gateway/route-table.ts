import { UserError } from "@private-http-api/cli-kit";
import { parseRouteKey, type RouteSegment } from "./route-key";

/** A route and the values of its path variables, percent-decoded. */
export interface RouteMatch<R> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Entry<R> {
  readonly route: R;
  readonly names: readonly string[];
}

/** A node in the tree of paths; `full` and `greedy` hold the routes that end here, by method. */
class RouteNode<R> {
  readonly literals = new Map<string, RouteNode<R>>();
  variable: RouteNode<R> | undefined;
  readonly full = new Map<string, Entry<R>>();
  readonly greedy = new Map<string, Entry<R>>();
}

type Tier = "full" | "greedy";

/** Decodes one path segment; invalid percent-encoding is kept as it is. */
export function decodeSegment(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Chooses among an API's routes as HTTP APIs do ("Create routes for HTTP APIs"): a route that matches the whole path,
 * then one that ends in a greedy variable, then `$default`. Among several of a kind, the one that names the method goes
 * before `ANY`; then, segment by segment from the left, a literal before a variable before a greedy variable. A trailing
 * slash counts: `/pets/` matches `/pets/{proxy+}`, and neither `/pets` nor `/pets/{id}`.
 */
export class RouteTable<R extends { readonly key: string }> {
  private readonly root = new RouteNode<R>();
  private fallback: R | undefined;

  constructor(routes: readonly R[]) {
    for (const route of routes) this.add(route);
  }

  match(method: string, path: string): RouteMatch<R> | undefined {
    const segments = path.slice(1).split("/");
    if (path.includes("%")) for (const [index, text] of segments.entries()) segments[index] = decodeSegment(text);
    return (
      this.find("full", method, segments) ??
      this.find("full", "ANY", segments) ??
      this.find("greedy", method, segments) ??
      this.find("greedy", "ANY", segments) ??
      (this.fallback === undefined ? undefined : { route: this.fallback, pathParameters: {} })
    );
  }

  private find(tier: Tier, method: string, segments: readonly string[]): RouteMatch<R> | undefined {
    const caught: string[] = [];
    const entry = search(this.root, tier, method, segments, 0, caught);
    if (entry === undefined) return undefined;
    const pathParameters: Record<string, string> = {};
    for (const [index, name] of entry.names.entries()) pathParameters[name] = caught[index] ?? "";
    return { route: entry.route, pathParameters };
  }

  private add(route: R): void {
    const key = parseRouteKey(route.key);
    if (key.kind === "invalid") throw new UserError(`route \`${route.key}\`: ${key.reason}`);
    if (key.kind === "default") {
      if (this.fallback !== undefined) throw new UserError("route `$default`: there are two of them, keep one");
      this.fallback = route;
      return;
    }
    const last = key.segments.at(-1);
    const tier = last?.kind === "greedy" ? "greedy" : "full";
    const node = (tier === "greedy" ? key.segments.slice(0, -1) : key.segments).reduce(descend, this.root);
    const taken = node[tier].get(key.method);
    if (taken !== undefined)
      throw new UserError(`route \`${route.key}\`: the same as \`${taken.route.key}\` to API Gateway, keep one`);
    const names = key.segments.flatMap((each) => (each.kind === "literal" ? [] : [each.name]));
    node[tier].set(key.method, { route, names });
  }
}

function descend<R>(node: RouteNode<R>, segment: RouteSegment): RouteNode<R> {
  if (segment.kind !== "literal") return (node.variable ??= new RouteNode<R>());
  const next = node.literals.get(segment.value) ?? new RouteNode<R>();
  node.literals.set(segment.value, next);
  return next;
}

/** Depth first, literal before variable before greedy: the first hit is the most specific path. */
function search<R>(
  node: RouteNode<R>,
  tier: Tier,
  method: string,
  segments: readonly string[],
  index: number,
  caught: string[],
): Entry<R> | undefined {
  const segment = segments[index];
  if (segment === undefined) return tier === "full" ? node.full.get(method) : undefined;
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const found = search(literal, tier, method, segments, index + 1, caught);
    if (found !== undefined) return found;
  }
  if (node.variable !== undefined && segment !== "") {
    caught.push(segment);
    const found = search(node.variable, tier, method, segments, index + 1, caught);
    if (found !== undefined) return found;
    caught.pop();
  }
  const greedy = tier === "greedy" ? node.greedy.get(method) : undefined;
  if (greedy !== undefined) caught.push(segments.slice(index).join("/"));
  return greedy;
}
