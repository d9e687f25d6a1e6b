import { textOf } from "@private-http-api/terraform-json";
import type { PlannedResources } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import { HOURS_PER_MONTH, PRICES } from "../../prices/price-table";
import { Destinations } from "../traffic/destinations";
import { fargateSizeOf, fargateUsd, isFargateService } from "./fargate";
import { monthlyCost } from "./monthly";
import { quantity } from "./quantity";

/** Another way to build the same, and what it would change per month, in US dollars of us-east-1. */
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

/** A way out over NAT can be replaced by endpoints where it is known what goes over it: Fargate tasks' images and logs. */
function hasFargate(planned: PlannedResources): boolean {
  return planned.ofType("aws_ecs_service").some((service) => isFargateService(service, planned));
}

function egressAlternatives(planned: PlannedResources, assume: Assumptions): readonly Alternative[] {
  const gateways = planned.ofType("aws_nat_gateway").length;
  if (gateways === 0) return [];
  const single = { name: "a single NAT gateway", usdDifference: -(gateways - 1) * gatewayUsd() };
  return [...(gateways > 1 ? [single] : []), ...(hasFargate(planned) ? [endpointAlternative(planned, assume)] : [])];
}

function gatewayUsd(): number {
  return (PRICES.natHour.usd + PRICES.publicIpv4Hour.usd) * HOURS_PER_MONTH;
}

function endpointAlternative(planned: PlannedResources, assume: Assumptions): Alternative {
  const gateways = planned.ofType("aws_nat_gateway").length;
  const known = zonesOf(planned);
  const zones = Math.max(1, known);
  const endpoints =
    LEAST_ENDPOINTS * zones * PRICES.endpointHour.usd * HOURS_PER_MONTH + assume.egressGB * PRICES.endpointGigabyte.usd;
  const now = gateways * gatewayUsd() + assume.egressGB * PRICES.natGigabyte.usd;
  return {
    name: `interface endpoints in ${known === 0 ? "1 zone (zones unknown)" : quantity(zones, "zone")} in place of NAT`,
    usdDifference: endpoints - now,
  };
}

function zonesOf(planned: PlannedResources): number {
  const zones = planned
    .ofType("aws_subnet")
    .map((subnet) => textOf(subnet.values["availability_zone"]) ?? textOf(subnet.values["availability_zone_id"]) ?? "");
  // A public subnet that joins its private one says so by a reference to it.
  return new Set(zones.filter((zone) => zone !== "" && !zone.startsWith("${aws_subnet."))).size;
}

/** Internal load balancers in front of ECS services, which Cloud Map could take the place of. */
function balancerAlternatives(planned: PlannedResources, assume: Assumptions): readonly Alternative[] {
  const destinations = new Destinations(planned);
  const fronts = planned.ofType("aws_ecs_service").flatMap((service) => destinations.frontsOf(service));
  const balancers = [...new Set(fronts)].filter(
    ({ type, values }) => BALANCERS.test(type) && values["internal"] === true,
  );
  // ["Private integrations for REST APIs": "Private integrations with AWS Cloud Map aren't supported"]
  if (balancers.length === 0 || planned.ofType("aws_api_gateway_rest_api").length > 0) return [];
  const saved = balancers.reduce((sum, balancer) => sum + (monthlyCost(balancer, planned, assume)?.usd ?? 0), 0);
  const lookups = (assume.requests / 1e6) * PRICES.cloudMapCalls.usd;
  return [{ name: "Cloud Map in place of load balancers", usdDifference: lookups - saved }];
}

const BALANCERS = /^aws_(lb|alb)$/;

function taskAlternatives(planned: PlannedResources): readonly Alternative[] {
  const sizes = planned.ofType("aws_ecs_service").flatMap((service) => fargateSizeOf(service, planned) ?? []);
  const now = sizes.reduce((sum, size) => sum + fargateUsd(size), 0);
  function difference(change: { arm?: boolean; spot?: number }): number {
    // Windows runs on neither.
    return sizes.reduce((sum, size) => sum + fargateUsd(size.windows ? size : { ...size, ...change }), 0) - now;
  }
  const options = [
    { name: "all tasks on ARM64", usdDifference: difference({ arm: true }) },
    { name: "all tasks on Fargate Spot, at its best price", usdDifference: difference({ spot: 1 }) },
  ];
  return options.filter((option) => option.usdDifference < -0.005);
}
