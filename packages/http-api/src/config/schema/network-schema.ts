import { z } from "zod";
import { planSubnets, type ZoneSubnets } from "../subnet-plan";
import { quote } from "../problem";
import { outboundRules, outboundSchema, type OutboundRule } from "./outbound-schema";

/** An existing VPC. */
export const existing = z.strictObject({
  vpcId: z
    .string()
    .regex(/^vpc-[0-9a-f]{8,17}$/, { error: 'give the id of a VPC, like "vpc-0a1b2c3d"' })
    .meta({ description: "The VPC.", allowed: "`vpc-…`", examples: ["vpc-0a1b2c3d", "vpc-1a2b3c4d"] }),
  privateSubnetIds: z
    .array(z.string().regex(/^subnet-[0-9a-f]{8,17}$/, { error: 'give the id of a subnet, like "subnet-0a1b2c3d"' }))
    .min(2, { error: "give at least two private subnets in different zones, which load balancers need" })
    .max(10, { error: "give at most ten subnets, the limit of a VPC link" })
    .refine((ids) => new Set(ids).size === ids.length, { error: "give each subnet once" })
    .meta({
      description: "Subnets for tasks, load balancers and the VPC link, in different zones, without public addresses.",
      allowed: "2 to 10",
      examples: [
        ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
        ["subnet-0a1b2c3d", "subnet-2a3b4c5d"],
      ],
    }),
});

/** A network that the producer stack creates. */
export interface OwnNetwork {
  readonly kind: "own";
  readonly cidr: string;
  readonly zones: readonly ZoneSubnets[];
  readonly egress: "single-nat" | "nat-per-az" | "endpoints" | "none";
  readonly flowLogs: boolean;
  readonly outbound: readonly OutboundRule[];
}

/** An existing network. */
export type ExistingNetwork = {
  readonly kind: "existing";
  readonly outbound: readonly OutboundRule[];
} & Readonly<z.output<typeof existing>>;

/** The network of tasks, load balancers and the VPC link. */
export const networkSchema = z
  .strictObject({
    cidr: z
      .string()
      .regex(/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}\/\d{1,2}$/, {
        error: 'give an IPv4 range like "10.0.0.0/16", without leading zeros',
      })
      .optional()
      .meta({
        description: "IPv4 range of the VPC; each private subnet gets a /20 of it, each public one a /24.",
        absent: '`"10.0.0.0/16"`',
        allowed:
          "/16 to /28, with room for one /20 more than there are zones; not loopback, link-local, multicast or reserved",
        examples: ["10.1.0.0/16", "10.2.0.0/16"],
      }),
    zones: z
      .array(
        z.string().regex(/^(?:[a-z]|[a-z]{2,4}(?:-[a-z]+)+-\d[a-z]|[a-z]{3,8}\d-az\d+)$/, {
          error: 'give a letter ("a"), a zone name ("us-west-2a") or a zone id ("usw2-az1")',
        }),
      )
      .min(2)
      .max(6)
      .optional()
      .meta({
        description:
          'Availability zones: letters of the Region (`"a"`), names (`"us-west-2a"`) or ids (`"usw2-az1"`). Zones without VPC links are refused. A letter means a different zone in each account.',
        absent: "two zones of the account that support VPC links",
        allowed: "2 to 6",
        examples: [
          ["a", "c"],
          ["b", "c"],
        ],
      }),
    egress: z.enum(["single-nat", "nat-per-az", "endpoints", "none"]).optional().meta({
      description:
        "How tasks reach targets outside the VPC: one NAT gateway, one per zone, VPC endpoints for only the AWS services that they need, or no outbound access at all.",
      absent: '`"single-nat"`',
    }),
    flowLogs: z.boolean().optional().meta({ description: "Records every connection in the VPC.", absent: "`true`" }),
    outbound: outboundSchema.default({}),
    existing: existing.optional().meta({
      description: "An existing VPC: only security groups are created in it, and it has its own outbound access.",
      absent: "none",
      allowed: "together with `outbound` only",
    }),
  })
  .meta({
    description: "The network of tasks, load balancers and the VPC link.",
    absent: "a new VPC",
  });

type NetworkInput = z.output<typeof networkSchema>;

/** What is wrong with a network, and at which of its keys. */
export class NetworkProblem extends Error {
  constructor(
    readonly key: keyof NetworkInput,
    message: string,
  ) {
    super(message);
  }
}

/** @throws NetworkProblem where settings contradict each other, or the range cannot hold the subnets */
export function resolveNetwork(
  { existing: given, outbound: named, ...own }: NetworkInput,
  region: string,
): OwnNetwork | ExistingNetwork {
  const outbound = outboundRules(named);
  if (given) {
    for (const key of ["egress", "cidr", "zones", "flowLogs"] as const) {
      if (own[key] === undefined) continue;
      throw new NetworkProblem(
        key,
        `got ${quote(own[key])} with network.existing, which has its own; leave it out, and set it where that VPC is defined`,
      );
    }
    return { kind: "existing", outbound, ...given };
  }
  const cidr = own.cidr ?? "10.0.0.0/16";
  try {
    const zones = planSubnets(cidr, region, own.zones);
    return { kind: "own", cidr, zones, egress: own.egress ?? "single-nat", flowLogs: own.flowLogs ?? true, outbound };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const zone = error.message.startsWith("zone");
    throw zone
      ? new NetworkProblem("zones", error.message)
      : new NetworkProblem("cidr", `got ${quote(cidr)}; it ${error.message}`);
  }
}
