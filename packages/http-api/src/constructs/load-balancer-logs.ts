import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { arn, type Placement } from "./arn";
import { PrivateBucket } from "./private-bucket";

/** Settings of {@link LoadBalancerLogs}. */
export interface LoadBalancerLogsProps {
  /** Prefix of the bucket's name, 37 characters at most. */
  readonly bucketPrefix: string;
  readonly placement: Placement;
  readonly retentionDays: number;
  /** Refuses to destroy the bucket while it has logs: as evidence they stay, and so does the stack, until it is emptied. */
  readonly protect: boolean;
}

/** The bucket that load balancers write a line to for every request and every connection. */
export class LoadBalancerLogs extends Construct {
  readonly bucketName: string;
  /** A load balancer writes a test object when logging is enabled, so it depends on this. */
  readonly writable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: LoadBalancerLogsProps) {
    super(scope, id);
    // With S3's own keys: an Application Load Balancer can write with no other [Access logs for your ALB].
    const bucket = new PrivateBucket(this, "Bucket", {
      name: { startsWith: props.bucketPrefix },
      forceDestroy: !props.protect,
      statements: (bucketArn) => [
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: { ArnLike: { "aws:SourceArn": arn("elasticloadbalancing", "loadbalancer/*", props.placement) } },
        },
      ],
    });
    this.bucketName = bucket.bucketName;
    this.writable = bucket.policy;
    new S3BucketLifecycleConfiguration(this, "expiry", {
      bucket: bucket.bucketName,
      rule: [
        {
          id: "old-logs",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: props.retentionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }
}
