import { z } from "zod";
import { accessSchema } from "./access-schema";
import { alarmsSchema } from "./alarms-schema";
import { apiSchema } from "./api-schema";
import { accountId, certificateArn, consumerName, hostName, region } from "./names";
import { consumerSchema } from "./consumer-schema";
import { networkSchema } from "./network-schema";
import { policyExceptionSchema } from "./policy-exception-schema";
import { privateLinkSchema } from "./private-link-schema";
import { quotasSchema } from "./quotas-schema";
import { stateSchema } from "./state-schema";
import { tagsSchema } from "./tags-schema";
import { trafficSchema } from "./traffic-schema";

/** CloudWatch Logs accepts only these retention periods, in days. */
const retentionDays = z.literal([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

/** What an environment has besides its services. */
export const environmentSchema = z.strictObject({
  account: accountId.meta({ description: "The only account that a deploy of this environment may touch." }),
  region: region.meta({ description: "AWS Region." }),
  protect: z.boolean().default(false).meta({
    description:
      "Protects what holds data or carries traffic: deletion protection on load balancers, `prevent_destroy` on state and repositories.",
  }),
  network: networkSchema.prefault({}),
  api: apiSchema.prefault({}),
  internalTls: z
    .strictObject({
      certificateArn: certificateArn.meta({ description: "Certificate of the listeners." }),
      serverName: z
        .string({ error: "is missing; give the name that the certificate is for, or the gateway cannot verify it" })
        .pipe(hostName)
        .meta({
          description: "Name that the gateway requires in the certificate.",
          examples: ["internal.example.com", "orders.internal.example.com"],
        }),
    })
    .optional()
    .meta({
      description: "Encrypts traffic between the gateway and the load balancers.",
      absent: "plain HTTP inside the VPC",
    }),
  loadBalancer: z
    .strictObject({
      idleTimeoutSeconds: z.int().min(1).max(4000).default(60).meta({
        description: "How long a connection may be idle, in seconds.",
        allowed: "1 to 4,000, more than `api.integrationTimeoutSeconds`",
      }),
      logs: z
        .boolean()
        .default(true)
        .meta({ description: "Logs every request and connection to a bucket, for `logRetentionDays`." }),
    })
    .prefault({})
    .meta({ description: "The application load balancer." }),
  encryption: z.enum(["aws-managed", "customer-key"]).default("aws-managed").meta({
    description:
      "Encryption keys of logs, images, alarms and state: AWS's own, or one customer key per environment ($1 a month).",
  }),
  alarms: alarmsSchema.prefault({}),
  logRetentionDays: retentionDays.optional().meta({
    description: "How long log groups keep events, in days.",
    absent: "90 where `protect` is on, 14 otherwise",
  }),
  quotas: quotasSchema.prefault({}),
  state: stateSchema.optional(),
  access: accessSchema.optional(),
  permissionsBoundary: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/, { error: "give the ARN of an IAM policy" })
    .optional()
    .meta({
      description: "Permissions boundary of every role of the environment, including roles of own resources.",
      allowed: "ARN of a policy of the environment's account",
      absent: "with `access` the boundary of that stack, otherwise none",
      examples: ["arn:aws:iam::111111111111:policy/boundary", "arn:aws:iam::111111111111:policy/boundary-2"],
    }),
  privateLink: privateLinkSchema.optional().meta({ absent: "the API is the only way in" }),
  consumers: z.record(consumerName, consumerSchema).default({}).meta({
    description:
      "VPCs of this or another account that reach `privateLink.services`, by name: each gets a stack `<environment>-consumer-<name>` ([access.md](access.md#consumers-of-your-own)).",
    absent: "none",
  }),
  traffic: trafficSchema.prefault({}),
  policyExceptions: z.array(policyExceptionSchema).default([]).meta({
    description:
      "Exceptions for resources that may break a rule of [policy.md](policy.md); one that matches nothing is refused.",
    absent: "none",
  }),
  tags: tagsSchema.default({}),
});

export type EnvironmentSettings = z.output<typeof environmentSchema>;
