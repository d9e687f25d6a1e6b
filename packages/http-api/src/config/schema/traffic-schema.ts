import { z } from "zod";

/**
 * What a month of an environment's traffic looks like. The limits are where a unit is likelier mistaken (bytes for GB)
 * than meant.
 */
export const trafficSchema = z
  .strictObject({
    requests: z.number().min(0).max(1e12).default(1_000_000).meta({ description: "Requests of the HTTP API." }),
    egressGB: z.number().min(0).max(1e7).default(20).meta({
      description:
        "GB that tasks send and receive through NAT gateways or interface endpoints: images, logs, calls to AWS.",
    }),
    capacityUnits: z.number().min(0).max(1e4).default(1).meta({
      description:
        "Load balancer capacity units in use on average, per load balancer; one is 25 new connections per second or 1 GB per hour.",
    }),
    logGB: z.number().min(0).max(1e6).default(1).meta({ description: "GB of logs per log group." }),
    storageGB: z.number().min(0).max(1e7).default(1).meta({ description: "GB per repository and per bucket." }),
  })
  .meta({
    description:
      "What a month looks like: the [plan review](../packages/review/README.md) estimates the cost from it, and nothing is built from it. `--assume name=number` has the last word.",
  });

export type TrafficConfig = z.output<typeof trafficSchema>;
