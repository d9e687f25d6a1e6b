import { z } from "zod";
import { quote } from "../problem";
import { unmatchedValues } from "./condition-values";
import { gotOrMissing } from "./issue-message";

const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+(?::[\w/+=.@-]*){0,3}$/;
const PARAMETER = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[\w./-]+$/;
/** [AWS Systems Manager API Reference, PutParameter] */
const PARAMETER_LEVELS = 15;

/**
 * Where ECS finds a secret: a Secrets Manager secret, optionally followed by `:<json key>:<version stage>:<version id>`, or
 * an SSM parameter. The refusal does not repeat what was given, because it may be the secret itself.
 */
export const secretArn = z
  .string()
  .refine((arn) => SECRET.test(arn) || PARAMETER.test(arn), {
    error:
      'got something other than the ARN of a secret; give "arn:aws:secretsmanager:<region>:<account>:secret:<name>" or "arn:aws:ssm:<region>:<account>:parameter/<name>", and keep the value there',
    abort: true,
  })
  // [Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables"]
  .refine((arn) => !/:secret:[^:]+:[^:]*:[^:]+:[^:]+$/.test(arn), {
    error: "names a version by its stage and by its id, and ECS accepts only one of them; leave one empty",
  })
  .refine((arn) => (/:parameter(\/.*)$/.exec(arn)?.[1] ?? "").split("/").length - 1 <= PARAMETER_LEVELS, {
    error: `is an SSM parameter of more than ${String(PARAMETER_LEVELS)} levels, which cannot exist; check the name`,
  });

export const kmsKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
  error: 'give the ARN of a key, like "arn:aws:kms:us-west-2:111111111111:key/…"',
});

function oneOrMore(item: z.ZodString, what: string) {
  return z.union([item, z.array(item).min(1)], {
    error: ({ input }) => `${gotOrMissing(input)}; give ${what}, or a list of them`,
  });
}

const QUALIFIER = "(?:ForAllValues:|ForAnyValue:)?";
const NEGATABLE = [
  "String(?:Not)?Equals(?:IgnoreCase)?",
  "String(?:Not)?Like",
  "Numeric(?:Not)?Equals",
  "Date(?:Not)?Equals",
];
const COMPARISONS = [
  "(?:Numeric|Date)(?:Less|Greater)Than(?:Equals)?",
  "(?:Not)?IpAddress",
  "Arn(?:Not)?(?:Equals|Like)",
];
const OPERATOR = new RegExp(
  `^(?:${QUALIFIER}(?:${[...NEGATABLE, ...COMPARISONS, "Bool", "BinaryEquals"].join("|")})(?:IfExists)?|Null)$`,
);

/** IAM's JSON accepts booleans and numbers in conditions and reads them as text [IAM User Guide, "Grammar of the policy language"]. */
const conditionValue = z.union([z.string(), z.boolean(), z.number()], {
  error: ({ input }) => `${gotOrMissing(input)}; give a text, a number, true or false, or a list of them`,
});

const conditionValues = z.union([conditionValue.transform(String), z.array(conditionValue.transform(String)).min(1)], {
  error: ({ input }) => `${gotOrMissing(input)}; give a text, a number, true or false, or a list of them`,
});

/** Texts of a statement, and their paths, with characters that IAM does not accept in a policy [IAM API Reference, PutRolePolicy]. */
function beyondLatin1(
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly (readonly [readonly PropertyKey[], string])[] {
  if (typeof value === "string") return /[^\t\n\r\u0020-\u00ff]/u.test(value) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...beyondLatin1(key, path),
    ...beyondLatin1(inner, [...path, key]),
  ]);
}

/** A statement of the task role's policy, in IAM's own words. */
const statement = z.strictObject({
  Sid: z
    .string()
    .regex(/^[A-Za-z0-9]+$/, { error: "give letters and digits" })
    .optional()
    .meta({
      description: "Name of the statement.",
      absent: "none",
      allowed: "letters and digits, unique in the policy, not a Sid of the framework",
      examples: ["ReadOrders", "WriteOrders"],
    }),
  Effect: z.enum(["Allow", "Deny"]).default("Allow").meta({ description: "Whether the statement allows or denies." }),
  Action: oneOrMore(
    z.string().regex(/^(?:\*|[a-z0-9-]+:[\w*?]+)$/, { error: 'give an action like "s3:GetObject"' }),
    'an action like "s3:GetObject"',
  ).meta({
    description: "Action or list of actions.",
    allowed: '`"s3:GetObject"`',
    examples: ["s3:GetObject", "s3:PutObject"],
  }),
  Resource: oneOrMore(
    z.string().regex(/^(?:\*|arn:aws[a-z-]*:[^:]+:[^:]*:[^:]*:.+)$/, {
      error: 'give a complete ARN, like "arn:aws:s3:::books/*", or "*"',
    }),
    'an ARN, or "*"',
  ).meta({
    description: "ARN or list of ARNs.",
    allowed: 'an ARN of the Region\'s partition, or `"*"`',
    examples: ["arn:aws:s3:::shop-orders/*", "arn:aws:s3:::shop-returns/*"],
  }),
  Condition: z
    .record(
      z.string().regex(OPERATOR, { error: 'IAM has no such operator; give one like "StringEquals" or "Bool"' }),
      z.record(z.string().min(1), conditionValues),
    )
    .optional()
    .meta({
      description: "By operator, then by condition key.",
      absent: "none",
      examples: [{ StringEquals: { "aws:PrincipalTag/team": "orders" } }, { Bool: { "aws:SecureTransport": "true" } }],
    }),
});

export const policyStatementSchema = statement.superRefine((given, context) => {
  for (const { keys, value, example } of unmatchedValues(given.Condition ?? {})) {
    const message = `got ${quote(value)}, which ${keys[0] ?? ""} never matches; give ${example}`;
    context.addIssue({ code: "custom", path: ["Condition", ...keys], message });
  }
  for (const [path, text] of beyondLatin1(given)) {
    const message = `got ${quote(text)}; IAM accepts neither control characters in a policy nor any beyond Latin-1; write * or ? instead`;
    context.addIssue({ code: "custom", path: [...path], message });
  }
});
