import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket";

/** Settings of a {@link StateBucket}. */
export interface StateBucketProps {
  readonly bucketName: string;
  /** Customer key that the state is encrypted with. @default S3's own */
  readonly keyArn?: string;
}

/** How long an overwritten state can be restored. */
const OLD_VERSIONS_DAYS = 90;

/**
 * The bucket of Terraform's state: private, with old versions of every state. No plan deletes it, in a protected environment
 * or not; `npm run remove-state` does, once no resource is left that the states describe.
 */
export class StateBucket extends Construct {
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { bucketName, keyArn }: StateBucketProps) {
    super(scope, id);
    const bucket = new PrivateBucket(this, "Bucket", {
      name: { exactly: bucketName },
      forceDestroy: false,
      preventDestroy: true,
      ...(keyArn === undefined ? {} : { keyArn }),
    });
    this.bucketName = bucket.bucketName;
    const versioning = new S3BucketVersioningA(this, "versions", {
      bucket: bucket.bucketName,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "expiry", {
      bucket: bucket.bucketName,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: OLD_VERSIONS_DAYS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
  }
}
