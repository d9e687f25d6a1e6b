import { z } from "zod";
import { gotOrMissing } from "./issue-message";

const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+(?::[\w/+=.@-]*){0,3}$/;
const PARAMETER = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[\w./-]+$/;

/**
 * Where ECS finds a secret: a Secrets Manager secret, also with `:<json key>:<version stage>:<version id>` behind it, or
 * an SSM parameter. The refusal does not repeat what was given, because it may be the secret itself.
 */
export const secretArn = z.string().refine((arn) => SECRET.test(arn) || PARAMETER.test(arn), {
  error:
    'got something that is no ARN of a secret; give "arn:aws:secretsmanager:<region>:<account>:secret:<name>" or "arn:aws:ssm:<region>:<account>:parameter/<name>", and keep the value there',
});

export const kmsKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
  error: 'give the ARN of a key, like "arn:aws:kms:us-west-2:111111111111:key/…"',
});

const oneOrMore = (item: z.ZodString, what: string) =>
  z.union([item, z.array(item).min(1)], {
    error: ({ input }) => `${gotOrMissing(input)}; give ${what}, or a list of them`,
  });

/** A statement of the task role's policy, in IAM's own words. */
export const policyStatementSchema = z.strictObject({
  Sid: z
    .string()
    .regex(/^[A-Za-z0-9]+$/, { error: "give letters and digits" })
    .optional(),
  Effect: z.enum(["Allow", "Deny"]).default("Allow"),
  Action: oneOrMore(
    z.string().regex(/^(?:\*|[a-z0-9-]+:[\w*?]+)$/, { error: 'give an action like "s3:GetObject"' }),
    'an action like "s3:GetObject"',
  ),
  Resource: oneOrMore(
    z.string().regex(/^(?:\*|arn:aws[a-z-]*:.+)$/, { error: 'give an ARN, or "*"' }),
    'an ARN, or "*"',
  ),
  /** By operator, then by condition key. */
  Condition: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))).optional(),
});
