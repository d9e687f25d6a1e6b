import { isList, textOf, textsOf } from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import { HOURS_PER_MONTH, PRICES, type Price } from "../../prices/price-table";
import { fargateSizeOf, fargateUsd } from "./fargate";
import { numeral, quantity } from "./quantity";

/** US dollars a month for one resource, in us-east-1, with the sum written out; undefined where it is not priced. */
export interface MonthlyCost {
  readonly usd: number;
  readonly how: string;
}

function hours(price: Price, count = 1): number {
  return price.usd * HOURS_PER_MONTH * count;
}
function flat(price: Price, how: string): MonthlyCost {
  return { usd: price.usd, how };
}

export function monthlyCost(
  resource: Resource,
  planned: PlannedResources,
  assume: Assumptions,
): MonthlyCost | undefined {
  const { values } = resource;
  switch (resource.type) {
    case "aws_lb":
    case "aws_alb": {
      const network = textOf(values["load_balancer_type"]) === "network";
      const hour = network ? PRICES.nlbHour : PRICES.albHour;
      const unit = network ? PRICES.nlbCapacityUnit : PRICES.albCapacityUnit;
      return {
        usd: hours(hour) + hours(unit, assume.capacityUnits),
        how: `hours + ${quantity(assume.capacityUnits, "capacity unit")}`,
      };
    }
    case "aws_nat_gateway": {
      const share = assume.egressGB / Math.max(1, planned.ofType("aws_nat_gateway").length);
      return { usd: hours(PRICES.natHour) + share * PRICES.natGigabyte.usd, how: `hours + ${numeral(share)} GB` };
    }
    case "aws_eip":
      return { usd: hours(PRICES.publicIpv4Hour), how: "public IPv4 address" };
    case "aws_vpc_endpoint":
      return endpointCost(resource, planned, assume);
    case "aws_ecs_service":
      return fargateCost(resource, planned);
    case "aws_apigatewayv2_api":
      return apiCost(resource, planned, assume);
    case "aws_service_discovery_private_dns_namespace":
    case "aws_route53_zone":
      return flat(PRICES.hostedZone, "hosted zone");
    case "aws_apigatewayv2_integration":
      return discoveryCost(resource, planned, assume);
    case "aws_cloudwatch_log_group":
      return { usd: assume.logGB * PRICES.logIngestion.usd, how: `${numeral(assume.logGB)} GB of logs` };
    case "aws_cloudwatch_metric_alarm":
      return flat(PRICES.alarm, "alarm");
    case "aws_cloudwatch_dashboard":
      return flat(PRICES.dashboard, "dashboard");
    case "aws_kms_key":
      return flat(PRICES.customerKey, "key");
    case "aws_secretsmanager_secret":
      return flat(PRICES.secret, "secret");
    case "aws_ecr_repository":
      return { usd: assume.storageGB * PRICES.imageStorage.usd, how: `${numeral(assume.storageGB)} GB of images` };
    case "aws_s3_bucket":
      return { usd: assume.storageGB * PRICES.bucketStorage.usd, how: `${numeral(assume.storageGB)} GB stored` };
    default:
      return undefined;
  }
}

/** A WebSocket API is billed by message and minute, and not priced here. */
export function isHttpApi({ type, values }: Resource): boolean {
  return type === "aws_apigatewayv2_api" && textOf(values["protocol_type"]) !== "WEBSOCKET";
}

/** The month's requests are those of all HTTP APIs together. */
function apiCost(resource: Resource, planned: PlannedResources, assume: Assumptions): MonthlyCost | undefined {
  if (!isHttpApi(resource)) return undefined;
  const share = assume.requests / Math.max(1, planned.ofType("aws_apigatewayv2_api").filter(isHttpApi).length);
  return { usd: (share / 1e6) * PRICES.httpApiRequests.usd, how: quantity(Math.round(share), "request") };
}

function endpointCost(resource: Resource, planned: PlannedResources, assume: Assumptions): MonthlyCost | undefined {
  // Gateway endpoints (S3, DynamoDB) are free.
  if (textOf(resource.values["vpc_endpoint_type"]) !== "Interface") return undefined;
  const zones = zonesOf(resource);
  const interfaces = planned
    .ofType("aws_vpc_endpoint")
    .filter((entry) => textOf(entry.values["vpc_endpoint_type"]) === "Interface");
  const share = planned.ofType("aws_nat_gateway").length > 0 ? 0 : assume.egressGB / interfaces.length;
  const known = zones === undefined ? "zones unknown, 1 assumed" : quantity(zones, "zone");
  return {
    usd: hours(PRICES.endpointHour, zones) + share * PRICES.endpointGigabyte.usd,
    how: `${known}${share > 0 ? ` + ${numeral(share)} GB` : ""}`,
  };
}

/** It has one subnet a zone; undefined where the plan has no list of them. */
function zonesOf({ values }: Resource): number | undefined {
  const subnets = isList(values["subnet_ids"]) ? textsOf(values["subnet_ids"]).length : 0;
  return subnets === 0 ? undefined : subnets;
}

/** Every request through a Cloud Map integration may ask DiscoverInstances: the price at its worst. */
function discoveryCost(resource: Resource, planned: PlannedResources, assume: Assumptions): MonthlyCost | undefined {
  const uri = resource.values["integration_uri"];
  if (planned.resolve(resource, uri, "aws_service_discovery_service") === undefined) return undefined;
  const share = assume.requests / Math.max(1, planned.ofType("aws_apigatewayv2_integration").length);
  return {
    usd: (share / 1e6) * PRICES.cloudMapCalls.usd,
    how: `${quantity(Math.round(share), "Cloud Map look-up")} at most`,
  };
}

function fargateCost(service: Resource, planned: PlannedResources): MonthlyCost | undefined {
  const size = fargateSizeOf(service, planned);
  if (size === undefined) return undefined;
  const kind = [size.arm ? "ARM64" : "", size.spot > 0 ? `${Math.round(size.spot * 100)} % Spot` : ""].filter(Boolean);
  return {
    usd: fargateUsd(size),
    how: [`${numeral(size.tasks)} × ${size.vcpu} vCPU, ${size.memoryGB} GB`, ...kind].join(", "),
  };
}
