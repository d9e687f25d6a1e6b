import { z } from "zod";

/**
 * What a month of an environment's traffic looks like: the cost of a review is reckoned from it, and nothing is built
 * from it. The limits are where a unit is likelier mistaken (bytes for GB) than meant.
 */
export const trafficSchema = z.strictObject({
  /** Requests of the HTTP APIs. */
  requests: z.number().min(0).max(1e12).default(1_000_000),
  /** GB that tasks send and receive through NAT gateways or interface endpoints: images, logs, calls to AWS. */
  egressGB: z.number().min(0).max(1e7).default(20),
  /** Load balancer capacity units in use on average; one is 25 new connections a second or 1 GB an hour. */
  capacityUnits: z.number().min(0).max(1e4).default(1),
  /** GB of logs of each log group. */
  logGB: z.number().min(0).max(1e6).default(1),
  /** GB in each repository and each bucket. */
  storageGB: z.number().min(0).max(1e7).default(1),
});

export type TrafficConfig = z.output<typeof trafficSchema>;
