import { z } from "zod";
import { imageUri } from "./image-schema";

/** How ECS finds out, inside the container, that it is well; a container that is not is replaced. */
export const containerHealthCheckSchema = z.strictObject({
  /** ["CMD", program, arguments…] or ["CMD-SHELL", line]; exit code 0 means well. */
  command: z
    .array(z.string().min(1))
    .min(2)
    .refine(([form]) => form === "CMD" || form === "CMD-SHELL", {
      error: 'give ["CMD", "<program>", "<argument>", …] or ["CMD-SHELL", "<line>"]',
    }),
  intervalSeconds: z.int().min(5).max(300).default(30),
  timeoutSeconds: z.int().min(2).max(60).default(5),
  /** Failures in a row after which the container counts as unhealthy. */
  retries: z.int().min(1).max(10).default(3),
  /** How long failures do not count after the start. */
  startPeriodSeconds: z.int().min(0).max(300).default(10),
});

/** Limits of the container's processes; Fargate lets only this one be set [Amazon ECS task definition parameters]. */
export const ulimitsSchema = z.strictObject({
  /** Open files. @default Fargate's 65,535 */
  nofile: z
    .strictObject({
      softLimit: z.int().min(1024).max(1_048_576),
      hardLimit: z.int().min(1024).max(1_048_576),
    })
    .refine(({ softLimit, hardLimit }) => softLimit <= hardLimit, {
      error: "give a softLimit of at most hardLimit",
    }),
});

/** A sidecar that takes traces from the application and sends them to X-Ray. */
export const tracingSchema = z.strictObject({
  /**
   * `adot`: the AWS Distro for OpenTelemetry's collector, OTLP on ports 4317 and 4318. `x-ray`: the X-Ray daemon, UDP on
   * port 2000. The application finds the address in its environment.
   */
  collector: z.enum(["adot", "x-ray"]).default("adot"),
  /** The collector's image, by digest or by a tag that never moves. */
  image: z.strictObject({ uri: imageUri }),
  /** Part of the task's memory that the collector gets and cannot pass. */
  memoryMiB: z.int().min(64).max(2048).default(128),
});
