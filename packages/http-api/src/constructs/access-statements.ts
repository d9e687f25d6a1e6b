import { type Access, type AccessibleKind, accessesOf, ACTIONS } from "../aws/access";
import { viaService } from "../aws/service-names";
import type { PolicyStatement } from "./policy-document";

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

/**
 * Statements that allow the access, to this resource and to its key.
 *
 * @throws RangeError when resources of that kind have no such access
 */
export function accessStatements({ kind, access, arn, keyArn, region }: AccessRequest): readonly PolicyStatement[] {
  const actions = ACTIONS[kind][access];
  if (!actions)
    throw new RangeError(
      `invalid access ${JSON.stringify(access)} to a ${kind}; allowed: ${accessesOf(kind).join(", ")}`,
    );
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
            // The key decrypts only what the service encrypts with it.
            Condition: { StringEquals: { "kms:ViaService": viaService(KEY_USERS[kind], region) } },
          } as const,
        ]),
  ];
}
