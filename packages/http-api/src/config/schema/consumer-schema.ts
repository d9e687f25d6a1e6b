import { z } from "zod";
import { accountId, hostName, region } from "./names";
import { existing } from "./network-schema";

/** A VPC from which the services behind PrivateLink, or the private REST API, are called. */
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
  region: region.optional().meta({
    description: "Region of the VPC; the endpoint service is offered to it.",
    absent: "the environment's own",
    examples: ["us-east-1", "eu-west-1"],
  }),
  serviceName: z
    .string()
    .regex(/^(?:cn\.)?com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]{8,32}$/, {
      error: 'give the name of an endpoint service, like "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890"',
    })
    .optional()
    .meta({
      description: "Endpoint service of somebody else, who admits `account` and accepts the connection.",
      allowed: "`com.amazonaws.vpce.<region>.vpce-svc-…`",
      absent: "the environment's own, by `privateLink`",
      examples: [
        "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d4e5f67890",
        "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f67890",
      ],
    }),
  port: z.int().min(1).max(65_535).optional().meta({
    description: "Port of `serviceName`.",
    absent: "443; with the environment's own service what its load balancer speaks",
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
  api: z.boolean().default(false).meta({
    description:
      "An HTTP API of that account to the services of `privateLink`, with routes, authorizers and CORS as `api` says.",
  }),
  restApi: z.boolean().default(false).meta({
    description:
      "An `execute-api` endpoint for the private REST API, in place of one for `privateLink`; the API's policy admits it ([Who can reach my API?](access.md#consumers-of-a-private-rest-api)).",
  }),
  testHost: z.boolean().default(false).meta({
    description: "An instance to call the services from, by Session Manager: no SSH, no key, no public address.",
  }),
});

export type ConsumerSettings = z.output<typeof consumerSchema>;
