import { z } from "zod";

function percent(min: number) {
  return z.number().min(min).max(100);
}

/** Alarm thresholds, and whom they notify. */
export const alarmsSchema = z
  .strictObject({
    email: z
      .array(z.email({ error: 'give an address like "team@example.com"' }))
      .max(100)
      .default([])
      .meta({
        description:
          "Email addresses that are notified when an alarm goes off and when it clears; AWS asks each to confirm. The topic is encrypted with a customer key ($1 a month), because CloudWatch cannot publish to a topic that uses AWS's own key.",
        absent: "no one is notified: alarms show on the dashboard, and stop rollouts",
        allowed: "at most 100 addresses",
        examples: [["team@example.com"], ["ops@example.com"]],
      }),
    apiErrorPercent: percent(0.1)
      .default(5)
      .meta({ description: "Share of the API's responses that are 5xx, in percent." }),
    apiLatencyMilliseconds: z.int().min(10).max(30_000).default(3000).meta({
      description:
        "Time within which 99 % of the API's responses arrive, in milliseconds; the gateway gives up after 30 s.",
    }),
    serviceErrorPercent: percent(0.1).default(5).meta({
      description: "Share of a service's responses that are 5xx, in percent; a rollout that exceeds it is rolled back.",
    }),
    cpuPercent: percent(10)
      .default(90)
      .meta({ description: "Average CPU utilization of a service, in percent; give more than its scaling target." }),
    memoryPercent: percent(10)
      .default(90)
      .meta({ description: "Average memory utilization of a service, in percent." }),
  })
  .meta({
    description: "Alarm thresholds, and whom the alarms notify. The alarms always exist; they cost $0.10 a month each.",
  });
