import { z } from "zod";
import { type Access, type AccessibleKind, accessesOf } from "../../aws/access";
import { kmsKeyArn } from "./permissions-schema";
import { gotOrMissing } from "./issue-message";
import { variableName } from "./names";

/** By kind: the pattern of a resource's ARN, what the resource is, and two examples without `arn:aws:`. */
const ARNS: Readonly<Record<AccessibleKind, readonly [RegExp, string, readonly [string, string]]>> = {
  table: [
    /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]{3,255}$/,
    "a DynamoDB table",
    ["dynamodb:us-west-2:111111111111:table/books", "dynamodb:us-west-2:111111111111:table/authors"],
  ],
  bucket: [/^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "an S3 bucket", ["s3:::books", "s3:::authors"]],
  queue: [
    /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}(?:\.fifo)?$/,
    "an SQS queue",
    ["sqs:us-west-2:111111111111:orders", "sqs:us-west-2:111111111111:orders.fifo"],
  ],
  topic: [
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(?:\.fifo)?$/,
    "an SNS topic",
    ["sns:us-west-2:111111111111:news", "sns:us-west-2:111111111111:offers"],
  ],
  secret: [
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/,
    "a Secrets Manager secret",
    [
      "secretsmanager:us-west-2:111111111111:secret:token-AbCdEf",
      "secretsmanager:us-west-2:111111111111:secret:token-GhIjKl",
    ],
  ],
  key: [
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    "a KMS key",
    [
      "kms:us-west-2:111111111111:key/11111111-2222-3333-4444-555555555555",
      "kms:us-west-2:111111111111:key/66666666-7777-8888-9999-000000000000",
    ],
  ],
};

function arnOf(kind: AccessibleKind) {
  const [pattern, what, endings] = ARNS[kind];
  const examples = endings.map((ending) => `arn:aws:${ending}`);
  return z
    .string()
    .regex(pattern, { error: `give the ARN of ${what}, like "${examples[0] ?? ""}"` })
    .meta({
      description: `ARN of ${what}.`,
      allowed: "an ARN of the Region's partition; one resource per entry",
      examples,
    });
}

function accessTo(kind: AccessibleKind) {
  const access = z.enum(accessesOf(kind) as [Access, ...Access[]]);
  const allowed = accessesOf(kind).map((each) => JSON.stringify(each));
  return z
    .union([access, z.array(access).min(1)], {
      error: ({ input }) => `${gotOrMissing(input)}; allowed for a ${kind}: ${allowed.join(", ")}, or a list of them`,
    })
    .meta({
      description: "What the service may do with the resource.",
      allowed: '`"read"`, `"write"`, `"send"`, or a list of them, as far as the resource has them',
    });
}

/** What every use has in addition to the resource and the access to it. */
const shared = {
  as: variableName.meta({
    description: "Variable that gets the resource's name: a table's or bucket's name, a queue's URL, an ARN otherwise.",
    allowed: "letters, digits and underscores; not a variable that the service has",
    examples: ["RESOURCE", "OTHER_RESOURCE"],
  }),
  keyArn: kmsKeyArn.optional().meta({
    description: "Customer key that the resource is encrypted with.",
    absent: "none: AWS's own keys need no permission",
    allowed: "ARN of a KMS key",
    examples: ["arn:aws:kms:us-west-2:111111111111:key/11111111-2222-3333-4444-555555555555"],
  }),
};

/** An existing resource that a service uses: the access to it, and the variable that names it. */
export const useSchema = z.union(
  [
    z.strictObject({ table: arnOf("table"), access: accessTo("table"), ...shared }),
    z.strictObject({ bucket: arnOf("bucket"), access: accessTo("bucket"), ...shared }),
    z.strictObject({ queue: arnOf("queue"), access: accessTo("queue"), ...shared }),
    z.strictObject({ topic: arnOf("topic"), access: accessTo("topic"), ...shared }),
    z.strictObject({ secret: arnOf("secret"), access: accessTo("secret"), ...shared }),
    z.strictObject({ key: arnOf("key"), access: accessTo("key"), as: shared.as }),
  ],
  {
    error: ({ input }) =>
      `${gotOrMissing(input)}; give one of ${Object.keys(ARNS).join(", ")} with its ARN, "access" and "as"`,
  },
);

export type UseConfig = z.output<typeof useSchema>;
