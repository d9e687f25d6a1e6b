import { blocksOf, isList, numberOf, textOf, textsOf, UNKNOWN } from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import { HOURS_PER_MONTH, HTTP_API_FIRST_TIER, PRICES, type Price } from "../../prices/price-table";
import { fargateSizeOf, fargateUsd, isFargateService } from "./fargate";
import { functionCost } from "./functions";
import type { MonthlyCost, Priced } from "./priced";
import { numeral, quantity } from "./quantity";

type Read = (resource: Resource, planned: PlannedResources, assume: Assumptions) => Priced;

function hours(price: Price, count = 1): number {
  return price.usd * HOURS_PER_MONTH * count;
}

function flat(price: Price, how: string): Read {
  return () => ({ usd: price.usd, how });
}

/** By type. A type that is not here is free, or has no price. */
const BY_TYPE: Readonly<Record<string, Read>> = {
  aws_lb: balancerCost,
  aws_alb: balancerCost,
  aws_nat_gateway: (_resource, planned, assume) => {
    const share = assume.egressGB / Math.max(1, planned.ofType("aws_nat_gateway").length);
    return { usd: hours(PRICES.natHour) + share * PRICES.natGigabyte.usd, how: `hours + ${numeral(share)} GB` };
  },
  aws_eip: () => ({ usd: hours(PRICES.publicIpv4Hour), how: "public IPv4 address" }),
  aws_vpc_endpoint: endpointCost,
  // Consumers pay for their endpoints; the provider for other Regions that are supported [AWS PrivateLink pricing].
  aws_vpc_endpoint_service: ({ values }) =>
    textsOf(values["supported_regions"]).length > 1 ? { unpriced: "other Regions" } : "free",
  aws_ecs_service: fargateCost,
  aws_apigatewayv2_api: apiCost,
  aws_api_gateway_rest_api: restApiCost,
  aws_api_gateway_stage: ({ values }) => (values["cache_cluster_enabled"] === true ? { unpriced: "cache" } : "free"),
  aws_lambda_function: functionCost,
  // Inspected requests are billed with the ACL, wherever that is. https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
  aws_wafv2_web_acl_association: (_resource, planned, assume) =>
    shareOf((assume.requests * PRICES.webAclRequests.usd) / 1e6, planned, assume),
  aws_wafv2_web_acl: ({ values }) => {
    const rules = blocksOf(values["rule"]).length;
    return {
      usd: PRICES.webAcl.usd + rules * PRICES.webAclRule.usd,
      how: `web ACL + ${quantity(rules, "rule")}, without fees of rule groups`,
    };
  },
  aws_instance: instanceCost,
  aws_service_discovery_private_dns_namespace: flat(PRICES.hostedZone, "hosted zone"),
  aws_service_discovery_public_dns_namespace: flat(PRICES.hostedZone, "hosted zone"),
  aws_route53_zone: flat(PRICES.hostedZone, "hosted zone"),
  aws_apigatewayv2_integration: discoveryCost,
  aws_cloudwatch_log_group: (_resource, _planned, assume) => ({
    usd: assume.logGB * PRICES.logIngestion.usd,
    how: `${numeral(assume.logGB)} GB of logs`,
  }),
  // To CloudWatch, they are billed as logs of their group.
  aws_flow_log: ({ values }) => {
    const to = textOf(values["log_destination_type"]) ?? "cloud-watch-logs";
    return to === "cloud-watch-logs" ? "free" : { unpriced: `to ${to}` };
  },
  aws_cloudwatch_metric_alarm: alarmCost,
  aws_cloudwatch_composite_alarm: flat(PRICES.compositeAlarm, "composite alarm"),
  aws_cloudwatch_dashboard: flat(PRICES.dashboard, "dashboard"),
  aws_kms_key: flat(PRICES.customerKey, "key"),
  aws_kms_external_key: flat(PRICES.customerKey, "key"),
  aws_kms_replica_key: flat(PRICES.customerKey, "key"),
  aws_kms_replica_external_key: flat(PRICES.customerKey, "key"),
  aws_secretsmanager_secret: flat(PRICES.secret, "secret"),
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
  aws_ssm_parameter: ({ values }) => {
    // Where none is given, the account's default decides.
    const tier = textOf(values["tier"]) ?? "tier not known";
    return tier === "Standard" ? "free" : { unpriced: tier };
  },
  aws_ecr_repository: (_resource, _planned, assume) => ({
    usd: assume.storageGB * PRICES.imageStorage.usd,
    how: `${numeral(assume.storageGB)} GB of images`,
  }),
  aws_s3_bucket: (_resource, _planned, assume) => ({
    usd: assume.storageGB * PRICES.bucketStorage.usd,
    how: `${numeral(assume.storageGB)} GB stored`,
  }),
};

