import type { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { arn, type Placement } from "../../constructs/arn";
import { bucketEncryption } from "../../policies/bucket-encryption";
import { blocksOf, textsOf } from "@private-http-api/terraform-json/values";
import { SynthesizedResource } from "../../policies/synthesized-resource";
import type { AccessibleKind } from "../../aws/access";
import { refusal } from "./refusal";

/** A resource that grants support. */
export type AccessibleResource = DynamodbTable | S3Bucket | SqsQueue | SnsTopic | SecretsmanagerSecret | KmsKey;

const KINDS: Readonly<Record<string, AccessibleKind>> = {
  aws_dynamodb_table: "table",
  aws_s3_bucket: "bucket",
  aws_sqs_queue: "queue",
  aws_sns_topic: "topic",
  aws_secretsmanager_secret: "secret",
  aws_kms_key: "key",
};

/**
 * What grants need to know about a resource. By its Terraform type, not its class: with two copies of the bindings,
 * `instanceof` is false.
 */
export function accessible(
  resource: AccessibleResource,
  placement: Placement,
  environment: string,
): { readonly kind: AccessibleKind; readonly arn: string; readonly keyArn: string | undefined } {
  const { terraformResourceType: type } = resource;
  const kind = KINDS[type];
  if (!kind) {
    const known = Object.keys(KINDS).join(", ");
    throw refusal(environment, "grants", `got a ${type}; give one of ${known}, or return statements for it`);
  }
  return { kind, arn: resource.arn, keyArn: keyArnOf(resource, placement, environment) };
}

/** ARN of the customer key that a resource is encrypted with; `undefined` where the key is AWS's. */
function keyArnOf(resource: AccessibleResource, placement: Placement, environment: string): string | undefined {
  const key = keyOf(new SynthesizedResource(resource));
  // AWS's own keys need no permission of the caller.
  if (key === undefined || key.startsWith("alias/aws/")) return undefined;
  if (key.startsWith("arn:") || /^\$\{.*arn[^.]*\}$/.test(key)) return key;
  if (/^(?:mrk-)?[0-9a-f-]{32,}$/.test(key)) return arn("kms", `key/${key}`, placement);
  throw refusal(
    environment,
    "grants",
    `${resource.node.path} is encrypted with ${key}, and IAM needs the ARN of the key; give its arn there`,
  );
}

/** The key that the resource, or for a bucket its encryption, names. */
function keyOf(resource: SynthesizedResource): string | undefined {
  const { attributes } = resource;
  switch (resource.type) {
    case "aws_dynamodb_table":
      return blocksOf(attributes["server_side_encryption"]).flatMap((block) => textsOf(block["kms_key_arn"]))[0];
    case "aws_secretsmanager_secret":
      return textsOf(attributes["kms_key_id"])[0];
    case "aws_s3_bucket":
      return bucketEncryption(resource)
        .flatMap((encryption) => blocksOf(encryption.attributes["rule"]))
        .flatMap((rule) => blocksOf(rule["apply_server_side_encryption_by_default"]))
        .flatMap((rule) => textsOf(rule["kms_master_key_id"]))[0];
    default:
      return textsOf(attributes["kms_master_key_id"])[0];
  }
}
