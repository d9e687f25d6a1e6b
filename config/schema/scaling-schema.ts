import { z } from "zod";

/** Target tracking for a service: between `min` and `max` tasks. */
export const scalingSchema = z.strictObject({
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000),
  /** Average CPU utilization to hold, in percent. */
  cpuPercent: z.int().min(10).max(90).default(70),
  /** Average memory utilization to hold, in percent. */
  memoryPercent: z.int().min(10).max(90).default(75),
  /** Pause after adding tasks. */
  scaleOutCooldownSeconds: z.int().min(0).max(3600).default(60),
  /** Pause after removing tasks. */
  scaleInCooldownSeconds: z.int().min(0).max(3600).default(300),
});

export type ScalingConfig = z.output<typeof scalingSchema>;
