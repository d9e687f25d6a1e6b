import { blocksOf, numberOf, objectOf, textOf, textsOf } from "../../plan/json";
import type { Resource, World } from "../../plan/world";
import type { Assumptions } from "../../prices/assumptions";
import { HOURS_PER_MONTH, PRICES, SPOT_FACTOR, type Price } from "../../prices/price-table";

/** US dollars a month for one resource, in us-east-1, with the sum written out; undefined where it is not priced. */
export interface MonthlyCost {
  readonly usd: number;
  readonly how: string;
}

const hours = (price: Price, count = 1): number => price.usd * HOURS_PER_MONTH * count;
const flat = (price: Price, how: string): MonthlyCost => ({ usd: price.usd, how });

export const monthlyCost = (resource: Resource, world: World, assume: Assumptions): MonthlyCost | undefined => {
  const { values } = resource;
  switch (resource.type) {
    case "aws_lb":
    case "aws_alb": {
      const network = textOf(values["load_balancer_type"]) === "network";
      const hour = network ? PRICES.nlbHour : PRICES.albHour;
      const unit = network ? PRICES.nlbCapacityUnit : PRICES.albCapacityUnit;
      return {
        usd: hours(hour) + hours(unit, assume.capacityUnits),
        how: `hours + ${assume.capacityUnits} capacity units`,
      };
    }
    case "aws_nat_gateway": {
      const share = assume.egressGB / Math.max(1, world.ofType("aws_nat_gateway").length);
      return { usd: hours(PRICES.natHour) + share * PRICES.natGigabyte.usd, how: `hours + ${round(share)} GB` };
    }
    case "aws_eip":
      return { usd: hours(PRICES.publicIpv4Hour), how: "public IPv4 address" };
    case "aws_vpc_endpoint":
      return endpointCost(resource, world, assume);
    case "aws_ecs_service":
      return fargateCost(resource, world);
    case "aws_apigatewayv2_api":
      return { usd: (assume.requests / 1e6) * PRICES.httpApiRequests.usd, how: `${assume.requests} requests` };
    case "aws_service_discovery_private_dns_namespace":
    case "aws_route53_zone":
      return flat(PRICES.hostedZone, "hosted zone");
    case "aws_apigatewayv2_integration":
      return discoveryCost(resource, world, assume);
    case "aws_cloudwatch_log_group":
      return { usd: assume.logGB * PRICES.logIngestion.usd, how: `${assume.logGB} GB of logs` };
    case "aws_cloudwatch_metric_alarm":
      return flat(PRICES.alarm, "alarm");
    case "aws_cloudwatch_dashboard":
      return flat(PRICES.dashboard, "dashboard");
    case "aws_kms_key":
      return flat(PRICES.customerKey, "key");
    case "aws_secretsmanager_secret":
      return flat(PRICES.secret, "secret");
    case "aws_ecr_repository":
      return { usd: assume.storageGB * PRICES.imageStorage.usd, how: `${assume.storageGB} GB of images` };
    case "aws_s3_bucket":
      return { usd: assume.storageGB * PRICES.bucketStorage.usd, how: `${assume.storageGB} GB stored` };
    default:
      return undefined;
  }
};

const round = (number: number): number => Math.round(number * 10) / 10;

const endpointCost = (resource: Resource, world: World, assume: Assumptions): MonthlyCost | undefined => {
  // Gateway endpoints (S3, DynamoDB) are free.
  if (textOf(resource.values["vpc_endpoint_type"]) !== "Interface") return undefined;
  const zones = Math.max(1, textsOf(resource.values["subnet_ids"]).length);
  const interfaces = world
    .ofType("aws_vpc_endpoint")
    .filter((entry) => textOf(entry.values["vpc_endpoint_type"]) === "Interface");
  const share = world.ofType("aws_nat_gateway").length > 0 ? 0 : assume.egressGB / interfaces.length;
  return {
    usd: hours(PRICES.endpointHour, zones) + share * PRICES.endpointGigabyte.usd,
    how: `${zones} zones${share > 0 ? ` + ${round(share)} GB` : ""}`,
  };
};

/** Every request through a Cloud Map integration may ask DiscoverInstances: the price at its worst. */
const discoveryCost = (resource: Resource, world: World, assume: Assumptions): MonthlyCost | undefined => {
  const uri = resource.values["integration_uri"];
  if (world.resolve(resource, uri, "aws_service_discovery_service") === undefined) return undefined;
  const share = assume.requests / Math.max(1, world.ofType("aws_apigatewayv2_integration").length);
  return { usd: (share / 1e6) * PRICES.cloudMapCalls.usd, how: `${Math.round(share)} Cloud Map look-ups at most` };
};

/** What a Fargate service's tasks ask for. */
export interface FargateSize {
  readonly vcpu: number;
  readonly memoryGB: number;
  readonly tasks: number;
  readonly arm: boolean;
  /** Part of the tasks on Spot, 0 to 1. */
  readonly spot: number;
}

export const fargateSizeOf = (service: Resource, world: World): FargateSize | undefined => {
  const definition = world.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
  const cpu = numberOf(definition?.values["cpu"]);
  const memory = numberOf(definition?.values["memory"]);
  if (definition === undefined || cpu === undefined || memory === undefined) return undefined;
  const providers = blocksOf(service.values["capacity_provider_strategy"]);
  const weights = providers.map((block) => ({
    spot: textOf(block["capacity_provider"]) === "FARGATE_SPOT",
    weight: numberOf(block["weight"]) ?? 0,
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const spot = weights.filter((entry) => entry.spot).reduce((sum, { weight }) => sum + weight, 0);
  return {
    vcpu: cpu / 1024,
    memoryGB: memory / 1024,
    tasks: numberOf(service.values["desired_count"]) ?? 0,
    arm: textOf(objectOf(blocksOf(definition.values["runtime_platform"])[0])["cpu_architecture"]) === "ARM64",
    spot: total === 0 ? 0 : spot / total,
  };
};

export const fargateUsd = (size: FargateSize): number => {
  const cpu = size.arm ? PRICES.fargateCpuArm : PRICES.fargateCpu;
  const memory = size.arm ? PRICES.fargateMemoryArm : PRICES.fargateMemory;
  const onDemand = hours(cpu, size.vcpu * size.tasks) + hours(memory, size.memoryGB * size.tasks);
  return onDemand * (1 - size.spot * (1 - SPOT_FACTOR));
};

const fargateCost = (service: Resource, world: World): MonthlyCost | undefined => {
  const size = fargateSizeOf(service, world);
  if (size === undefined) return undefined;
  const kind = [size.arm ? "ARM64" : "", size.spot > 0 ? `${Math.round(size.spot * 100)} % Spot` : ""].filter(Boolean);
  return {
    usd: fargateUsd(size),
    how: [`${size.tasks} × ${size.vcpu} vCPU, ${size.memoryGB} GB`, ...kind].join(", "),
  };
};
