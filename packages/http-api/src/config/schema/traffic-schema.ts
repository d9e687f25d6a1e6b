import { z } from "zod";

/**
 * A month of an environment's traffic. Beyond the limits a number is more likely in the wrong unit (bytes for GB) than
 * meant.
 */
export const trafficSchema = z
  .strictObject({
    requests: z.number().min(0).max(1e12).default(1_000_000).meta({ description: "Requests of the HTTP API." }),
    egressGB: z.number().min(0).max(1e7).default(20).meta({
      description:
        "GB that tasks send and receive through NAT gateways or interface endpoints: images, logs, calls to AWS. As many pass through the endpoint of each consumer.",
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
      "Traffic of a month, from which the [plan review](../packages/review/README.md) estimates the cost; it changes no resource. `--assume name=number` overrides it.",
  });

export type TrafficConfig = z.output<typeof trafficSchema>;
