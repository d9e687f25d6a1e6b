import type { Balancers } from "../balancer/balancers";
import {
  type BackendRef,
  conditionsText,
  type HealthCheck,
  type Integration,
  type ListenerAction,
  type Topology,
} from "@private-http-api/topology";
import type { TargetFaults } from "../gateway/backend";
import type { ServiceTasks } from "../tasks/service-tasks";

/** The answer of `/_local/topology`: the topology and its current state. */
export interface TopologyView {
  readonly api: { readonly address: string; readonly name: string; readonly url: string; readonly stage: string };
  readonly routes: readonly { readonly address: string; readonly key: string; readonly to: string }[];
  readonly vpcLinks: readonly { readonly address: string; readonly to: readonly string[] }[];
  readonly functions: readonly FunctionView[];
  readonly listeners: readonly ListenerView[];
  readonly registries: readonly RegistryView[];
  readonly services: readonly ServiceView[];
}

/** A Lambda function, behind one integration. */
export interface FunctionView {
  readonly address: string;
  readonly name: string;
  /** @default it is not on this machine */
  readonly runtime?: string;
}

export interface ListenerView {
  readonly address: string;
  readonly kind: "ALB" | "NLB";
  readonly loadBalancer: string;
  readonly port: number;
  /** By priority; empty for an NLB. */
  readonly rules: readonly {
    readonly address: string;
    /** @default AWS chooses it */
    readonly priority?: number;
    readonly text: string;
    readonly to: readonly string[];
  }[];
  /** What happens when no rule matches. */
  readonly otherwise: { readonly text: string; readonly to: readonly string[] };
}

/** A target group or a Cloud Map service. */
export interface RegistryView {
  readonly address: string;
  readonly kind: "target group" | "Cloud Map";
  readonly name: string;
  readonly healthCheck?: HealthCheck;
  readonly targets: readonly {
    readonly id: string;
    readonly port: number;
    readonly state: string;
    readonly reason?: string;
    readonly inFlight?: number;
  }[];
}

export interface ServiceView {
  readonly address: string;
  readonly name: string;
  readonly desiredCount: number;
  readonly tasks: readonly {
    readonly id: string;
    readonly status: string;
    readonly pids: readonly number[];
    readonly ports: Readonly<Record<string, number>>;
    /** The faults that it was given. */
    readonly faults: TargetFaults;
  }[];
}

export interface ViewSource {
  readonly topology: Topology;
  readonly balancers: Balancers;
  readonly services: readonly ServiceTasks[];
  readonly url: string;
}

export function viewOf({ topology, balancers, services, url }: ViewSource): TopologyView {
  const { api } = topology;
  const integrations = [...new Set(api.routes.map(({ integration }) => integration))];
  const backends = integrations.flatMap((one) => (one.kind === "http-proxy" ? [one.backend] : []));
  return {
    api: { address: api.address, name: api.name, url, stage: api.stage.name },
    routes: api.routes.map(({ address, key, integration }) => ({ address, key, to: entryOf(integration) })),
    vpcLinks: vpcLinks(integrations),
    functions: integrations.flatMap((one) =>
      one.kind === "aws-proxy"
        ? [
            {
              ...{ address: one.address, name: one.functionName },
              ...(one.code === undefined ? {} : { runtime: one.code.runtime }),
            },
          ]
        : [],
    ),
    listeners: [...new Map(backends.flatMap(listenerOf).map((listener) => [listener.address, listener])).values()],
    registries: registriesOf(balancers),
    services: services.map(({ service, allTasks }) => ({
      address: service.address,
      name: service.name,
      desiredCount: service.desiredCount,
      tasks: allTasks.map(({ id, status, pids, ports, faults }) => ({
        ...{ id, status, pids, faults: { ...faults } },
        ports: Object.fromEntries(ports),
      })),
    })),
  };
}

function entryOf(integration: Integration): string {
  return integration.kind === "http-proxy"
    ? (integration.vpcLink ?? backendAddress(integration.backend))
    : integration.address;
}

function backendAddress(backend: BackendRef): string {
  return backend.kind === "cloud-map" ? backend.service.address : backend.listener.address;
}

function vpcLinks(integrations: readonly Integration[]): TopologyView["vpcLinks"] {
  const links = new Map<string, Set<string>>();
  for (const integration of integrations) {
    if (integration.kind !== "http-proxy" || integration.vpcLink === undefined) continue;
    const to = links.get(integration.vpcLink) ?? new Set();
    links.set(integration.vpcLink, to.add(backendAddress(integration.backend)));
  }
  return [...links].map(([address, to]) => ({ address, to: [...to] }));
}

function listenerOf(backend: BackendRef): readonly ListenerView[] {
  if (backend.kind === "cloud-map") return [];
  const { address, loadBalancer, port } = backend.listener;
  if (backend.kind === "nlb-listener") {
    const to = [backend.listener.group.address];
    return [{ address, kind: "NLB", loadBalancer, port, rules: [], otherwise: { text: "every connection", to } }];
  }
  const { rules, defaultAction } = backend.listener;
  return [
    {
      ...{ address, kind: "ALB", loadBalancer, port },
      rules: rules.map((rule) => ({
        ...{ address: rule.address, text: conditionsText(rule.conditions) },
        ...(rule.priority === undefined ? {} : { priority: rule.priority }),
        to: targetsOf(rule.action),
      })),
      otherwise: { text: actionText(defaultAction), to: targetsOf(defaultAction) },
    },
  ];
}

function actionText(action: ListenerAction): string {
  if (action.type === "unserved") return "not served";
  return action.type === "fixed-response" ? `answer ${action.statusCode}` : action.type;
}

function targetsOf(action: ListenerAction): readonly string[] {
  return action.type === "forward" ? action.targets.map(({ group }) => group.address) : [];
}

function registriesOf(balancers: Balancers): readonly RegistryView[] {
  const groups = [...balancers.pools].map(([group, pool]): RegistryView => ({
    ...{ address: group.address, kind: "target group", name: group.name, healthCheck: group.healthCheck },
    targets: pool.targets.map(({ target, state, reason, inFlight }) => ({
      ...{ id: target.id, port: target.port, state, inFlight },
      ...(reason === undefined ? {} : { reason }),
    })),
  }));
  const registries = [...balancers.registries].map(([service, registry]): RegistryView => ({
    ...{
      address: service.address,
      kind: "Cloud Map",
      name: [service.name, service.namespace].filter((part) => part !== "").join("."),
    },
    targets: registry.instances.map(({ target: { id, port } }) => ({ id, port, state: "healthy" })),
  }));
  return [...groups, ...registries];
}
