import { z } from "zod";

/** What an estimate takes for granted of an environment's traffic, a month. */
export const assumptionsSchema = z.strictObject({
  /** Requests of the HTTP APIs. */
  requests: z.number().min(0).default(1_000_000),
  /** GB that tasks send and receive through NAT gateways or interface endpoints: images, logs, calls to AWS. */
  egressGB: z.number().min(0).default(20),
  /** Load balancer capacity units in use on average; one is 25 new connections a second or 1 GB an hour. */
  capacityUnits: z.number().min(0).default(1),
  /** GB of logs of each log group. */
  logGB: z.number().min(0).default(1),
  /** GB in each repository and each bucket. */
  storageGB: z.number().min(0).default(1),
});

export type Assumptions = z.infer<typeof assumptionsSchema>;

export const DEFAULT_ASSUMPTIONS: Assumptions = assumptionsSchema.parse({});
