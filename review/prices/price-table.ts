/** One AWS price in US dollars, us-east-1, on demand, without free tier. */
export interface Price {
  readonly usd: number;
  readonly per: "hour" | "month" | "GB" | "million requests" | "vCPU-hour" | "GB-hour";
  /** Page that states it. */
  readonly source: string;
  /** Month for which the figure was taken from there. */
  readonly asOf: string;
}

const price = (usd: number, per: Price["per"], source: string, asOf: string): Price => ({
  usd,
  per,
  source: `https://aws.amazon.com/${source}/pricing/`,
  asOf,
});

/** AWS bills by the hour; a month is 730 of them, as in AWS's own calculator. */
export const HOURS_PER_MONTH = 730;

export const PRICES = {
  albHour: price(0.0225, "hour", "elasticloadbalancing", "2026-01"),
  albCapacityUnit: price(0.008, "hour", "elasticloadbalancing", "2026-01"),
  nlbHour: price(0.0225, "hour", "elasticloadbalancing", "2026-05"),
  nlbCapacityUnit: price(0.006, "hour", "elasticloadbalancing", "2026-05"),
  natHour: price(0.045, "hour", "vpc", "2026-01"),
  natGigabyte: price(0.045, "GB", "vpc", "2026-01"),
  publicIpv4Hour: price(0.005, "hour", "vpc", "2026-03"),
  endpointHour: price(0.01, "hour", "privatelink", "2026-01"),
  endpointGigabyte: price(0.01, "GB", "privatelink", "2026-01"),
  fargateCpu: price(0.04048, "vCPU-hour", "fargate", "2026-03"),
  fargateMemory: price(0.004445, "GB-hour", "fargate", "2026-03"),
  fargateCpuArm: price(0.03238, "vCPU-hour", "fargate", "2026-03"),
  fargateMemoryArm: price(0.00356, "GB-hour", "fargate", "2026-03"),
  httpApiRequests: price(1, "million requests", "api-gateway", "2026-01"),
  cloudMapCalls: price(1, "million requests", "cloud-map", "2025-01"),
  hostedZone: price(0.5, "month", "route53", "2025-01"),
  logIngestion: price(0.5, "GB", "cloudwatch", "2025-01"),
  alarm: price(0.1, "month", "cloudwatch", "2025-01"),
  dashboard: price(3, "month", "cloudwatch", "2025-01"),
  customerKey: price(1, "month", "kms", "2025-01"),
  secret: price(0.4, "month", "secrets-manager", "2025-01"),
  imageStorage: price(0.1, "GB", "ecr", "2025-01"),
  bucketStorage: price(0.023, "GB", "s3", "2025-01"),
} as const satisfies Readonly<Record<string, Price>>;

/** Fargate Spot is "up to 70 %" less (https://aws.amazon.com/fargate/pricing/, 2026-01): the price at its best. */
export const SPOT_FACTOR = 0.3;

/**
 * What the same parts cost elsewhere, against us-east-1: one factor a region, from Fargate's and the load balancers'
 * prices there, rounded to 0.05 (AWS pricing pages, 2025-01). Good to about 10 %.
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
