import Table from "cli-table3";
import type { Colors } from "picocolors/types";
import { type Topology, requestPathsOf } from "@private-http-api/topology";

/** The table that is printed at start: route → integration → rule → service or function → tasks. */
export function startTable(
  topology: Topology,
  tasksOf: (service: string) => readonly string[],
  colors: Colors,
): string {
  const table = new Table({
    head: ["route", "integration", "rule", "service", "tasks"].map((title) => colors.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  for (const { route, integration, rule, end, runs } of requestPathsOf(topology)) {
    table.push([route, integration, rule, end, runs ?? tasksOf(end).join(", ")]);
  }
  return table.toString();
}

/** A way to a service, for its line. */
interface Way {
  readonly path: string;
  /** The route takes this path and no other. */
  readonly isWhole: boolean;
  readonly isSigned: boolean;
}

/**
 * One call per service and function, with the name of a named stage: the shortest path of a route that takes nothing else, or
 * what a route with a variable begins with, whose requests may be another service's.
 *
 * @param auth whether routes with IAM ask for a signature; any is accepted here
 */
export function curlLines(topology: Topology, url: string, { auth }: { readonly auth: boolean }): readonly string[] {
  const { stage, routes } = topology.api;
  const base = stage.name === "$default" ? url : `${url}/${stage.name}`;
  const iam = new Set(routes.flatMap(({ key, authorization }) => (authorization.type === "AWS_IAM" ? [key] : [])));
  const ways = new Map<string, Way>();
  for (const { route, end } of requestPathsOf(topology)) {
    const [method, template = "/"] = route.split(" ");
    // Routes of preflights do not call a service.
    if (method === "OPTIONS" || end === "") continue;
    const path = template.replace(/\/?\{.*$/, "");
    const way = { path, isWhole: path === template, isSigned: auth && iam.has(route) };
    const known = ways.get(end);
    if (known === undefined || comesBefore(way, known)) ways.set(end, way);
  }
  return [...ways.values()].map(
    ({ path, isSigned }) => `  curl -s ${isSigned ? `${SIGNED} ` : ""}${base}${path === "" ? "/" : path}`,
  );
}

/** As docs/access.md signs a request, with keys of nobody. */
const SIGNED = "--aws-sigv4 aws:amz:us-east-1:execute-api --user key:secret";

function comesBefore(one: Way, other: Way): boolean {
  return one.isWhole === other.isWhole ? one.path.length < other.path.length : one.isWhole;
}
