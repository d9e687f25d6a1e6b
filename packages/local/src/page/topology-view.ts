import type { Balancers } from "../balancer/balancers";
import {
  type BackendRef,
  conditionsText,
  type Consumer,
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
  /** Through which a private REST API is called. @default clients call it directly */
  readonly endpoints?: readonly EndpointView[];
  readonly routes: readonly { readonly address: string; readonly key: string; readonly to: string }[];
  readonly vpcLinks: readonly { readonly address: string; readonly to: readonly string[] }[];
  readonly functions: readonly FunctionView[];
  readonly listeners: readonly ListenerView[];
  /** What requests by PrivateLink pass before a listener. @default nobody connects by PrivateLink */
  readonly privateLink?: readonly LinkView[];
  readonly registries: readonly RegistryView[];
  readonly services: readonly ServiceView[];
}

/** An endpoint for private REST APIs: that of a consumer, or one that the API's policy names. */
export interface EndpointView {
  /** Its id where only that is known. */
  readonly address: string;
  /** @default nobody of this config */
  readonly consumer?: string;
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

/** A part of PrivateLink: a consumer's endpoint, an endpoint service, a network load balancer's listener. */
export interface LinkView {
  readonly address: string;
  readonly kind: "endpoint" | "endpoint service" | "NLB";
  /** Of an endpoint: the consumer. */
  readonly consumer?: string;
  /** @default not known */
  readonly account?: string;
  readonly to: readonly string[];
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
  /** Through which requests count as sent. @default clients call the API directly */
  readonly endpoint?: string | undefined;
  readonly balancers: Balancers;
  readonly services: readonly ServiceTasks[];
  readonly url: string;
}

export function viewOf({ topology, endpoint, balancers, services, url }: ViewSource): TopologyView {
  const { api, consumers = [] } = topology;
  const integrations = [...new Set(api.routes.map(({ integration }) => integration))];
  const backends = integrations.flatMap((one) => (one.kind === "http-proxy" ? [one.backend] : []));
  const endpoints = endpointsOf(topology, endpoint);
  const privateLink = linksOf(backends, consumers);
  const reached = [...backends, ...consumers.map(({ backend }) => backend)];
  return {
    api: { address: api.address, name: api.name, url, stage: api.stage.name },
    ...(endpoints.length === 0 ? {} : { endpoints }),
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
    listeners: [...new Map(reached.flatMap(listenerOf).map((listener) => [listener.address, listener])).values()],
    ...(privateLink.length === 0 ? {} : { privateLink }),
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

/** As requests name them: by the id that the policy names. */
function endpointsOf({ restEndpoints = [] }: Topology, endpoint: string | undefined): readonly EndpointView[] {
  const ofConsumers = restEndpoints.map(({ name, id }) => ({ address: id, consumer: name }));
  const isKnown = endpoint === undefined || restEndpoints.some(({ id }) => id === endpoint);
  return isKnown ? ofConsumers : [{ address: endpoint }, ...ofConsumers];
}

function entryOf(integration: Integration): string {
  return integration.kind === "http-proxy"
    ? (integration.vpcLink ?? backendAddress(integration.backend))
    : integration.address;
}

function backendAddress(backend: BackendRef): string {
  if (backend.kind === "cloud-map") return backend.service.address;
  return backend.via?.[0] ?? backend.listener.address;
}

/** The ways of consumers, and that of an API which leads over one of them. */
function linksOf(backends: readonly BackendRef[], consumers: readonly Consumer[]): readonly LinkView[] {
  const ways = [...backends, ...consumers.map(({ via, backend }) => ({ ...backend, via }))];
  const to = new Map<string, Set<string>>();
  // How far each is from the listener, so that they come in the order in which a request passes them.
  const distances = new Map<string, number>();
  for (const way of ways) {
    if (way.kind === "cloud-map" || way.via === undefined) continue;
    for (const [index, address] of way.via.entries()) {
      to.set(address, (to.get(address) ?? new Set()).add(way.via[index + 1] ?? way.listener.address));
      distances.set(address, way.via.length - index);
    }
  }
  const inOrder = [...to].sort(([a], [b]) => (distances.get(b) ?? 0) - (distances.get(a) ?? 0));
  return inOrder.map(([address, targets]) => {
    const owner = consumers.find(({ via }) => via.includes(address));
    const isEndpoint = owner?.address === address;
    const account = isEndpoint ? owner.account : owner?.provider;
    return {
      address,
      kind: isEndpoint ? "endpoint" : /: aws_vpc_endpoint_service\./.test(address) ? "endpoint service" : "NLB",
      ...(isEndpoint ? { consumer: owner.name } : {}),
      ...(account === undefined ? {} : { account }),
      to: [...targets],
    };
  });
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
