/** One AWS price in US dollars, us-east-1, on demand, without free tier. */
export interface Price {
  readonly usd: number;
  readonly per: "hour" | "month" | "GB" | "million requests" | "vCPU-hour" | "GB-hour";
  /** Where to look the price up: AWS's own page. */
  readonly page: string;
  /** Where this figure was read. `unchecked`: known by heart and not looked up, to be compared with `page`. */
  readonly source: string;
  /** Month of that source; none for what was not looked up. */
  readonly asOf?: string;
}

const FACTS = "AWS price list, as noted for this project";
const FARGATE_GUIDE = "https://www.vantage.sh/blog/fargate-pricing";
const BALANCER_GUIDE = "https://awsnegotiations.com/elastic-load-balancer-cost.html";

const price = (usd: number, per: Price["per"], product: string, source: string, asOf: string): Price => ({
  usd,
  per,
  page: `https://aws.amazon.com/${product}/pricing/`,
  source,
  asOf,
});

const unchecked = (usd: number, per: Price["per"], product: string): Price => ({
  usd,
  per,
  page: `https://aws.amazon.com/${product}/pricing/`,
  source: "unchecked",
});

/** AWS bills by the hour; a month is 730 of them, as in AWS's own calculator. */
export const HOURS_PER_MONTH = 730;

export const PRICES = {
  albHour: price(0.0225, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  albCapacityUnit: price(0.008, "hour", "elasticloadbalancing", FACTS, "2026-01"),
  nlbHour: price(0.0225, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  nlbCapacityUnit: price(0.006, "hour", "elasticloadbalancing", BALANCER_GUIDE, "2026-05"),
  natHour: price(0.045, "hour", "vpc", FACTS, "2026-01"),
  natGigabyte: price(0.045, "GB", "vpc", FACTS, "2026-01"),
  publicIpv4Hour: unchecked(0.005, "hour", "vpc"),
  endpointHour: price(0.01, "hour", "privatelink", FACTS, "2026-01"),
  endpointGigabyte: price(0.01, "GB", "privatelink", FACTS, "2026-01"),
  fargateCpu: price(0.04048, "vCPU-hour", "fargate", FACTS, "2026-01"),
  fargateMemory: price(0.004445, "GB-hour", "fargate", FACTS, "2026-01"),
  fargateCpuArm: price(0.03238, "vCPU-hour", "fargate", FARGATE_GUIDE, "2021-04"),
  fargateMemoryArm: price(0.00356, "GB-hour", "fargate", FARGATE_GUIDE, "2021-04"),
  httpApiRequests: price(1, "million requests", "api-gateway", FACTS, "2026-01"),
  cloudMapCalls: unchecked(1, "million requests", "cloud-map"),
  hostedZone: unchecked(0.5, "month", "route53"),
  logIngestion: unchecked(0.5, "GB", "cloudwatch"),
  alarm: unchecked(0.1, "month", "cloudwatch"),
  dashboard: unchecked(3, "month", "cloudwatch"),
  customerKey: unchecked(1, "month", "kms"),
  secret: unchecked(0.4, "month", "secrets-manager"),
  imageStorage: unchecked(0.1, "GB", "ecr"),
  bucketStorage: unchecked(0.023, "GB", "s3"),
} as const satisfies Readonly<Record<string, Price>>;

/** Fargate Spot is up to 70 % less (AWS price list, as noted for this project, 2026-01): the price at its best. */
export const SPOT_FACTOR = 0.3;

/**
 * What the same parts cost elsewhere, against us-east-1: one factor a region for all of them, rounded to 0.05. Unchecked,
 * like the prices that say so: estimates of the size of a difference, not of a bill.
 */
export const REGION_FACTORS: Readonly<Record<string, number>> = {
  "us-east-1": 1,
  "us-east-2": 1,
  "us-west-2": 1,
  "us-west-1": 1.15,
  "ca-central-1": 1.1,
  "eu-west-1": 1.05,
  "eu-west-2": 1.15,
  "eu-west-3": 1.15,
  "eu-central-1": 1.15,
  "eu-north-1": 1.05,
  "ap-south-1": 1.05,
  "ap-southeast-1": 1.25,
  "ap-southeast-2": 1.2,
  "ap-northeast-1": 1.25,
  "sa-east-1": 1.7,
};
