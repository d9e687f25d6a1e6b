import { z } from "zod";
import { authorizationSchema, methodsSchema, throttleSchema } from "./authorization-schema";
import { containerHealthCheckSchema, tracingSchema, ulimitsSchema } from "./container-schema";
import { imageSchema } from "./image-schema";
import { kmsKeyArn, policyStatementSchema, secretArn } from "./permissions-schema";
import { capacitySchema, scalingSchema } from "./scaling-schema";
import { healthCheckPath, servicePath } from "./service-path";

const seconds = (min: number, max: number) => z.int().min(min).max(max);

/** What a target group's health check takes as codes. */
function isMatcher(text: string): boolean {
  return text.split(",").every((part) => {
    const [, from = "", to = from] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
    return Number(from) >= 200 && Number(from) <= Number(to) && Number(to) <= 499;
  });
}

/** How the load balancer, and Cloud Map through ECS, find out that a task is well. */
const healthCheck = z.strictObject({
  /** Path that answers 2xx while the service can take requests, as the service itself knows it; within the service's path. */
  path: healthCheckPath,
  intervalSeconds: seconds(5, 300).default(10),
  /** Shorter than the interval. */
  timeoutSeconds: seconds(2, 120).default(5),
  healthyThreshold: z.int().min(2).max(10).default(2),
  unhealthyThreshold: z.int().min(2).max(10).default(3),
  /** Status codes that count as healthy, e.g. "200" or "200-299". */
  matcher: z
    .string()
    .refine(isMatcher, { error: 'give codes from 200 to 499, like "200", "200-299" or "200,204"' })
    .default("200"),
});

/** One container service on Fargate and how the API reaches it. */
export const serviceSchema = z.strictObject({
  /** The service answers this path and everything below it. */
  path: servicePath,
  image: imageSchema,
  healthCheck,
  /** What stands between the VPC link and the tasks; docs/integrations.md says when to use which. */
  integration: z.enum(["alb", "nlb", "cloud-map"]).default("alb"),
  /** Methods that the API lets through. @default every method */
  methods: methodsSchema.optional(),
  /** Take `path` off before the service sees a request: `/api/books/1` arrives as `/1`. */
  stripPrefix: z.boolean().default(false),
  /** Who may call the service. @default "none" while the API has no authorizers; then it has to be said */
  authorization: authorizationSchema.optional(),
  /** Requests to each of the service's routes. @default those of the stage */
  throttle: throttleSchema.optional(),
  /**
   * With "cloud-map": attributes that an instance must carry to get requests, e.g. { AVAILABILITY_ZONE: "us-west-2a" }.
   * @default every instance
   */
  instanceAttributes: z
    .record(
      z.string().regex(/^[A-Za-z0-9_.-]+$/, { error: "give letters, digits and _.-" }),
      z.string().regex(/^[A-Za-z0-9_.-]+$/, { error: "give letters, digits and _.-" }),
    )
    .optional(),
  /** CPU units, 1024 a vCPU. */
  cpu: z.literal([256, 512, 1024, 2048, 4096, 8192, 16384]).default(256),
  /** MiB; Fargate allows certain pairs with `cpu` only. */
  memoryMiB: z.int().min(512).max(122880).default(512),
  /** CPU architecture of the tasks; the image is built for it. ARM64 costs about 20 % less. */
  architecture: z.enum(["X86_64", "ARM64"]).default("X86_64"),
  /** Port that the container listens on; handed to it as PORT. */
  port: z.int().min(1024).max(65535).default(8080),
  /** Tasks that run while nothing scales them. */
  desiredCount: z
    .int()
    .min(0)
    // ECS's quota for services with Cloud Map, and Cloud Map's for instances of a service.
    .max(1000, {
      error: ({ input }) =>
        `got ${String(input)}; AWS takes at most 1000 tasks a service with Cloud Map; give at most 1000, or make a second service`,
    })
    .default(2),
  /** Target tracking; `desiredCount` is then AWS's to change. @default none */
  scaling: scalingSchema.optional(),
  /** @default every task on Fargate, none on Spot */
  capacity: capacitySchema.optional(),
  /** Plain environment variables; PORT and the timeouts below are set besides. */
  environment: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "give letters, digits and underscores" }), z.string())
    .default({}),
  /** Secrets by environment variable: ARNs in Secrets Manager or SSM, which ECS reads when a task starts. */
  secrets: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "give letters, digits and underscores" }), secretArn)
    .default({}),
  /** Customer keys that the secrets are encrypted with. @default none: AWS's own keys need no permission */
  secretKeyArns: z.array(kmsKeyArn).default([]),
  /** What the application itself may do in AWS: statements of its task role. @default nothing */
  taskPolicy: z.array(policyStatementSchema).default([]),
  /**
   * Let operators open a shell in a task (ECS Exec); what they type is logged. The container's root file system can
   * then be written to, because the agent in it needs that.
   */
  exec: z.boolean().default(false),
  /** @default the load balancer's health check alone */
  containerHealthCheck: containerHealthCheckSchema.optional(),
  ulimits: ulimitsSchema.optional(),
  /** @default no traces */
  tracing: tracingSchema.optional(),
  /** Longest time the application works on one request. */
  requestTimeoutSeconds: seconds(1, 28).default(25),
  /** Longer than the load balancer's idle timeout, or it answers 502 on a connection that the task just closed. */
  keepAliveTimeoutSeconds: seconds(2, 4000).default(65),
  /**
   * How long a task that is told to stop still answers new requests. With Cloud Map that has to outlast what the
   * gateway remembers of it. @default 15 with "cloud-map", 5 otherwise
   */
  drainSeconds: seconds(0, 60).optional(),
  /** From SIGTERM to SIGKILL; Fargate's limit is 120. */
  stopTimeoutSeconds: seconds(2, 120).default(45),
  /** How long the load balancer keeps a leaving task's open requests; just over the gateway's 30 s. */
  deregistrationDelaySeconds: seconds(0, 3600).default(35),
  /** How long a starting task may fail its health checks. */
  healthCheckGracePeriodSeconds: seconds(0, 7200).default(60),
  /** Listener rule priority, 1 to 50,000. @default the recorded one, or a new one by the path's depth */
  listenerRulePriority: z.int().min(1).max(50000).optional(),
  /** Port of the service's listener on the network load balancer. @default the recorded one, or a new one from 20,000 to 29,999 */
  listenerPort: z.int().min(1).max(65535).optional(),
});

export type ServiceConfig = z.output<typeof serviceSchema>;
