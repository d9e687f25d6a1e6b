import type { Environment, Service } from "../config";
import { consumersHere } from "../consumer-service";
import { listenerRules } from "../entries";
import { behind, mostTasks, type Quota, type Use } from "./quota";

const ALB = "User Guide for Application Load Balancers, Quotas";
const NLB = "User Guide for Network Load Balancers, Quotas";
const VPC = "Amazon VPC User Guide, Amazon VPC quotas";
function servicesOf({ name }: Environment) {
  return ["environments", name, "services"];
}
function egressOf({ name }: Environment) {
  return ["environments", name, "network", "egress"];
}

/** Quotas of load balancers and of the VPC. */
export const NETWORK_QUOTAS: readonly Quota[] = [
  {
    key: "targetGroups",
    what: "target groups",
    per: "Application Load Balancer",
    limit: 100,
    raisable: false,
    source: ALB,
    remedy: 'give some services integration "cloud-map" or "nlb", or split the application',
    uses: (environment) => [{ count: behind(environment, "alb").length, path: servicesOf(environment) }],
  },
  {
    key: "listenerRules",
    what: "rules",
    per: "Application Load Balancer",
    limit: 100,
    raisable: true,
    source: ALB,
    remedy: 'give some services integration "cloud-map" or "nlb"',
    uses: (environment) => [
      {
        count: listenerRules(environment.services).length + privateLinkRules(environment),
        path: servicesOf(environment),
      },
    ],
  },
  {
    key: "albTargets",
    what: "tasks outside rollouts",
    per: "Application Load Balancer",
    limit: 1000,
    raisable: true,
    source: ALB,
    remedy: 'lower scaling.max or desiredCount, or give some services integration "cloud-map"',
    uses: (environment) => [tasksBehind(environment, "alb")],
  },
  {
    key: "nlbListeners",
    what: "listeners",
    per: "Network Load Balancer",
    limit: 50,
    raisable: false,
    source: NLB,
    remedy: 'give some services integration "cloud-map" or "alb"',
    uses: (environment) => [{ count: behind(environment, "nlb").length, path: servicesOf(environment) }],
  },
  {
    key: "nlbTargets",
    what: "tasks outside rollouts",
    per: "Network Load Balancer",
    limit: 500,
    raisable: true,
    source: NLB,
    remedy: 'lower scaling.max or desiredCount, or give some services integration "cloud-map" or "alb"',
    uses: (environment) => [tasksBehind(environment, "nlb")],
  },
  {
    key: "securityGroupRules",
    what: "rules",
    per: "security group and direction",
    limit: 60,
    raisable: true,
    source: VPC,
    remedy: "give some services another integration, or split the application",
    uses: (environment) =>
      Object.entries(securityGroupRules(environment)).map(([of, count]) => ({
        count,
        path: servicesOf(environment),
        of,
      })),
  },
  {
    key: "elasticIps",
    what: "Elastic IP addresses",
    per: "account and Region",
    shared: "region",
    limit: 5,
    raisable: true,
    source: VPC,
    remedy: 'set network.egress to "single-nat", or name fewer network.zones',
    uses: (environment) => [{ count: natGateways(environment), path: egressOf(environment) }],
  },
  {
    key: "vpcs",
    what: "VPCs",
    per: "account and Region",
    shared: "region",
    limit: 5,
    raisable: true,
    source: VPC,
    remedy: "use network.existing, or move an environment to another account or Region",
    uses: (environment) => [{ count: ownVpcs(environment), path: ["environments", environment.name, "network"] }],
  },
];

function tasksBehind(environment: Environment, kind: "alb" | "nlb"): Use {
  const count = behind(environment, kind).reduce((sum, service) => sum + mostTasks(service), 0);
  return { count, path: servicesOf(environment) };
}

/** The environment's VPC, and those of consumers in its account; other accounts and Regions have quotas of their own. */
function ownVpcs(environment: Environment): number {
  const made = consumersHere(environment).filter(({ network }) => !network.existing);
  return (environment.network.kind === "own" ? 1 : 0) + made.length;
}

/** Rules of the listener of PrivateLink: one for each service, and that of the health check. */
function privateLinkRules({ privateLink }: Environment): number {
  return privateLink ? privateLink.services.length + 1 : 0;
}

function natGateways({ network }: Environment): number {
  if (network.kind === "existing") return 0;
  if (network.egress === "nat-per-az") return network.zones.length;
  return network.egress === "single-nat" ? 1 : 0;
}

/** Most rules that a group has beside those per service. */
const SHARED_RULES = 4;

/** Whether there is room for a rule per service beside the shared ones; see the task group of the producer stack. */
export function keepsRulesByService({ services, quotas }: Pick<Environment, "services" | "quotas">): boolean {
  return services.length + SHARED_RULES <= quotas.securityGroupRules;
}

/** Rules of the groups of services that call others or are called, including the outbound rules and the entry point's. */
function callRules(services: readonly Service[], outboundRules: number): Readonly<Record<string, number>> {
  const called = services.flatMap(({ calls }) => calls);
  return Object.fromEntries(
    services.flatMap(({ name, calls, path }) => {
      const callers = called.filter((each) => each === name).length;
      return [
        ...(calls.length > 0 ? [[`${name} out`, outboundRules + calls.length]] : []),
        ...(callers > 0 ? [[`${name} in`, (path === undefined ? 0 : 1) + callers]] : []),
      ] as [string, number][];
    }),
  );
}

/** Rules of the groups that have one per service, by the group's role and the direction. */
function securityGroupRules(environment: Environment): Readonly<Record<string, number>> {
  const [alb, nlb, map] = (["alb", "nlb", "cloud-map"] as const).map((kind) => behind(environment, kind).length);
  const { network, services } = environment;
  function any(count = 0): number {
    return Math.min(1, count);
  }
  function own(count = 0): number {
    return keepsRulesByService(environment) ? count : 0;
  }
  const outboundRules = network.kind === "existing" || network.egress === "none" ? 2 : 3;
  return {
    "each service out": outboundRules,
    ...callRules(services, outboundRules),
    ...(network.outbound.length > 0 ? { "all tasks out": network.outbound.length } : {}),
    "vpc-link out": any(alb) + any(nlb) + any(map) + own(nlb) + own(map),
    ...(any(alb) > 0 ? { "alb out": 1 + own(alb) } : {}),
    ...(any(nlb) > 0 ? { "nlb in": nlb ?? 0, "nlb out": 1 + own(nlb) } : {}),
    ...(network.kind === "own" && network.egress === "endpoints" ? { "endpoints in": 1 + own(services.length) } : {}),
  };
}
