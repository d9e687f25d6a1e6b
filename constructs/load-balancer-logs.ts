import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { arn, type Placement } from "./arn";
import { policyDocument } from "./policy-document";
import { tlsOnly } from "./tls-only";

/** Settings of {@link LoadBalancerLogs}. */
export interface LoadBalancerLogsProps {
  readonly bucketName: string;
  readonly placement: Placement;
  readonly retentionDays: number;
  /** Keep the bucket, and so the evidence, when the stack is destroyed. */
  readonly protect: boolean;
}

/** The bucket that load balancers write a line to for every request and every connection. */
export class LoadBalancerLogs extends Construct {
  readonly bucketName: string;
  /** A load balancer tries to write as soon as it is told to, so it waits for this. */
  readonly writable: ITerraformDependable;

  constructor(scope: Construct, id: string, { bucketName, placement, retentionDays, protect }: LoadBalancerLogsProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, "Resource", { bucket: bucketName, forceDestroy: !protect });
    this.bucketName = bucket.id;
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      // S3's own keys: an application load balancer can write to no other [Access logs for your ALB].
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
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
    this.writable = new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument(tlsOnly(bucket.arn), {
        Sid: "WriteLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${bucket.arn}/*`,
        Condition: { ArnLike: { "aws:SourceArn": arn("elasticloadbalancing", "loadbalancer/*", placement) } },
      }),
      // S3 takes one such change to a bucket at a time.
      dependsOn: [publicAccess],
    });
    new S3BucketLifecycleConfiguration(this, "expiry", {
      bucket: bucket.id,
      rule: [
        {
          id: "old-logs",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: retentionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }
}