/** undefined where nothing is known of the type here. */
export function priceOf(resource: Resource, planned: PlannedResources, assume: Assumptions): Priced | undefined {
  return BY_TYPE[resource.type]?.(resource, planned, assume);
}

/** undefined where a resource has no price, or none of its own. */
export function monthlyCost(
  resource: Resource,
  planned: PlannedResources,
  assume: Assumptions,
): MonthlyCost | undefined {
  const price = priceOf(resource, planned, assume);
  return price === undefined || price === "free" || "unpriced" in price ? undefined : price;
}

/** Types that have a price, in one of their forms at least. */
export const PRICED_TYPES = Object.keys(BY_TYPE);

const BALANCERS = {
  application: { hour: PRICES.albHour, unit: PRICES.albCapacityUnit },
  network: { hour: PRICES.nlbHour, unit: PRICES.nlbCapacityUnit },
  gateway: { hour: PRICES.gatewayBalancerHour, unit: PRICES.gatewayBalancerCapacityUnit },
} as const;

function balancerCost({ values }: Resource, _planned: PlannedResources, assume: Assumptions): MonthlyCost {
  const type = textOf(values["load_balancer_type"]) ?? "application";
  const { hour, unit } = type === "network" || type === "gateway" ? BALANCERS[type] : BALANCERS.application;
  return {
    usd: hours(hour) + hours(unit, assume.capacityUnits),
    how: `hours + ${quantity(assume.capacityUnits, "capacity unit")}`,
  };
}

/** By each metric that it looks at; one that looks more often than once a minute costs more. */
function alarmCost({ values }: Resource): Priced {
  const queries = blocksOf(values["metric_query"]);
  if (queries.some(({ expression }) => textOf(expression)?.includes("ANOMALY_DETECTION_BAND")))
    return { unpriced: "anomaly detection" };
  const metrics = queries.flatMap((query) => blocksOf(query["metric"]));
  const periods = [values, ...queries, ...metrics].flatMap((block) => numberOf(block["period"]) ?? []);
  const isFast = periods.some((period) => period < 60);
  const count = Math.max(1, metrics.length);
  const price = isFast ? PRICES.highResolutionAlarm : PRICES.alarm;
  const name = isFast ? "high-resolution alarm" : "alarm";
  return { usd: price.usd * count, how: count === 1 ? name : `${name} on ${quantity(count, "metric")}` };
}

/** A WebSocket API is billed by message and minute, and not priced here. */
function isHttpApi({ type, values }: Resource): boolean {
  return type === "aws_apigatewayv2_api" && textOf(values["protocol_type"]) !== "WEBSOCKET";
}

/** The month's requests are those of all HTTP and REST APIs together, the same for each. */
function shareOf(usd: number, planned: PlannedResources, { requests }: Assumptions): Priced {
  const http = planned.ofType("aws_apigatewayv2_api").filter(isHttpApi).length;
  const apis = Math.max(1, http + planned.ofType("aws_api_gateway_rest_api").length);
  return { usd: usd / apis, how: quantity(Math.round(requests / apis), "request") };
}

function apiCost(resource: Resource, planned: PlannedResources, assume: Assumptions): Priced {
  if (!isHttpApi(resource)) return { unpriced: "WebSocket" };
  return shareOf(requestsUsd(assume.requests), planned, assume);
}

/** At the price of the first 333 million requests; more are cheaper. */
function restApiCost(_resource: Resource, planned: PlannedResources, assume: Assumptions): Priced {
  return shareOf((assume.requests * PRICES.restApiRequests.usd) / 1e6, planned, assume);
}

function requestsUsd(requests: number): number {
  const first = Math.min(requests, HTTP_API_FIRST_TIER);
  return (first * PRICES.httpApiRequests.usd + (requests - first) * PRICES.httpApiMoreRequests.usd) / 1e6;
}

/** On demand, Linux. Sizes that are not here have no price. */
const INSTANCES: Readonly<Record<string, Price>> = {
  "t4g.nano": PRICES.instanceT4gNano,
  "t4g.micro": PRICES.instanceT4gMicro,
};

function instanceCost({ values }: Resource): Priced {
  const type = textOf(values["instance_type"]) ?? "type not known";
  const tenancy = textOf(values["tenancy"]) ?? "default";
  const price = INSTANCES[type];
  if (price === undefined || !["default", UNKNOWN].includes(tenancy)) return { unpriced: type };
  return { usd: hours(price), how: `hours of ${type}, without its volume` };
}

