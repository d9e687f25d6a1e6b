import { wildcard } from "./wildcard";
import { conditionsText } from "./conditions-text";
import type { BackendRef, EcsServiceRef, ListenerAction, ListenerRule, RuleCondition } from "./backends";
import type { HttpProxyIntegration, LambdaIntegration, Route } from "./http-api";
import type { Topology } from "./topology";

/** A path that requests of a route can take. */
export interface RequestPath {
  readonly route: string;
  readonly integration: string;
  /** Listener rule with its priority; empty without a load balancer. */
  readonly rule: string;
  /** Name of the service or function at the end of the path. */
  readonly end: string;
  /** What runs in place of a task. */
  readonly runs?: string;
}

/** The request paths of each route, by route key, with the rules that its requests can match. */
export function requestPathsOf({ api }: Topology): readonly RequestPath[] {
  return api.routes.flatMap((route) => {
    const { key, integration } = route;
    if (integration.kind === "unserved")
      return [{ route: key, integration: "not served", rule: "", end: "", runs: "" }];
    if (integration.kind === "aws-proxy") return [{ route: key, ...functionPath(integration) }];
    const arrival = arrivalOf(route, integration, api.stage.name);
    return stopsBehind(integration.backend, arrival).flatMap(({ services, ...stop }) =>
      [...new Set(services.map(({ service }) => service.name))].map((end) => ({ route: key, ...stop, end })),
    );
  });
}

function functionPath({ functionName, code }: LambdaIntegration): Omit<RequestPath, "route"> {
  const runs = code === undefined ? "not on this machine" : `${code.runtime} ${code.handler}`;
  return { integration: "Lambda", rule: "", end: functionName, runs };
}

/** What a load balancer sees of a route's requests, after the integration's parameter mapping. */
interface Arrival {
  /** The whole path, or the common prefix of all paths. */
  readonly path: string;
  readonly isWhole: boolean;
  /** Headers that the mapping sets; undefined for a header that it removes. */
  readonly headers: ReadonlyMap<string, string | undefined>;
}

function arrivalOf({ key }: Route, { requestParameters }: HttpProxyIntegration, stage: string): Arrival {
  const routePath = key.split(" ")[1] ?? "/{proxy+}";
  const sent = stage === "$default" ? routePath : `/${stage}${routePath}`;
  const mapped = requestParameters["overwrite:path"];
  const template = mapped === undefined ? sent : mapped === "$request.path" ? routePath : mapped;
  const path = template.replace(/\$?\{.*$/, "");
  const headers = Object.entries(requestParameters).flatMap(([parameter, value]) => {
    const [, action, name = ""] = /^(overwrite|remove):header\.(.+)$/.exec(parameter) ?? [];
    return action === undefined ? [] : [[name.toLowerCase(), action === "remove" ? undefined : value] as const];
  });
  return { path, isWhole: path === template, headers: new Map(headers) };
}

interface Stop {
  readonly integration: string;
  readonly rule: string;
  readonly services: readonly EcsServiceRef[];
}

function stopsBehind(backend: BackendRef, arrival: Arrival): readonly Stop[] {
  switch (backend.kind) {
    case "cloud-map": {
      const { name, namespace, services } = backend.service;
      return [{ integration: `Cloud Map ${name}.${namespace}`, rule: "", services }];
    }
    case "nlb-listener": {
      const { loadBalancer, port, group } = backend.listener;
      return [{ integration: `NLB ${loadBalancer}:${port}`, rule: "", services: group.services }];
    }
    case "alb-listener": {
      const { loadBalancer, port, rules, defaultAction } = backend.listener;
      const integration = `ALB ${loadBalancer}:${port}`;
      const { found, isLast } = reachable(rules, arrival);
      const stops = found.map((rule) => ({
        integration,
        rule: ruleText(rule),
        services: servicesBehind(rule.action),
      }));
      return isLast
        ? stops
        : [...stops, { integration, rule: "default action", services: servicesBehind(defaultAction) }];
    }
  }
}

function ruleText({ priority, conditions }: ListenerRule): string {
  return `${priority === undefined ? "" : `${priority}: `}${conditionsText(conditions)}`;
}

type Match = "always" | "sometimes" | "never";

/** Rules that some request can match: rules after a catch-all, and the default action, get no request. */
function reachable(
  rules: readonly ListenerRule[],
  arrival: Arrival,
): { readonly found: readonly ListenerRule[]; readonly isLast: boolean } {
  const found: ListenerRule[] = [];
  for (const rule of rules) {
    const matches = rule.conditions.map((condition) => matchOf(condition, arrival));
    if (matches.includes("never")) continue;
    found.push(rule);
    if (!matches.includes("sometimes")) return { found, isLast: true };
  }
  return { found, isLast: false };
}

function matchOf(condition: RuleCondition, { path, isWhole, headers }: Arrival): Match {
  switch (condition.field) {
    case "path-pattern": {
      const matches = condition.values.map((pattern) =>
        isWhole ? (wildcard(pattern)(path) ? "always" : "never") : beginningMatch(pattern, path),
      );
      return matches.find((match) => match === "always") ?? matches.find((match) => match === "sometimes") ?? "never";
    }
    case "http-header": {
      const name = condition.name.toLowerCase();
      const value = headers.get(name);
      // A header that the mapping does not change may come from the client.
      if (!headers.has(name)) return "sometimes";
      function matches(pattern: string): boolean {
        return wildcard(pattern, { ignoreCase: true })(value ?? "");
      }
      return value !== undefined && condition.values.some(matches) ? "always" : "never";
    }
    default:
      return "sometimes";
  }
}

/** How a pattern matches the paths with this prefix. */
function beginningMatch(pattern: string, beginning: string): Match {
  const fixed = pattern.replace(/[*?].*$/, "");
  if (pattern === `${fixed}*` && beginning.startsWith(fixed)) return "always";
  return fixed.startsWith(beginning) || (fixed !== pattern && beginning.startsWith(fixed)) ? "sometimes" : "never";
}

function servicesBehind(action: ListenerAction): readonly EcsServiceRef[] {
  return action.type === "forward" ? action.targets.flatMap(({ group }) => group.services) : [];
}
