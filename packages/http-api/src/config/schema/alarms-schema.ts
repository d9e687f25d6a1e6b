import { z } from "zod";

const percent = (min: number) => z.number().min(min).max(100);

/** When somebody should look, and who is told. The alarms are always there; they cost $0.10 a month each. */
export const alarmsSchema = z.strictObject({
  /**
   * Addresses that get a mail when an alarm goes off and when it is over; AWS asks each to confirm. The topic is encrypted
   * with a customer key ($1 a month), because CloudWatch cannot publish through AWS's own.
   * @default nobody: alarms show on the dashboard, and stop rollouts
   */
  email: z
    .array(z.email({ error: 'give an address like "team@example.com"' }))
    .max(100)
    .default([]),
  /** Share of the API's answers that are 5xx. */
  apiErrorPercent: percent(0.1).default(5),
  /** Time within which 99 % of the API's answers come; the gateway gives up after 30 s. */
  apiLatencyMilliseconds: z.int().min(10).max(30_000).default(3000),
  /** Share of a service's answers that are 5xx; a rollout that passes it is taken back. */
  serviceErrorPercent: percent(0.1).default(5),
  /** Average CPU utilization of a service; above what scaling holds it at. */
  cpuPercent: percent(10).default(90),
  /** Average memory utilization of a service. */
  memoryPercent: percent(10).default(90),
});
