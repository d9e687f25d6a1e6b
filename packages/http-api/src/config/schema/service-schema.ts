import { z } from "zod";
import { integrationSchema, previousEntrySchema } from "./previous-entry-schema";
import { authorizationSchema, methodsSchema, throttleSchema } from "./authorization-schema";
import { containerHealthCheckSchema, tracingSchema, ulimitsSchema } from "./container-schema";
import { imageSchema } from "./image-schema";
import { variableName } from "./names";
import { kmsKeyArn, policyStatementSchema, secretArn } from "./permissions-schema";
import { capacitySchema, scalingSchema } from "./scaling-schema";
import { isObject } from "../merge";
import { useSchema } from "./uses-schema";
import { healthCheckPath, servicePath } from "./service-path";

function seconds(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** Whether a target group's health check accepts the text as status codes. */
function isMatcher(text: string): boolean {
  return text.split(",").every((part) => {
    const [, from = "", to = from] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
    return Number(from) >= 200 && Number(from) <= Number(to) && Number(to) <= 499;
  });
}

/** How the load balancer, and Cloud Map through ECS, check that a task is healthy. */
const healthCheck = z
  .strictObject({
    path: healthCheckPath.meta({
      description: "Path that answers 2xx while the service can handle requests, as the service itself sees it.",
      allowed: "the service's path or one below it; with `stripPrefix` any, including `/`",
    }),
    intervalSeconds: seconds(5, 300).default(10).meta({ description: "Seconds between two checks." }),
    timeoutSeconds: seconds(2, 120)
      .default(5)
      .meta({ description: "Seconds to wait for an answer.", allowed: "2 to 120, less than `intervalSeconds`" }),
    healthyThreshold: z
      .int()
      .min(2)
      .max(10)
      .default(2)
      .meta({ description: "Consecutive successes that make a task healthy." }),
    unhealthyThreshold: z
      .int()
      .min(2)
      .max(10)
      .default(3)
      .meta({ description: "Consecutive failures that make a task unhealthy." }),
    matcher: z
      .string()
      .refine(isMatcher, { error: 'give codes from 200 to 499, like "200", "200-299" or "200,204"' })
      .default("200")
      .meta({
        description: "Status codes that count as healthy.",
        allowed: '`"200"`, `"200-299"`, `"200,204"`; 200 to 499',
        examples: ["200", "200-299"],
      }),
  })
  .meta({ description: "How the load balancer, and Cloud Map through ECS, check that a task is healthy." });

/** Attributes with which ECS registers a task in Cloud Map [Amazon ECS Developer Guide, "Service discovery"]. */
const REGISTERED: readonly string[] = [
  "AVAILABILITY_ZONE",
  "ECS_CLUSTER_NAME",
  "ECS_SERVICE_NAME",
  "ECS_TASK_DEFINITION_FAMILY",
  "REGION",
];

/** One container service on Fargate and how it is reached. */
const settings = z.strictObject({
  path: servicePath.optional().meta({
    description: "The service answers this path and everything below it.",
    absent: "no route leads to it: only [other services](access.md#service-to-service) call it",
    allowed:
      "literal segments of letters, digits and `._~-`, none of them `.` or `..`; no trailing slash; at most 120 characters and, behind the ALB, 9 segments; different for each service",
  }),
  image: imageSchema,
  healthCheck: healthCheck.optional().meta({ absent: "none; required where there is a `path`" }),
  calls: z
    .array(z.string())
    .default([])
    .meta({
      description:
        "Services that this one [calls](access.md#service-to-service): opens their port to it, and sets `<SERVICE>_URL`.",
      absent: "none",
      allowed: "names of services, each once",
      examples: [["author-service"], ["book-service"]],
    }),
  integration: integrationSchema.optional().meta({
    description: "What connects the VPC link to the tasks: [integrations.md](integrations.md).",
    absent: '`"alb"`; nothing without a `path`',
  }),
  previousEntry: previousEntrySchema.optional(),
  methods: methodsSchema.optional(),
  stripPrefix: z.boolean().default(false).meta({
    description:
      "Removes `path` before the service sees a request: `/api/books/1` arrives as `/1`. Needs an integration of its own.",
    allowed: '`true`, `false`; not with `api.routing: "proxy"`',
  }),
  authorization: authorizationSchema.optional(),
  throttle: throttleSchema
    .optional()
    .meta({ description: "Requests that each of the service's routes accepts.", absent: "the stage's throttle" }),
  privateLink: z
    .strictObject({
      bypassesAuthorization: z.literal(true).meta({
        description:
          "Accepts that PrivateLink consumers reach the service without the API's authorizer, throttle and log.",
      }),
    })
    .optional()
    .meta({
      description: "Required where the environment's `privateLink.services` names the service.",
      absent: "PrivateLink does not lead to it",
    }),
  instanceAttributes: z
    .record(
      z.string().refine((name) => REGISTERED.includes(name), {
        error: `ECS registers no such attribute, so no task would get a request; allowed: ${REGISTERED.join(", ")}`,
      }),
      z.string().regex(/^[A-Za-z0-9_.-]+$/, { error: "give letters, digits and _.-" }),
    )
    .optional()
    .meta({
      description:
        'With `"cloud-map"`: attributes that an instance must have to get requests, e.g. `{ AVAILABILITY_ZONE: "us-west-2a" }`.',
      absent: "every instance",
      allowed: `what ECS registers: ${REGISTERED.map((name) => `\`${name}\``).join(", ")}; values of letters, digits and \`_.-\``,
      examples: [{ AVAILABILITY_ZONE: "us-west-2a" }, { AVAILABILITY_ZONE: "us-west-2b" }],
    }),
  cpu: z
    .literal([256, 512, 1024, 2048, 4096, 8192, 16384])
    .default(256)
    .meta({ description: "CPU units, 1,024 per vCPU." }),
  memoryMiB: z.int().min(512).max(122_880).default(512).meta({
    description: "Memory of the task in MiB.",
    allowed:
      "what Fargate offers with `cpu`: 256: 512, 1024, 2048; 512: 1024 to 4096; 1024: 2048 to 8192; 2048: 4096 to 16384; 4096: 8192 to 30720 (all in steps of 1024); 8192: 16384 to 61440 in steps of 4096; 16384: 32768 to 122880 in steps of 8192",
  }),
  architecture: z.enum(["X86_64", "ARM64"]).default("X86_64").meta({
    description: "CPU architecture of the tasks; the image is built for it. ARM64 costs about 20 % less.",
  }),
  port: z.int().min(1024).max(65_535).default(8080).meta({
    description: "Port that the container listens on; passed to it as `PORT`.",
    allowed: "1,024 to 65,535, not a port of the tracing sidecar",
  }),
  desiredCount: z
    .int()
    .min(0)
    // ECS's quota for services with Cloud Map, and Cloud Map's for instances of a service.
    .max(1000, {
      error: ({ input }) =>
        `got ${String(input)}; AWS allows at most 1000 tasks per service with Cloud Map; give at most 1000, or split the service`,
    })
    .default(2)
    .meta({
      description: "Number of tasks where there is no `scaling`.",
      allowed: "0 to 1,000 (AWS's limit with Cloud Map)",
    }),
  scaling: scalingSchema.optional(),
  capacity: capacitySchema.optional(),
  environment: z
    .record(variableName, z.string())
    .default({})
    .meta({
      description:
        "Environment variables. They may override `NODE_ENV=production`, and not `PORT` or the variables of the three times below.",
      allowed: "names of letters, digits and underscores; not `PORT` or the variable of a time below",
      examples: [{ LANGUAGE: "en" }, { LANGUAGE: "de" }],
    }),
  secrets: z
    .record(variableName, secretArn)
    .default({})
    .meta({
      description: "Secrets by variable; ECS reads them when a task starts, and may read no others.",
      allowed:
        "ARNs in Secrets Manager (also `…:<json key>:<stage>:<id>`) or of SSM parameters; no variable that `environment` or the framework sets",
      examples: [
        { DB: "arn:aws:secretsmanager:us-west-2:111111111111:secret:shop/db-AbCdEf" },
        { DB: "arn:aws:ssm:us-west-2:111111111111:parameter/shop/db" },
      ],
    }),
  secretKeyArns: z
    .array(kmsKeyArn)
    .default([])
    .meta({
      description: "Customer keys that the secrets are encrypted with.",
      absent: "none: AWS's own keys need no permission",
      allowed: "ARNs of KMS keys",
      examples: [["arn:aws:kms:us-west-2:111111111111:key/11111111-2222-3333-4444-555555555555"]],
    }),
  taskPolicy: z.array(policyStatementSchema).default([]).meta({
    description: "What the application itself may do in AWS: statements of its task role.",
    absent: "nothing",
  }),
  uses: z.array(useSchema).default([]).meta({
    description:
      "Existing resources that the service uses ([own resources](own-resources.md#resources-that-exist)): access for the task role, and a variable that names each.",
    absent: "none",
  }),
  exec: z.boolean().default(false).meta({
    description:
      "Lets operators open a shell in a task (ECS Exec); sessions are logged. The root file system is then writable, because the agent needs that.",
  }),
  containerHealthCheck: containerHealthCheckSchema.optional().meta({ absent: "only the load balancer's check" }),
  ulimits: ulimitsSchema.optional().meta({ absent: "Fargate's" }),
  tracing: tracingSchema.optional().meta({ absent: "no traces" }),
  requestTimeoutSeconds: seconds(1, 28).default(25).meta({
    description:
      "Longest time that the application spends on one request, in seconds; passed to it as `REQUEST_TIMEOUT_SECONDS`.",
    allowed: "1 to 28, less than `api.integrationTimeoutSeconds`",
  }),
  keepAliveTimeoutSeconds: seconds(2, 4000).default(65).meta({
    description:
      "How long the application keeps an idle connection, in seconds; passed to it as `KEEP_ALIVE_TIMEOUT_SECONDS`.",
    allowed: "2 to 4,000, more than `loadBalancer.idleTimeoutSeconds`",
  }),
  drainSeconds: seconds(0, 60).optional().meta({
    description:
      "How long a stopping task still answers new requests, in seconds; passed to it as `DRAIN_SECONDS`. With Cloud Map it must be longer than callers cache the task's address.",
    absent: '15 with `"cloud-map"`, where services call it, and without a `path`; 5 otherwise',
  }),
  stopTimeoutSeconds: seconds(2, 120).default(45).meta({
    description: "From SIGTERM to SIGKILL, in seconds.",
    allowed: "2 to 120 (Fargate's limit), more than `drainSeconds` + `requestTimeoutSeconds`",
  }),
  deregistrationDelaySeconds: seconds(0, 3600).default(35).meta({
    description: "How long the load balancer keeps open requests to a deregistered task, in seconds.",
    allowed: "0 to 3,600, more than `api.integrationTimeoutSeconds`",
  }),
  healthCheckGracePeriodSeconds: seconds(0, 7200).optional().meta({
    description:
      "How long a starting task may fail its health checks, in seconds. The alarm that rolls a rollout back, and Terraform's wait for the rollout, allow for it.",
    absent: '300 with `"nlb"`, whose targets take minutes to become healthy, 60 otherwise',
  }),
  listenerRulePriority: z.int().min(1).max(50_000).optional().meta({
    description:
      "Priority of the service's rule on the ALB; of the matching rules, the one with the lowest number wins.",
    absent: "recorded in `http-api.allocations.json` ([ADR 0005](adr/0005-listener-rule-priorities.md))",
    allowed:
      '1 to 50,000, each once; lower than that of a parent path; 1 to 2,000 is for [rules by header](api.md#nested-paths); `"alb"` only',
  }),
  listenerPort: z.int().min(1).max(65_535).optional().meta({
    description: "Port of the service's listener on the NLB.",
    absent: "20,000 to 29,999, recorded in `http-api.allocations.json`",
    allowed: '1 to 65,535, each once; `"nlb"` only',
  }),
});

/** Settings of how the API leads to a service, which mean nothing where it does not. */
export const ONLY_WITH_PATH = [
  "healthCheck",
  "integration",
  "previousEntry",
  "methods",
  "stripPrefix",
  "authorization",
  "throttle",
  "instanceAttributes",
  "privateLink",
  "listenerRulePriority",
  "listenerPort",
] as const;

/** Checked whatever else is wrong with the service, so that one run shows every problem. */
function when({ value }: { readonly value: unknown }): boolean {
  return isObject(value);
}

export const serviceSchema = ONLY_WITH_PATH.reduce(
  (schema, key) =>
    schema.refine((service) => service.path !== undefined || [undefined, false].includes(service[key] as undefined), {
      path: [key],
      error:
        "it applies only to routes of the API, and a service without a path has none; leave it out, or give a path",
      when,
    }),
  settings.refine(({ path, healthCheck: check }) => path === undefined || check !== undefined, {
    path: ["healthCheck"],
    error: 'is missing; give the path that answers while the service is healthy, like { path: "/api/books/health" }',
    when,
  }),
);

export type ServiceConfig = z.output<typeof serviceSchema>;
export type HealthCheckConfig = z.output<typeof healthCheck>;