function endpointCost(resource: Resource, planned: PlannedResources, assume: Assumptions): Priced {
  const type = textOf(resource.values["vpc_endpoint_type"]) ?? "Gateway";
  // Gateway endpoints (S3, DynamoDB) are free.
  if (type === "Gateway") return "free";
  if (type !== "Interface" && type !== "GatewayLoadBalancer") return { unpriced: type };
  const zones = zonesOf(resource);
  const known = zones === undefined ? "zones unknown, 1 assumed" : quantity(zones, "zone");
  // How much is inspected is not known.
  if (type === "GatewayLoadBalancer") return { usd: hours(PRICES.endpointHour, zones), how: `${known}, without data` };
  const share = dataThrough(resource, planned, assume);
  const between = textOf(resource.values["service_region"]) === undefined ? "" : ", without transfer between Regions";
  return {
    usd: hours(PRICES.endpointHour, zones) + share * PRICES.endpointGigabyte.usd,
    how: `${known}${share > 0 ? ` + ${numeral(share)} GB` : ""}${between}`,
  };
}

/**
 * GB of a month. What a consumer asks of services goes through its own endpoint, whatever way out the tasks have; the
 * endpoints of AWS's services share what the tasks send, where no NAT gateway takes it.
 */
function dataThrough(endpoint: Resource, planned: PlannedResources, { egressGB }: Assumptions): number {
  if (isConsumers(endpoint, planned)) return egressGB;
  const ofConsumers = new Set(planned.ofType("aws_vpc_endpoint").filter((each) => isConsumers(each, planned)));
  const stacks = new Set([...ofConsumers].map(({ stack }) => stack));
  for (const { stack } of planned.ofType("aws_ecs_service")) stacks.delete(stack);
  // Beside a consumer's endpoint there are no tasks.
  if (stacks.has(endpoint.stack) || planned.ofType("aws_nat_gateway").length > 0) return 0;
  const sharing = planned
    .ofType("aws_vpc_endpoint")
    .filter(({ stack, values }) => textOf(values["vpc_endpoint_type"]) === "Interface" && !stacks.has(stack));
  return egressGB / Math.max(1, sharing.filter((each) => !ofConsumers.has(each)).length);
}

/** Whether an endpoint leads to somebody's endpoint service, or to private APIs, and not to what tasks need of AWS. */
function isConsumers(endpoint: Resource, planned: PlannedResources): boolean {
  const name = textOf(endpoint.values["service_name"]) ?? "";
  return (
    (name.endsWith(".execute-api") &&
      planned.ofType("aws_ecs_service").every(({ stack }) => stack !== endpoint.stack)) ||
    /\.vpce\.[\w-]+\.vpce-svc-/.test(name) ||
    planned.resolve(endpoint, name, "aws_vpc_endpoint_service") !== undefined
  );
}

/** One subnet per zone: those of a list, or those that an expression chooses from; undefined where neither is known. */
function zonesOf({ values }: Resource): number | undefined {
  const given = values["subnet_ids"];
  const chosenFrom = new Set(textOf(given)?.match(/\baws_subnet\.[\w-]+/g));
  const subnets = isList(given) ? textsOf(given).length : chosenFrom.size;
  return subnets === 0 ? undefined : subnets;
}

/** Every request through a Cloud Map integration may ask DiscoverInstances: the price at its worst. */
function discoveryCost(resource: Resource, planned: PlannedResources, assume: Assumptions): Priced {
  const uri = resource.values["integration_uri"];
  if (planned.resolve(resource, uri, "aws_service_discovery_service") === undefined) return "free";
  const share = assume.requests / Math.max(1, planned.ofType("aws_apigatewayv2_integration").length);
  return {
    usd: (share / 1e6) * PRICES.cloudMapCalls.usd,
    how: `${quantity(Math.round(share), "Cloud Map look-up")} at most`,
  };
}

function fargateCost(service: Resource, planned: PlannedResources): Priced {
  const size = fargateSizeOf(service, planned);
  // On machines of one's own, those are billed.
  if (size === undefined) return isFargateService(service, planned) ? { unpriced: "size not known" } : "free";
  const kind = [
    size.windows ? "Windows" : "",
    size.arm ? "ARM64" : "",
    size.spot > 0 ? `${Math.round(size.spot * 100)} % Spot` : "",
    size.extraStorageGB > 0 ? `${size.extraStorageGB} GB more storage` : "",
  ].filter(Boolean);
  return {
    usd: fargateUsd(size),
    how: [`${numeral(size.tasks)} × ${size.vcpu} vCPU, ${size.memoryGB} GB`, ...kind].join(", "),
  };
}
