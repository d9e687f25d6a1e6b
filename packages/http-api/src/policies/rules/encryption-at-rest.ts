import { bucketEncryption } from "../bucket-encryption";
import { blocksOf, type Json } from "@private-http-api/terraform-json/values";
import type { PolicyRule } from "../policy-rule";
import type { SynthesizedResource } from "../synthesized-resource";

function given(value: Json | undefined) {
  return value !== undefined && value !== null && value !== "";
}

/**
 * Whether a resource's encryption is configured, for types that AWS does not encrypt, or encrypts without an explicit
 * decision. DynamoDB tables are not among them: they are always encrypted, with an AWS-owned key unless another is named
 * [DynamoDB encryption at rest].
 */
const IS_ENCRYPTED: Readonly<Record<string, (resource: SynthesizedResource) => boolean>> = {
  aws_s3_bucket: (bucket) => bucketEncryption(bucket).length > 0,
  aws_ecr_repository: ({ attributes }) => blocksOf(attributes["encryption_configuration"]).length > 0,
  aws_sns_topic: ({ attributes }) => given(attributes["kms_master_key_id"]),
  aws_sqs_queue: ({ attributes }) =>
    attributes["sqs_managed_sse_enabled"] === true || given(attributes["kms_master_key_id"]),
  aws_ebs_volume: ({ attributes }) => attributes["encrypted"] === true,
  aws_efs_file_system: ({ attributes }) => attributes["encrypted"] === true,
  aws_db_instance: ({ attributes }) => attributes["storage_encrypted"] === true,
  aws_rds_cluster: ({ attributes }) => attributes["storage_encrypted"] === true,
};

/** Resources that keep data configure their encryption. */
export const encryptionAtRest: PolicyRule = {
  name: "encryption-at-rest",
  remedy: "set its encryption; for a bucket add aws_s3_bucket_server_side_encryption_configuration",
  types: Object.keys(IS_ENCRYPTED),
  violations: (resource) => (IS_ENCRYPTED[resource.type]?.(resource) === true ? [] : ["has no encryption configured"]),
};
