import { textOf } from "@private-http-api/terraform-json";
import type { PlannedResources } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import { HOURS_PER_MONTH, PRICES } from "../../prices/price-table";
import { fargateSizeOf, fargateUsd } from "./fargate";
import { monthlyCost } from "./monthly";
import { quantity } from "./quantity";

/** Another way to build the same, and what it would change a month, in US dollars of us-east-1. */
export interface Alternative {
  readonly name: string;
  readonly usdDifference: number;
}

/** Interface endpoints that Fargate tasks need at least: ecr.api, ecr.dkr, logs. */
const LEAST_ENDPOINTS = 3;

/** What else the planned environment could be built from. */
export function alternativesOf(planned: PlannedResources, assume: Assumptions): readonly Alternative[] {
  return [
    ...egressAlternatives(planned, assume),
    ...balancerAlternatives(planned, assume),
    ...taskAlternatives(planned),
  ];
}

function egressAlternatives(planned: PlannedResources, assume: Assumptions): readonly Alternative[] {
  const gateways = planned.ofType("aws_nat_gateway").length;
  if (gateways === 0) return [];
  const gateway = (PRICES.natHour.usd + PRICES.publicIpv4Hour.usd) * HOURS_PER_MONTH;
  const known = zonesOf(planned);
  const zones = Math.max(1, known);
  const endpoints =
    LEAST_ENDPOINTS * zones * PRICES.endpointHour.usd * HOURS_PER_MONTH + assume.egressGB * PRICES.endpointGigabyte.usd;
  const now = gateways * gateway + assume.egressGB * PRICES.natGigabyte.usd;
  return [
    ...(gateways > 1 ? [{ name: "a single NAT gateway", usdDifference: -(gateways - 1) * gateway }] : []),
    {
      name: `interface endpoints in ${known === 0 ? "1 zone (zones unknown)" : quantity(zones, "zone")} in place of NAT`,
      usdDifference: endpoints - now,
    },
  ];
}

function zonesOf(planned: PlannedResources): number {
  const zones = planned
    .ofType("aws_subnet")
    .map((subnet) => textOf(subnet.values["availability_zone"]) ?? textOf(subnet.values["availability_zone_id"]) ?? "");
  return new Set(zones.filter((zone) => zone !== "")).size;
}

function balancerAlternatives(planned: PlannedResources, assume: Assumptions): readonly Alternative[] {
  const balancers = planned.ofType("aws_lb", "aws_alb");
  if (balancers.length === 0) return [];
  const saved = balancers.reduce((sum, balancer) => sum + (monthlyCost(balancer, planned, assume)?.usd ?? 0), 0);
  const lookups = (assume.requests / 1e6) * PRICES.cloudMapCalls.usd;
  return [{ name: "Cloud Map in place of load balancers", usdDifference: lookups - saved }];
}

function taskAlternatives(planned: PlannedResources): readonly Alternative[] {
  const sizes = planned.ofType("aws_ecs_service").flatMap((service) => fargateSizeOf(service, planned) ?? []);
  const now = sizes.reduce((sum, size) => sum + fargateUsd(size), 0);
  function difference(change: { arm?: boolean; spot?: number }): number {
    return sizes.reduce((sum, size) => sum + fargateUsd({ ...size, ...change }), 0) - now;
  }
  const options = [
    { name: "all tasks on ARM64", usdDifference: difference({ arm: true }) },
    { name: "all tasks on Fargate Spot, at its best price", usdDifference: difference({ spot: 1 }) },
  ];
  return options.filter((option) => option.usdDifference < -0.005);
}
