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

/** One call per service and function: the shortest path that leads to it, with the name of a named stage. */
export function curlLines(topology: Topology, url: string): readonly string[] {
  const { stage } = topology.api;
  const base = stage.name === "$default" ? url : `${url}/${stage.name}`;
  const paths = new Map<string, string>();
  for (const { route, end } of requestPathsOf(topology)) {
    const [method, template = "/"] = route.split(" ");
    // Routes of preflights do not call a service.
    if (method === "OPTIONS" || end === "") continue;
    const path = template.replace(/\/?\{.*$/, "");
    const known = paths.get(end);
    if (known === undefined || path.length < known.length) paths.set(end, path);
  }
  return [...paths.values()].map((path) => `  curl -s ${base}${path === "" ? "/" : path}`);
}
