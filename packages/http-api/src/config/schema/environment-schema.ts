import { z } from "zod";
import { alarmsSchema } from "./alarms-schema";
import { apiSchema } from "./api-schema";
import { accountId, certificateArn, region } from "./names";
import { networkSchema } from "./network-schema";
import { policyExceptionSchema } from "./policy-exception-schema";
import { stateSchema } from "./state-schema";
import { trafficSchema } from "./traffic-schema";

/** CloudWatch Logs takes these retention periods, in days, and no others. */
const retentionDays = z.literal([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

/** AWS takes 50 tags on a resource; Application, Environment, Stack and Name are there already. */
const TAGS = 46;

/** What an environment has besides its services. */
export const environmentSchema = z.strictObject({
  /** The only account that a deploy of this environment may touch. */
  account: accountId,
  region,
  /** Guard what holds data or carries traffic against destruction. */
  protect: z.boolean().default(false),
  network: networkSchema.prefault({}),
  api: apiSchema.prefault({}),
  /** Encrypt between the gateway and the load balancers. @default plain HTTP inside the VPC */
  internalTls: z
    .strictObject({
      certificateArn,
      /** Name in the certificate that the gateway insists on. */
      serverName: z
        .string({ error: "is missing; give the name that the certificate is for, or the gateway cannot verify it" })
        .regex(/^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/, { error: 'give a host name like "internal.example.com"' }),
    })
    .optional(),
  loadBalancer: z
    .strictObject({
      /** How long a connection through the load balancer may be silent. */
      idleTimeoutSeconds: z.int().min(1).max(4000).default(60),
      /** Log every request and connection of the application load balancer to a bucket, for `logRetentionDays`. */
      logs: z.boolean().default(true),
    })
    .prefault({}),
  /** Keys of logs, images, alarms and state: AWS's own, or one customer key of the environment ($1 a month). */
  encryption: z.enum(["aws-managed", "customer-key"]).default("aws-managed"),
  alarms: alarmsSchema.prefault({}),
  /** How long log groups keep their events. @default 90 where `protect` is on, 14 otherwise */
  logRetentionDays: retentionDays.optional(),
  /** @default a bucket of the environment's own, made by its state stack */
  state: stateSchema.optional(),
  /** A month's traffic, for the cost that a review estimates. */
  traffic: trafficSchema.prefault({}),
  /** Resources that may break a rule of docs/policy.md. @default none */
  policyExceptions: z.array(policyExceptionSchema).default([]),
  /** Tags on every resource, besides those that name the application, the environment and the stack. */
  tags: z
    .record(
      z
        .string()
        .min(1)
        .max(128)
        .refine((key) => !/^aws:/i.test(key), { error: 'AWS keeps "aws:" for itself; give another key' }),
      z.string().max(256),
    )
    .refine((tags) => Object.keys(tags).length <= TAGS, {
      error: `AWS takes 50 tags a resource, and ${String(50 - TAGS)} are kept for the application's own; give at most ${String(TAGS)}`,
    })
    .default({}),
});

export type EnvironmentSettings = z.output<typeof environmentSchema>;
