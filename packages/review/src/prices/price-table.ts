/** One AWS price in US dollars, us-east-1, on demand, without free tier. */
export interface Price {
  readonly usd: number;
  readonly per: "hour" | "month" | "GB" | "million requests" | "vCPU-hour" | "GB-hour" | "GB-second";
  /** Where to look the price up: AWS's own page. */
  readonly page: string;
  /** Where this figure was read. */
  readonly source: string;
  /** Month of that source; where it has no date, month in which it was read. */
  readonly asOf: string;
}

const FACTS = "AWS price list, as noted for this project";
const FARGATE_GUIDE = "https://www.factualminds.com/blog/amazon-fargate-ecs-task-pricing-2026/";
const PLATFORM_GUIDE = "https://www.vantage.sh/blog/fargate-pricing";
const BALANCER_GUIDE = "https://awsnegotiations.com/elastic-load-balancer-cost.html";
const NAT_GUIDE = "https://cloudburn.io/blog/aws-nat-gateway-pricing";
const WATCH_GUIDE = "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/";
const ALARM_GUIDE = "https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm";
const API_GUIDE = "https://amnic.com/blogs/aws-api-gateway-pricing";
const FUNCTION_GUIDE = "https://cloudchipr.com/blog/aws-lambda-pricing";
const FIREWALL_GUIDE = "https://c3x.dev/blog/aws-waf-cost-explained/";
/** AWS's page of prices for us-east-2, whose instances cost what those of us-east-1 do, quoted in an issue. */
const INSTANCE_THREAD = "https://github.com/AndrewGuenther/fck-nat/issues/93";
/** AWS's own whitepaper on private APIs, table 4. */
const PRIVATE_APIS =
  "https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html";
/** An export of AWS's own price list files. */
const PRICE_LIST = "https://huggingface.co/datasets/labofsahil/aws-pricing-dataset";
/** Prices transcribed, word by word and dated, from AWS's own pages. */
const TRANSCRIPTS = "https://github.com/api-evangelist";

function price(usd: number, per: Price["per"], product: string, source: string, asOf: string): Price {
  return {
    usd,
    per,
    page: `https://aws.amazon.com/${product}/pricing/`,
    source,
    asOf,
  };
}

/** AWS bills by the hour; a month is 730 of them, as in AWS's own calculator. */
export const HOURS_PER_MONTH = 730;

