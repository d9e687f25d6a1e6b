import { z } from "zod";
import { scheduleFault } from "../../aws/schedule";

const tasks = z.int().min(0).max(1000);

/** What Application Auto Scaling accepts: at(…), rate(…) or cron(…) with six fields. */
const schedule = z
  .string()
  .superRefine((text, context) => {
    const fault = scheduleFault(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    description: "When the action runs.",
    allowed: "`cron(0 20 ? * MON-FRI *)`, `rate(5 minutes)`, `at(2027-03-31T22:00:00)`",
    examples: ["cron(0 20 ? * MON-FRI *)", "rate(5 minutes)"],
  });

const timezone = z
  .string()
  .refine(isTimezone, { error: 'give an IANA time zone, like "Europe/Berlin"' })
  .meta({ description: "Time zone of the schedule.", allowed: "IANA names", examples: ["Europe/Berlin", "UTC"] });

/** New bounds from a point in time; what is left out stays as it is. */
const scheduledAction = z
  .strictObject({
    schedule,
    timezone: timezone.default("UTC"),
    min: tasks.optional().meta({ description: "Fewest tasks from then on.", absent: "as it is" }),
    max: tasks.optional().meta({ description: "Most tasks from then on.", absent: "as it is" }),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: "give min, max or both" });

/** Target tracking for a service: between `min` and `max` tasks. */
export const scalingSchema = z
  .strictObject({
    min: z.int().min(0).max(1000).meta({ description: "Fewest tasks.", allowed: "0 to 1,000, at most `max`" }),
    max: z.int().min(1).max(1000).meta({ description: "Most tasks." }),
    cpuPercent: z
      .int()
      .min(10)
      .max(90)
      .default(70)
      .meta({ description: "Target for average CPU utilization, in percent." }),
    memoryPercent: z
      .int()
      .min(10)
      .max(90)
      .default(75)
      .meta({ description: "Target for average memory utilization, in percent." }),
    requestsPerTarget: z.int().min(1).max(1_000_000).optional().meta({
      description: "Target for requests per minute and task.",
      absent: "not tracked",
      allowed: '1 to 1,000,000; with `integration: "alb"` only',
    }),
    scaleOutCooldownSeconds: z
      .int()
      .min(0)
      .max(3600)
      .default(60)
      .meta({ description: "Pause after adding tasks, in seconds." }),
    scaleInCooldownSeconds: z
      .int()
      .min(0)
      .max(3600)
      .default(300)
      .meta({ description: "Pause after removing tasks, in seconds." }),
    scheduledActions: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, { error: "give lower-case letters, digits and hyphens" }),
        scheduledAction,
      )
      .default({})
      .meta({
        description: "New bounds at set times, by name: fewer tasks at night, more before a campaign.",
        allowed: "names of lower-case letters, digits and hyphens",
      }),
  })
  .meta({ description: "Target tracking; AWS then changes the number of tasks.", absent: "none" });

/** Where a service's tasks run. */
export const capacitySchema = z
  .strictObject({
    spotPercent: z.int().min(0).max(100).default(0).meta({
      description:
        "Share of the tasks above the base that run on Fargate Spot, in percent: up to 70 % cheaper, stopped with two minutes' notice.",
    }),
    base: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .meta({ description: "Tasks that run on Fargate before any runs on Spot." }),
  })
  .meta({ description: "Where the tasks run.", absent: "all on Fargate, none on Spot" });

/** Application Auto Scaling accepts names in their exact spelling; JavaScript ignores case, and accepts offsets from UTC too. */
function isTimezone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
