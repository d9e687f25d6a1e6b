import { z } from "zod";
import { imageUri } from "./image-schema";

/** How ECS checks, inside the container, that it is healthy. */
export const containerHealthCheckSchema = z
  .strictObject({
    command: z
      .array(z.string().min(1))
      .min(2)
      .refine(([form]) => form === "CMD" || form === "CMD-SHELL", {
        error: 'give ["CMD", "<program>", "<argument>", …] or ["CMD-SHELL", "<line>"]',
      })
      .meta({
        description: "Command that is run; exit code 0 means healthy.",
        allowed: '`["CMD", program, argument, …]` or `["CMD-SHELL", line]`',
        examples: [
          ["CMD", "node", "healthcheck.js"],
          ["CMD-SHELL", "curl -f localhost:8080/health"],
        ],
      }),
    intervalSeconds: z.int().min(5).max(300).default(30).meta({ description: "Seconds between two runs." }),
    timeoutSeconds: z
      .int()
      .min(2)
      .max(60)
      .default(5)
      .meta({ description: "Seconds for a run.", allowed: "2 to 60, less than `intervalSeconds`" }),
    retries: z
      .int()
      .min(1)
      .max(10)
      .default(3)
      .meta({ description: "Consecutive failures after which the container is unhealthy." }),
    startPeriodSeconds: z
      .int()
      .min(0)
      .max(300)
      .default(10)
      .meta({ description: "Seconds after the start in which failures do not count." }),
  })
  .meta({
    description: "How ECS checks, inside the container, that it is healthy; the task of an unhealthy one is replaced.",
  });

function openFiles(description: string) {
  return z.int().min(1024).max(1_048_576).meta({ description });
}

/** Limits of the container's processes; on Fargate only this one can be set [Amazon ECS task definition parameters]. */
export const ulimitsSchema = z
  .strictObject({
    nofile: z
      .strictObject({
        softLimit: openFiles("Limit that a process starts with.").meta({
          allowed: "1,024 to 1,048,576, at most `hardLimit`",
        }),
        hardLimit: openFiles("Limit that a process may raise it to."),
      })
      .refine(({ softLimit, hardLimit }) => softLimit <= hardLimit, {
        error: "give a softLimit of at most hardLimit",
      })
      .meta({ description: "Open files.", absent: "Fargate's 65,535" }),
  })
  .meta({ description: "Limits of the container's processes; on Fargate only this one can be set." });

/** A sidecar that takes traces from the application and sends them to X-Ray. */
export const tracingSchema = z
  .strictObject({
    collector: z.enum(["adot", "x-ray"]).default("adot").meta({
      description:
        "`adot`: the AWS Distro for OpenTelemetry's collector, OTLP on ports 4317 and 4318. `x-ray`: the X-Ray daemon, UDP on port 2000. The application finds the address in its environment.",
    }),
    image: z
      .strictObject({
        uri: imageUri.meta({ description: "The collector's image.", allowed: "pinned, as `image.uri`" }),
      })
      .meta({ description: "The collector's image, by digest or by a tag that never moves." }),
    memoryMiB: z.int().min(64).max(2048).default(128).meta({
      description: "MiB of the task that the collector gets and cannot exceed.",
      allowed: "64 to 2,048, at most half of the task's",
    }),
  })
  .meta({ description: "A sidecar that takes traces from the application and sends them to X-Ray." });