export const PRICES = {
  albHour: price(0.0225, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  albCapacityUnit: price(0.008, "hour", "elasticloadbalancing", FACTS, "2026-01"),
  nlbHour: price(0.0225, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  nlbCapacityUnit: price(0.006, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  gatewayBalancerHour: price(0.0125, "hour", "elasticloadbalancing", FACTS, "2026-01"),
  gatewayBalancerCapacityUnit: price(0.004, "hour", "elasticloadbalancing", FACTS, "2026-01"),
  natHour: price(0.045, "hour", "vpc", NAT_GUIDE, "2026-02"),
  natGigabyte: price(0.045, "GB", "vpc", NAT_GUIDE, "2026-02"),
  publicIpv4Hour: price(0.005, "hour", "vpc", NAT_GUIDE, "2026-02"),
  endpointHour: price(0.01, "hour", "privatelink", FACTS, "2026-01"),
  endpointGigabyte: price(0.01, "GB", "privatelink", FACTS, "2026-01"),
  fargateCpu: price(0.04048, "vCPU-hour", "fargate", FARGATE_GUIDE, "2026-06"),
  fargateMemory: price(0.004445, "GB-hour", "fargate", FARGATE_GUIDE, "2026-06"),
  fargateCpuArm: price(0.03238, "vCPU-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  fargateMemoryArm: price(0.00356, "GB-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  fargateCpuWindows: price(0.09148, "vCPU-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  fargateMemoryWindows: price(0.01005, "GB-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  fargateLicenceWindows: price(0.046, "vCPU-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  fargateStorage: price(0.000111, "GB-hour", "fargate", PLATFORM_GUIDE, "2026-11"),
  httpApiRequests: price(1, "million requests", "api-gateway", FACTS, "2026-01"),
  httpApiMoreRequests: price(0.9, "million requests", "api-gateway", API_GUIDE, "2026-11"),
  restApiRequests: price(3.5, "million requests", "api-gateway", PRIVATE_APIS, "2026-11"),
  functionRequests: price(
    0.2,
    "million requests",
    "lambda",
    "https://c3x.dev/resources/aws/aws_lambda_function",
    "2026-11",
  ),
  functionSeconds: price(0.0000166667, "GB-second", "lambda", FUNCTION_GUIDE, "2026-11"),
  functionSecondsArm: price(0.0000133334, "GB-second", "lambda", FUNCTION_GUIDE, "2026-11"),
  webAcl: price(5, "month", "waf", FIREWALL_GUIDE, "2026-11"),
  webAclRule: price(1, "month", "waf", FIREWALL_GUIDE, "2026-11"),
  webAclRequests: price(0.6, "million requests", "waf", FIREWALL_GUIDE, "2026-11"),
  instanceT4gNano: price(0.0042, "hour", "ec2", INSTANCE_THREAD, "2024-08"),
  instanceT4gMicro: price(0.0084, "hour", "ec2", INSTANCE_THREAD, "2024-08"),
  cloudMapCalls: price(1, "million requests", "cloud-map", `${PRICE_LIST} AWSCloudMap.csv, DIR-API-Calls`, "2025-08"),
  hostedZone: price(0.5, "month", "route53", `${TRANSCRIPTS}/amazon-route53-resolver`, "2026-09"),
  logIngestion: price(0.5, "GB", "cloudwatch", WATCH_GUIDE, "2026-06"),
  alarm: price(0.1, "month", "cloudwatch", ALARM_GUIDE, "2026-11"),
  highResolutionAlarm: price(0.3, "month", "cloudwatch", ALARM_GUIDE, "2026-11"),
  compositeAlarm: price(0.5, "month", "cloudwatch", ALARM_GUIDE, "2026-11"),
  dashboard: price(3, "month", "cloudwatch", WATCH_GUIDE, "2026-06"),
  customerKey: price(1, "month", "kms", "https://cloudburn.io/blog/aws-kms-pricing", "2026-03"),
  secret: price(0.4, "month", "secrets-manager", `${TRANSCRIPTS}/amazon-secrets-manager`, "2026-09"),
  imageStorage: price(0.1, "GB", "ecr", "https://cloudburn.io/blog/amazon-ecr-pricing", "2026-03"),
  bucketStorage: price(0.023, "GB", "s3", "https://cloudburn.io/blog/amazon-s3-pricing", "2026-03"),
} as const satisfies Readonly<Record<string, Price>>;

/** From the next one on, requests of an account's HTTP APIs in a Region cost less. */
export const HTTP_API_FIRST_TIER = 300e6;

/** Fargate Spot is up to 70 % less (AWS price list, as noted for this project, 2026-01): the price at its best. */
export const SPOT_FACTOR = 0.3;

/** What Fargate asks for an x86 vCPU-hour where it is not the price of us-east-1. */
const FARGATE_CPU_ELSEWHERE = {
  "af-south-1": 0.0546,
  "ap-east-1": 0.0556,
  "ap-northeast-1": 0.05056,
  "ap-northeast-2": 0.04656,
  "ap-south-1": 0.04256,
  "ap-southeast-1": 0.05056,
  "ap-southeast-2": 0.04856,
  "ca-central-1": 0.04456,
  "eu-central-1": 0.04656,
  "eu-north-1": 0.0445,
  "eu-south-1": 0.0486,
  "eu-west-2": 0.04656,
  "eu-west-3": 0.0486,
  "me-south-1": 0.0526,
  "sa-east-1": 0.0696,
  "us-gov-east-1": 0.0486,
  "us-gov-west-1": 0.0486,
  "us-west-1": 0.04656,
} as const;

/**
 * What the same parts cost elsewhere, against us-east-1: Fargate's ratio, taken for all of them. Each part has a ratio of
 * its own: in eu-west-1, where Fargate costs the same, a NAT gateway is 7 % more and a load balancer 12 %, and other
 * Regions are further off. So an estimate elsewhere is one of the size and not of the bill.
 * Source: AWS's Fargate page as copied into https://github.com/theuves/fgcalc (src/utils/data.js), 2021.
 */
export const REGION_FACTORS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["us-east-1", "us-east-2", "us-west-2", "eu-west-1"].map((region) => [region, 1])),
  ...Object.fromEntries(
    Object.entries(FARGATE_CPU_ELSEWHERE).map(([region, usd]) => [
      region,
      Math.round((usd / PRICES.fargateCpu.usd) * 100) / 100,
    ]),
  ),
};
