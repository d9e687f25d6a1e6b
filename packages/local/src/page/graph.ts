import { nameIn } from "@private-http-api/terraform-json";
import type { TopologyView } from "./topology-view";

/** Columns of the picture, from the client to the tasks. Those that nothing is in take no place. */
export const columns = [
  "Endpoint",
  "Routes",
  "VPC link",
  "PrivateLink",
  "Load balancer",
  "Rules",
  "Targets",
  "Tasks",
] as const;

export const COLUMN = {
  endpoint: 0,
  route: 1,
  link: 2,
  privateLink: 3,
  listener: 4,
  rule: 5,
  target: 6,
  task: 7,
} as const;

export interface GraphNode {
  /** Terraform address, or a task's id. */
  readonly id: string;
  /** Index in `columns`. */
  readonly column: number;
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** Health of a task; decides its color. */
  readonly state?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The topology as boxes and arrows. */
export function graphOf(view: TopologyView): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  function add(node: GraphNode, to: readonly string[]): void {
    nodes.push(node);
    for (const target of to) edges.push({ from: node.id, to: target });
  }
  for (const { address, consumer } of view.endpoints ?? []) {
    const title = consumer === undefined ? nameIn(address) : `${consumer}: endpoint`;
    const routes = view.routes.map((route) => route.address);
    add({ id: address, column: COLUMN.endpoint, kind: "endpoint", title, detail: "execute-api" }, routes);
  }
  for (const { address, key, to } of view.routes) {
    const [method = "", path = method] = key.split(" ");
    add({ id: address, column: COLUMN.route, kind: "route", title: path, detail: path === method ? "route" : method }, [
      to,
    ]);
  }
  for (const { address, to } of view.vpcLinks) {
    add({ id: address, column: COLUMN.link, kind: "VPC link", title: nameIn(address), detail: "VPC link" }, to);
  }
  for (const { address, name, runtime } of view.functions) {
    const detail = `Lambda, ${runtime ?? "not on this machine"}`;
    add({ id: address, column: COLUMN.link, kind: "function", title: name, detail }, []);
  }
  for (const { address, kind, consumer, account, to } of view.privateLink ?? []) {
    const titles = { endpoint: `${consumer ?? ""}: endpoint`, "endpoint service": kind, NLB: nameIn(address) };
    const detail = kind === "NLB" || account === undefined ? kind : `account ${account}`;
    add({ id: address, column: COLUMN.privateLink, kind, title: titles[kind], detail }, to);
  }
  for (const { address, kind, loadBalancer, port, rules, otherwise } of view.listeners) {
    const listener = {
      id: address,
      column: COLUMN.listener,
      kind,
      title: loadBalancer,
      detail: `${kind}, port ${port}`,
    };
    if (kind === "NLB") {
      add(listener, otherwise.to);
      continue;
    }
    const last = `${address} default`;
    add(listener, [...rules.map((rule) => rule.address), last]);
    for (const { address: id, priority, text, to } of rules) {
      add(
        {
          id,
          column: COLUMN.rule,
          kind: "rule",
          title: text,
          detail: priority === undefined ? "rule" : `rule, priority ${priority}`,
        },
        to,
      );
    }
    add({ id: last, column: COLUMN.rule, kind: "rule", title: otherwise.text, detail: "default action" }, otherwise.to);
  }
  for (const { address, kind, name, healthCheck, targets } of view.registries) {
    const detail = healthCheck === undefined ? kind : `${kind}, ${healthText(healthCheck)}`;
    add(
      { id: address, column: COLUMN.target, kind, title: name, detail },
      targets.map(({ id }) => id),
    );
  }
  for (const task of tasksOf(view)) add(task, []);
  return { nodes, edges };
}

function healthText({ protocol, intervalSeconds }: { protocol: string; intervalSeconds: number }): string {
  return `${protocol} check ${intervalSeconds} s`;
}

function tasksOf(view: TopologyView): readonly GraphNode[] {
  const targets = new Map(view.registries.flatMap((registry) => registry.targets.map((one) => [one.id, one] as const)));
  return view.services.flatMap(({ tasks }) =>
    tasks.map(({ id, status }) => {
      const target = targets.get(id);
      const state = target?.state ?? (status === "STOPPING" ? "draining" : "initial");
      const load = target?.inFlight === undefined || target.inFlight === 0 ? "" : `, ${target.inFlight} in flight`;
      const where = target === undefined ? "" : `, port ${target.port}`;
      return { id, column: COLUMN.task, kind: "task", title: id, detail: `${state}${where}${load}`, state };
    }),
  );
}
