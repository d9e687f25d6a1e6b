import type { PolicyStatement } from "./policy-document";

/** What a service may do with a resource: `read` also takes messages off a queue; `send` is for queues and topics. */
export type Access = "read" | "write" | "send";

/** Resources that a service can be given access to. */
export type AccessibleKind = "table" | "bucket" | "queue" | "topic" | "secret" | "key";

/** A resource, and what may be done with it. */
export interface AccessRequest {
  readonly kind: AccessibleKind;
  readonly access: Access;
  readonly arn: string;
  /** Customer key that the resource is encrypted with. @default none */
  readonly keyArn?: string | undefined;
  /** Region of the resource; the key is used through its service there. */
  readonly region: string;
}

/** Actions on a resource itself, and on what is in it, by the end of its ARN. */
type Actions = Readonly<Record<string, readonly string[]>>;

/**
 * Named actions, never `dynamodb:*`: what an application does with data. Who also changes the resource itself names that in
 * a statement of its own [Service Authorization Reference].
 */
const ACTIONS: Readonly<Record<AccessibleKind, Readonly<Partial<Record<Access, Actions>>>>> = {
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

/** Service that uses a customer key on the caller's behalf, by what the key encrypts. */
const KEY_USERS: Readonly<Record<Exclude<AccessibleKind, "key">, string>> = {
  table: "dynamodb",
  bucket: "s3",
  queue: "sqs",
  topic: "sns",
  secret: "secretsmanager",
};

/** Senders and writers also decrypt: SQS and SNS keep data keys, S3 reads the parts of an upload [Amazon SQS key management]. */
const KEY_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  read: ["kms:Decrypt", "kms:DescribeKey"],
  write: [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ],
  send: ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** What may be done with resources of a kind. */
export function accessesOf(kind: AccessibleKind): readonly Access[] {
  return (Object.keys(ACTIONS[kind]) as Access[]).sort();
}

/**
 * Statements that allow the access, to this resource and to its key.
 *
 * @throws RangeError when resources of the kind know no such access
 */
export function accessStatements({ kind, access, arn, keyArn, region }: AccessRequest): readonly PolicyStatement[] {
  const actions = ACTIONS[kind][access];
  if (!actions) throw new RangeError(`a ${kind} takes ${accessesOf(kind).join(", ")}; got ${access}`);
  return [
    ...Object.entries(actions).map(([end, Action]): PolicyStatement => ({
      Effect: "Allow",
      Action,
      Resource: `${arn}${end}`,
    })),
    ...(keyArn === undefined || kind === "key"
      ? []
      : [
          {
            Effect: "Allow",
            Action: KEY_ACTIONS[access],
            Resource: keyArn,
            // The key opens nothing but what the service keeps with it.
            Condition: { StringEquals: { "kms:ViaService": `${KEY_USERS[kind]}.${region}.amazonaws.com` } },
          } as const,
        ]),
  ];
}
