import { z } from "zod";
import { LAMBDA_RESERVED_VARIABLES, LAMBDA_RUNTIMES, LAMBDA_RUNTIMES_AS_OF } from "../../aws/lambda-runtimes";
import { isObject } from "../merge";
import { quote } from "../problem";
import { authorizationSchema, methodsSchema, throttleSchema } from "./authorization-schema";
import { gotOrMissing } from "./issue-message";
import { localPath } from "./names";
import { servicePath } from "./service-path";

const access = {
  path: servicePath.meta({ description: "The function answers this path and everything below it." }),
  methods: methodsSchema.optional(),
  authorization: authorizationSchema.optional(),
  throttle: throttleSchema
    .optional()
    .meta({ description: "Requests that each of the function's routes accepts.", absent: "the stage's throttle" }),
};

const given = {
  functionArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::(?:\$LATEST|[\w-]{1,128}))?$/, {
      abort: true,
      error:
        "give the ARN of a Lambda function, whose name has at most 64 characters, optionally with an alias or version",
    })
    // [AWS Lambda API Reference, AddPermission: "Lambda does not support adding permissions to version $LATEST"]
    .refine((arn) => !arn.endsWith(":$LATEST"), {
      error:
        "Lambda accepts no permission for $LATEST, and the API needs one; leave :$LATEST out, which means the same",
    })
    .meta({
      description: "An existing function.",
      absent: "`source` and the keys below",
      allowed: "ARN in the environment's account and Region, optionally with an alias or version",
      examples: [
        "arn:aws:lambda:us-west-2:111111111111:function:reports",
        "arn:aws:lambda:us-west-2:111111111111:function:reports:live",
      ],
    }),
};

const RUNTIMES = Object.entries(LAMBDA_RUNTIMES)
  .filter(([, { createBlocked }]) => createBlocked > LAMBDA_RUNTIMES_AS_OF)
  .map(([name]) => name);

const functionVariable = z
  .string()
  .regex(/^[A-Za-z]\w+$/, {
    error: "give a letter, then letters, digits and underscores, at least 2 characters",
  })
  .refine((name) => !LAMBDA_RESERVED_VARIABLES.includes(name), { error: "Lambda sets it itself; give another name" });

const made = {
  source: localPath.meta({
    description: "Folder that is packaged as it is, relative to the working directory.",
    absent: "`functionArn`",
    allowed: "a folder that is not empty",
  }),
  handler: z
    .string()
    .regex(/^[\w./-]+\.\w+$/, { error: 'give "<file>.<export>", like "index.handler"' })
    .max(128)
    .meta({
      description: "`<file>.<export>`.",
      allowed: 'like `"index.handler"`, at most 128 characters',
      examples: ["index.handler", "index.main"],
    }),
  runtime: z
    .enum(RUNTIMES as [string, ...string[]])
    .meta({ description: "Managed runtime; a deprecated one gives a warning, one that AWS blocks is refused." }),
  memoryMiB: z.int().min(128).max(10_240).default(128).meta({ description: "Memory in MiB; CPU grows with it." }),
  environment: z
    .record(functionVariable, z.string())
    .default({})
    .meta({
      description: "Plain variables.",
      allowed: "names of at least 2 letters, digits and underscores, none that Lambda sets itself",
      examples: [{ LANGUAGE: "en" }, { LANGUAGE: "de" }],
    }),
};

const timeoutSeconds = z
  .int()
  .min(1)
  .max(29)
  .default(10)
  .meta({ description: "Time limit for one request, in seconds; the gateway waits at most 30." });

// [API Gateway Developer Guide, "Quotas for configuring and running an HTTP API": Lambda authorizer response time]
const decisionSeconds = z
  .int()
  .min(1)
  .max(10)
  .default(5)
  .meta({ description: "Time limit for one decision, in seconds; the gateway waits at most 10." });

/** Message for an object of neither form. It has only the keys, because the environment may contain secrets. */
function neither(input: unknown, forms: string): string {
  return `${isObject(input) ? `got ${quote(Object.keys(input))}` : gotOrMissing(input)}; give ${forms}`;
}

/** A Lambda function beside the services: an existing one, or one that is packaged and created here. */
export const functionSchema = z.union(
  [z.strictObject({ ...access, ...given }), z.strictObject({ ...access, ...made, timeoutSeconds })],
  {
    error: ({ input }) =>
      neither(
        input,
        '{ path, functionArn: "arn:…" } or { path, source: "<folder>", handler: "index.handler", runtime: "nodejs22.x" }',
      ),
  },
);

/** A Lambda function that authorizes the callers of a route. */
export const decidingFunctionSchema = z.union(
  [z.strictObject(given), z.strictObject({ ...made, timeoutSeconds: decisionSeconds })],
  {
    error: ({ input }) =>
      neither(
        input,
        '{ functionArn: "arn:…" } or { source: "<folder>", handler: "index.handler", runtime: "nodejs22.x" }',
      ),
  },
);

export type FunctionConfig = z.output<typeof functionSchema>;
export type DecidingFunctionConfig = z.output<typeof decidingFunctionSchema>;
