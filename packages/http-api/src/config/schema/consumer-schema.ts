import { z } from "zod";
import { accountId, hostName } from "./names";
import { existing } from "./network-schema";

/** A VPC from which the services behind PrivateLink are called. */
export const consumerSchema = z.strictObject({
  account: accountId.meta({ description: "Account of the VPC." }),
  roleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, { error: "give the ARN of a role" })
    .optional()
    .meta({
      description: "Role that Terraform assumes to create the stack's resources.",
      allowed: "ARN of a role of `account`",
      absent: "the deploy's own credentials; only where `account` is the environment's",
      examples: ["arn:aws:iam::333333333333:role/deploy", "arn:aws:iam::333333333333:role/deploy-2"],
    }),
  network: z
    .strictObject({
      cidr: z
        .string()
        .regex(/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}\/\d{1,2}$/, {
          error: 'give an IPv4 range like "10.0.0.0/24", without leading zeros',
        })
        .optional()
        .meta({
          description: "IPv4 range of a VPC that the stack creates; it may overlap any other.",
          allowed: "/16 to /25",
          absent: '`"10.0.0.0/24"`',
          examples: ["10.1.0.0/24", "10.2.0.0/24"],
        }),
      existing: existing.optional().meta({
        description: "An existing VPC: the endpoint and its security groups are created in it.",
        absent: "the stack creates one",
      }),
    })
    .prefault({})
    .meta({ description: "The VPC of the endpoint." }),
  domainName: hostName.optional().meta({
    description:
      "Name of the endpoint in that VPC, in a private hosted zone; with `internalTls` the certificate must have it.",
    absent: "the endpoint's own name",
    examples: ["services.internal.example.com", "shop.internal.example.com"],
  }),
  testHost: z.boolean().default(false).meta({
    description: "An instance to call the services from, by Session Manager: no SSH, no key, no public address.",
  }),
});

export type ConsumerSettings = z.output<typeof consumerSchema>;
