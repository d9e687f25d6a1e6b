import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type PolicyStatement } from "./policy-document";
import { tlsOnly } from "./tls-only";

/** Settings of a {@link PrivateBucket}. */
export interface PrivateBucketProps {
  /** The whole name, or a prefix to which the provider adds a random suffix. */
  readonly name: { readonly exactly: string } | { readonly startsWith: string };
  /** Whether a destroy deletes the bucket with its objects. */
  readonly forceDestroy: boolean;
  /** Refuses to destroy the bucket. @default false */
  readonly preventDestroy?: boolean;
  /** Customer key. @default S3's own */
  readonly keyArn?: string;
  /** Statements of the bucket's policy, given its ARN. @default none: only principals of the account, by their own policies */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/** A bucket that is encrypted, owned by its account, closed to the public, and reached over TLS only. */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  /** Writers that the bucket's policy allows wait for this. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { name, keyArn, statements = () => [] } = props;
    const bucket = new S3Bucket(this, "Resource", {
      ...("exactly" in name ? { bucket: name.exactly } : { bucketPrefix: name.startsWith }),
      forceDestroy: props.forceDestroy,
      ...(props.preventDestroy === undefined ? {} : { lifecycle: { preventDestroy: props.preventDestroy } }),
    });
    this.bucketName = bucket.id;
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [encryption(keyArn)],
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument(tlsOnly(bucket.arn), ...statements(bucket.arn)),
      // S3 accepts one such change to a bucket at a time.
      dependsOn: [publicAccess],
    });
  }
}

function encryption(keyArn: string | undefined) {
  if (keyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    // One request to KMS for many objects.
    bucketKeyEnabled: true,
  };
}
