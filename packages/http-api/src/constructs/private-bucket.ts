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
  /** The whole name, or its start, to which AWS adds a random part. */
  readonly name: { readonly exactly: string } | { readonly startsWith: string };
  /** A destroy takes what is in the bucket along. */
  readonly forceDestroy: boolean;
  /** Refuse to destroy the bucket. @default false */
  readonly preventDestroy?: boolean;
  /** Customer key. @default S3's own */
  readonly keyArn?: string;
  /** Who may do what, by the bucket's ARN. @default only the account, by its own policies */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/** A bucket that is encrypted, owned by its account, closed to the public, and reached over TLS only. */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  /** Whoever writes by the bucket's policy waits for this. */
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
      // S3 takes one such change to a bucket at a time.
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
