import { z } from "zod";
import { authorizationSchema, methodsSchema, throttleSchema } from "./authorization-schema";
import { isObject } from "../merge";
import { quote } from "../problem";
import { gotOrMissing } from "./issue-message";
import { servicePath } from "./service-path";

const access = {
  /** The function answers this path and everything below it. */
  path: servicePath,
  /** @default every method */
  methods: methodsSchema.optional(),
  /** @default "none" while the API has no authorizers; then it has to be said */
  authorization: authorizationSchema.optional(),
  throttle: throttleSchema.optional(),
};

const given = z.strictObject({
  ...access,
  /** A function that is there already. */
  functionArn: z.string().regex(/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/, {
    error: "give the ARN of a Lambda function, with an alias or version if you like",
  }),
});

const made = z.strictObject({
  ...access,
  /** Folder that is packaged as it is, relative to the folder that the command runs in. */
  source: z.string().min(1),
  /** `<file>.<export>`, e.g. "index.handler". */
  handler: z.string().regex(/^[\w./-]+\.\w+$/, { error: 'give "<file>.<export>", like "index.handler"' }),
  runtime: z.enum(["nodejs20.x", "nodejs22.x", "python3.12", "python3.13"]),
  memoryMiB: z.int().min(128).max(10240).default(128),
  /** AWS's gateway waits no longer than 30. */
  timeoutSeconds: z.int().min(1).max(29).default(10),
  environment: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, { error: "give a letter, then letters, digits and underscores" }),
      z.string(),
    )
    .default({}),
});

/** A Lambda function beside the services: one that is there, or one that is packaged and made here. */
export const functionSchema = z.union([given, made], {
  error: ({ input }) =>
    // Its keys alone: the environment may hold what is not for a log.
    `${isObject(input) ? `got ${quote(Object.keys(input))}` : gotOrMissing(input)}; give { path, functionArn: "arn:…" } or { path, source: "<folder>", handler: "index.handler", runtime: "nodejs22.x" }`,
});

export type FunctionConfig = z.output<typeof functionSchema>;
