import { existsSync, readFileSync, writeFileSync } from "node:fs";
import recorded from "../fixtures/aws-calls.json";

/** A call of AWS's API, in the words of its service models: `elbv2`, `CreateLoadBalancer`. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** Of the HTTP request: API Gateway's permissions name nothing else. */
  readonly method: string;
}

/** The calls that an emulator wrote to a file, each once; the file is empty afterwards. */
export function takeCalls(file: string): readonly AwsCall[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  writeFileSync(file, "");
  return [...new Set(lines)].sort().map((line) => JSON.parse(line) as AwsCall);
}

/** Actions of IAM that deploys and plans on the emulator took, by which of the two. */
export const recordedActions: Readonly<Record<"apply" | "plan", readonly string[]>> = recorded;

/**
 * Actions of IAM that calls need and that no deploy is known to need yet: the roles are held to
 * `fixtures/aws-calls.json`, so that what is new belongs there first.
 */
export function unrecorded(calls: readonly AwsCall[], by: "apply" | "plan"): readonly string[] {
  const known = new Set(recordedActions[by]);
  return [...new Set(calls.flatMap(actionOf))].filter((action) => !known.has(action)).sort();
}

/** What IAM calls a service where it does not have the name of its service model. */
const PREFIXES: Readonly<Record<string, string>> = { elbv2: "elasticloadbalancing", awslambda: "lambda" };

/** S3's actions that are not called as the operation is [Service Authorization Reference, Amazon S3]. */
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
  // Everybody may ask who they are [AWS STS API Reference, GetCallerIdentity].
  if (service === "sts") return [];
  if (service.startsWith("apigateway")) return [`apigateway:${method}`];
  const name = service === "s3" ? (S3_ACTIONS[operation] ?? operation) : operation;
  return [`${PREFIXES[service] ?? service}:${name}`];
}
