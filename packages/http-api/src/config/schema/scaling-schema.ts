import { z } from "zod";

const tasks = z.int().min(0).max(1000);

/** What Application Auto Scaling takes: at(…), rate(…) or cron(…) with six fields. */
const schedule = z
  .string()
  .regex(/^(?:at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|rate\(\d+ (?:minute|hour|day)s?\)|cron\(\S+(?: \S+){5}\))$/, {
    error:
      'give "cron(<minutes> <hours> <day of month> <month> <day of week> <year>)", like "cron(0 20 ? * MON-FRI *)"',
  });

const timezone = z.string().refine(isTimezone, { error: 'give an IANA time zone, like "Europe/Berlin"' });

/** New bounds from a time on; what is left out stays as it is. */
const scheduledAction = z
  .strictObject({
    schedule,
    timezone: timezone.default("UTC"),
    min: tasks.optional(),
    max: tasks.optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: "give min, max or both" });

/** Target tracking for a service: between `min` and `max` tasks. */
export const scalingSchema = z.strictObject({
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000),
  /** Average CPU utilization to hold, in percent. */
  cpuPercent: z.int().min(10).max(90).default(70),
  /** Average memory utilization to hold, in percent. */
  memoryPercent: z.int().min(10).max(90).default(75),
  /** Requests a minute for each task to hold; behind the application load balancer only. @default not looked at */
  requestsPerTarget: z.int().min(1).max(1_000_000).optional(),
  /** Pause after adding tasks. */
  scaleOutCooldownSeconds: z.int().min(0).max(3600).default(60),
  /** Pause after removing tasks. */
  scaleInCooldownSeconds: z.int().min(0).max(3600).default(300),
  /** Bounds by the clock, by name: down at night, up before a campaign. */
  scheduledActions: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, { error: "give lower-case letters, digits and hyphens" }),
      scheduledAction,
    )
    .default({}),
});

/** Where a service's tasks run. */
export const capacitySchema = z.strictObject({
  /** Share of the tasks above the base that run on Fargate Spot: up to 70 % cheaper, gone with two minutes' notice. */
  spotPercent: z.int().min(0).max(100).default(0),
  /** Tasks that run on Fargate before any runs on Spot. */
  base: z.int().min(0).max(1000).default(0),
});

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
