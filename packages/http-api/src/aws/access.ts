/** What a service may do with a resource: `read` also takes messages off a queue; `send` is for queues and topics. */
export type Access = "read" | "write" | "send";

/** Resources that a service can be given access to. */
export type AccessibleKind = "table" | "bucket" | "queue" | "topic" | "secret" | "key";

/** Actions by the suffix of the ARN that they apply to: the resource itself, or what is in it. */
type Actions = Readonly<Record<string, readonly string[]>>;

/**
 * Named actions, never `dynamodb:*`: what an application does with data. A service that also changes the resource itself
 * needs a statement of its own [Service Authorization Reference].
 */
export const ACTIONS: Readonly<Record<AccessibleKind, Readonly<Partial<Record<Access, Actions>>>>> = {
  table: {
    read: {
      "": [
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
      ],
      "/index/*": ["dynamodb:Query", "dynamodb:Scan"],
    },
    write: {
      "": [
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
      ],
    },
  },
  bucket: {
    read: { "": ["s3:ListBucket"], "/*": ["s3:GetObject"] },
    write: { "/*": ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"] },
  },
  queue: {
    read: {
      "": [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
      ],
    },
    send: { "": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"] },
  },
  topic: { send: { "": ["sns:Publish"] } },
  secret: {
    read: { "": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"] },
    write: { "": ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"] },
  },
  key: {
    read: { "": ["kms:Decrypt", "kms:DescribeKey"] },
    write: { "": ["kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"] },
  },
};

/** Actions of a kind of access, by statement; empty where such resources have no access of that kind. */
export function actionsOf(kind: AccessibleKind, access: Access): readonly (readonly string[])[] {
  return Object.values(ACTIONS[kind][access] ?? {});
}

/** What may be done with resources of a kind. */
export function accessesOf(kind: AccessibleKind): readonly Access[] {
  return (Object.keys(ACTIONS[kind]) as Access[]).sort();
}
