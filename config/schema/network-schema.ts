import { z } from "zod";

/** The network that tasks, load balancers and the VPC link live in. */
export const networkSchema = z.strictObject({
  /** IPv4 range of the VPC; private subnets take a /20 of it each, public ones a /24. */
  cidr: z
    .string()
    .regex(/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/, { error: 'give an IPv4 range like "10.0.0.0/16"' })
    .default("10.0.0.0/16"),
  /**
   * Availability zones: letters of the Region ("a"), names ("us-west-2a") or ids ("usw2-az1"); not every zone
   * supports VPC links. @default two that the Region offers to every account
   */
  zones: z
    .array(
      z.string().regex(/^(?:[a-z]|[a-z]{2}(?:-[a-z]+)+-\d[a-z]|[a-z]{3,5}\d-az\d+)$/, {
        error: 'give a letter ("a"), a zone name ("us-west-2a") or a zone id ("usw2-az1")',
      }),
    )
    .min(2)
    .max(6)
    .optional(),
  /**
   * How tasks reach what is outside the VPC: one NAT gateway, one for each zone, interface endpoints for the AWS
   * services they need and nothing else, or no way at all.
   */
  egress: z.enum(["single-nat", "nat-per-az", "endpoints", "none"]).default("single-nat"),
});

export type NetworkConfig = z.output<typeof networkSchema>;
