import type { PolicyStatement } from "../policy-document";
import { allow, names, type Permissions } from "./permissions";
import { type AccessScope, inScope, s3Arn } from "./scope";

/** Settings of the bucket that load balancers log to, and never an object in it [Service Authorization Reference, Amazon S3]. */
const SETTINGS = [
  "AccelerateConfiguration",
  "BucketAcl",
  "BucketCORS",
  "BucketLogging",
  "BucketObjectLockConfiguration",
  "BucketOwnershipControls",
  "BucketPolicy",
  "BucketPublicAccessBlock",
  "BucketRequestPayment",
  "BucketTagging",
  "BucketVersioning",
  "BucketWebsite",
  "EncryptionConfiguration",
  "LifecycleConfiguration",
  "ReplicationConfiguration",
];

export const storage: Permissions = {
  // Names of objects, and never what is in them: whether a bucket is there is asked by listing it.
  read: names("s3", ["ListBucket", ...SETTINGS.map((setting) => `Get${setting}`)]),
  write: (scope) => [
    allow(
      "KeepRequestLogs",
      names("s3", [
        "CreateBucket",
        "DeleteBucket",
        "DeleteBucketPolicy",
        // Before a bucket that is not protected goes.
        "DeleteObject",
        "DeleteObjectVersion",
        "ListBucket",
        "ListBucketVersions",
        "PutBucketOwnershipControls",
        "PutBucketPolicy",
        "PutBucketPublicAccessBlock",
        "PutBucketTagging",
        "PutEncryptionConfiguration",
        "PutLifecycleConfiguration",
      ]),
      [s3Arn(scope, `${scope.logBucketPrefix}*`), s3Arn(scope, `${scope.logBucketPrefix}*/*`)],
    ),
    ...stateStatements(scope, "change"),
  ],
};

/** Components whose states the roles use; that of the access stack is its administrator's. */
const COMPONENTS = ["images", "fargate-vpc-link", "http-api"];

/** What reads the states and takes their locks; with `change`, what writes them and takes approved plans away. */
export function stateStatements(scope: AccessScope, use: "read" | "change"): readonly PolicyStatement[] {
  const { stateBucket, application, environment, keyAlias } = scope;
  if (stateBucket === undefined) return [];
  function objects(end: string): readonly string[] {
    return COMPONENTS.map((component) =>
      s3Arn(scope, `${stateBucket ?? ""}/${application}/${environment}/${component}${end}`),
    );
  }
  const plans = s3Arn(scope, `${stateBucket}/${application}/${environment}/plans/*`);
  const locks = objects(".tfstate.tflock");
  const states = objects(".tfstate");
  return [
    allow("ReadStates", ["s3:GetObject"], [...states, ...locks, ...(use === "change" ? [plans] : [])]),
    allow("LockStates", ["s3:DeleteObject", "s3:PutObject"], locks),
    // The digest of a plan, which goes another way, says whether it still is the one that was approved.
    allow("KeepPlans", ["s3:PutObject", ...(use === "change" ? ["s3:DeleteObject"] : [])], plans),
    ...(use === "change" ? [allow("WriteStates", ["s3:PutObject"], states)] : []),
    ...(keyAlias === undefined || use === "change"
      ? []
      : [
          allow("ReadEncryptedStates", ["kms:Decrypt", "kms:GenerateDataKey"], inScope(scope, "kms", "key/*"), {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${keyAlias}` },
          }),
        ]),
  ];
}
