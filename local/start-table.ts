import Table from "cli-table3";
import type { Colors } from "picocolors/types";
import type { BackendRef, EcsService, EcsServiceRef, ListenerAction } from "./topology/backends";
import type { Integration, Route } from "./topology/http-api";
import type { Topology } from "./topology/topology";

/** One line of the table: a route, and one way that its requests can take. */
export interface WayRow {
  readonly route: string;
  readonly integration: string;
  readonly rule: string;
  readonly service: string;
}

/** What is printed at start: route → integration → rule → service → tasks. */
export function startTable(
  topology: Topology,
  tasksOf: (service: string) => readonly string[],
  colors: Colors,
): string {
  const table = new Table({
    head: ["route", "integration", "rule", "service", "tasks"].map((title) => colors.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  for (const { route, integration, rule, service } of waysOf(topology)) {
    table.push([route, integration, rule, service, tasksOf(service).join(", ")]);
  }
  return table.toString();
}

/** One call for each service: the shortest path that leads to it, with the stage's name where it has one. */
export function curlLines(topology: Topology, url: string): readonly string[] {
  const { stage } = topology.api;
  const base = stage.name === "$default" ? url : `${url}/${stage.name}`;
  const paths = new Map<string, string>();
  for (const { route, service } of waysOf(topology)) {
    const path = (route.split(" ")[1] ?? "/").replace(/\/?\{.*$/, "");
    const known = paths.get(service);
    if (known === undefined || path.length < known.length) paths.set(service, path);
  }
  return [...paths.values()].map((path) => `  curl -s ${base}${path === "" ? "/" : path}`);
}

/** Routes by their keys; each with those rules that its requests can match. */
export function waysOf({ api }: Topology): readonly WayRow[] {
  return api.routes.flatMap((route) =>
    behind(route.integration).flatMap(({ rule, prefix, services, integration }) =>
      prefix === undefined || concerns(route, prefix)
        ? services.map((service) => ({ route: route.key, integration, rule, service: service.name }))
        : [],
    ),
  );
}

interface Way {
  readonly integration: string;
  readonly rule: string;
  /** What the rule's paths begin with; undefined where the rule asks for no path. */
  readonly prefix?: string;
  readonly services: readonly EcsService[];
}

function behind(integration: Integration): readonly Way[] {
  if (integration.kind === "aws-proxy") {
    return [{ integration: `Lambda ${integration.functionName}`, rule: "", services: [] }];
  }
  return waysBehind(integration.backend);
}

function waysBehind(backend: BackendRef): readonly Way[] {
  switch (backend.kind) {
    case "cloud-map": {
      const { service } = backend;
      return [
        {
          integration: `Cloud Map ${service.name}.${service.namespace}`,
          rule: "",
          services: servicesOf(service.services),
        },
      ];
    }
    case "nlb-listener": {
      const { listener } = backend;
      return [
        {
          integration: `NLB ${listener.loadBalancer}:${listener.port}`,
          rule: "",
          services: servicesOf(listener.group.services),
        },
      ];
    }
    case "alb-listener": {
      const { listener } = backend;
      const integration = `ALB ${listener.loadBalancer}:${listener.port}`;
      return listener.rules.map((rule) => {
        const paths = rule.conditions.flatMap((one) => (one.field === "path-pattern" ? one.values : []));
        const others = rule.conditions.flatMap((one) => (one.field === "path-pattern" ? [] : [one.field]));
        return {
          integration,
          rule: `${rule.priority}: ${[...paths, ...others].join(" ")}`,
          ...(paths[0] === undefined ? {} : { prefix: paths[0].replace(/[*?].*$/, "") }),
          services: servicesBehind(rule.action),
        };
      });
    }
  }
}

function servicesBehind(action: ListenerAction): readonly EcsService[] {
  return action.type === "forward" ? servicesOf(action.targets.flatMap(({ group }) => group.services)) : [];
}

function servicesOf(refs: readonly EcsServiceRef[]): readonly EcsService[] {
  return [...new Set(refs.map(({ service }) => service))];
}

/** Whether requests of the route can have a path that begins so. */
function concerns(route: Route, prefix: string): boolean {
  const path = route.key.split(" ")[1]?.replace(/\{.*$/, "") ?? "/";
  return path.startsWith(prefix) || prefix.startsWith(path);
}
