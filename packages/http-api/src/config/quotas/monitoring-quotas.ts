import type { Environment } from "../config";
import { behind, type Quota } from "./quota";

const CLOUDWATCH = "Amazon CloudWatch User Guide, CloudWatch service quotas";
function servicesOf({ name }: Environment) {
  return ["environments", name, "services"];
}
const remedy = "split the application: its dashboard shows every service";

/** Quotas of CloudWatch on the environment's dashboard. */
export const MONITORING_QUOTAS: readonly Quota[] = [
  {
    key: "dashboardWidgets",
    what: "widgets",
    per: "dashboard",
    limit: 500,
    raisable: false,
    source: CLOUDWATCH,
    remedy,
    uses: (environment) => [{ count: widgets(environment), path: servicesOf(environment) }],
  },
  {
    key: "dashboardMetrics",
    what: "metrics",
    per: "dashboard",
    limit: 2500,
    raisable: false,
    source: CLOUDWATCH,
    remedy,
    uses: (environment) => [{ count: metrics(environment), path: servicesOf(environment) }],
  },
  {
    key: "widgetMetrics",
    what: "metrics",
    per: "widget",
    limit: 500,
    raisable: false,
    source: CLOUDWATCH,
    remedy,
    // The graph of tasks has the most, running and desired ones per service, or one of the API's with its three lines.
    uses: (environment) => [{ count: Math.max(3, 2 * environment.services.length), path: servicesOf(environment) }],
  },
];

/** A heading and three graphs in each row; a widget holds 100 alarms. */
function widgets(environment: Environment): number {
  const rows = 2 + balancers(environment);
  return 4 * rows + Math.ceil(alarms(environment) / 100);
}

/** Lines of the graphs: of the API, of each load balancer, and four for each service. */
function metrics(environment: Environment): number {
  const alb = behind(environment, "alb").length > 0 ? 5 : 0;
  const nlb = behind(environment, "nlb").length > 0 ? 4 : 0;
  return 7 + alb + nlb + 4 * environment.services.length;
}

function balancers(environment: Environment): number {
  return (["alb", "nlb"] as const).filter((kind) => behind(environment, kind).length > 0).length;
}

/** Three of the API, three for each service's tasks, and those of load balancers and NAT gateways. */
function alarms(environment: Environment): number {
  const { services, network, privateLink } = environment;
  const alb = behind(environment, "alb").length;
  const nlb = behind(environment, "nlb").length;
  const nat =
    network.kind === "existing"
      ? 0
      : { "single-nat": 1, "nat-per-az": network.zones.length, endpoints: 0, none: 0 }[network.egress];
  return 3 + 3 * services.length + 2 * alb + nlb + (alb > 0 ? 2 : 0) + (nlb > 0 ? 1 : 0) + (privateLink ? 1 : 0) + nat;
}
