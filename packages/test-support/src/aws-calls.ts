import { existsSync, readFileSync, writeFileSync } from "node:fs";
import recorded from "../fixtures/aws-calls.json";

/** A call of AWS's API, in the names of its service models: `elbv2`, `CreateLoadBalancer`. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** Of the HTTP request: API Gateway's IAM actions are HTTP methods. */
  readonly method: string;
}

/** The calls that an emulator wrote to a file, without duplicates. Empties the file. */
export function takeCalls(file: string): readonly AwsCall[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  writeFileSync(file, "");
  return [...new Set(lines)].sort().map((line) => JSON.parse(line) as AwsCall);
}

/** The IAM actions that deploys and plans on the emulator needed. */
export const recordedActions: Readonly<Record<"apply" | "plan", readonly string[]>> = recorded;

/**
 * IAM actions that calls need and that are not yet in `fixtures/aws-calls.json`. The roles' policies are tested against
 * that file, so new actions must be added to it first.
 */
export function unrecorded(calls: readonly AwsCall[], by: "apply" | "plan"): readonly string[] {
  const known = new Set(recordedActions[by]);
  return [...new Set(calls.flatMap(actionOf))].filter((action) => !known.has(action)).sort();
}

/** IAM's prefixes of services, where they differ from the names of the service models. */
const PREFIXES: Readonly<Record<string, string>> = { elbv2: "elasticloadbalancing", awslambda: "lambda" };

/** S3's actions that have another name than the operation [Service Authorization Reference, Amazon S3]. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  DeleteObjects: "DeleteObject",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketCors: "GetBucketCORS",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycle: "GetLifecycleConfiguration",
  GetBucketReplication: "GetReplicationConfiguration",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListObjectVersions: "ListBucketVersions",
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycle: "PutLifecycleConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

function actionOf({ service, operation, method }: AwsCall): readonly string[] {
  // GetCallerIdentity needs no permission [AWS STS API Reference, GetCallerIdentity].
  if (service === "sts") return [];
  if (service.startsWith("apigateway")) return [`apigateway:${method}`];
  const name = service === "s3" ? (S3_ACTIONS[operation] ?? operation) : operation;
  return [`${PREFIXES[service] ?? service}:${name}`];
}
