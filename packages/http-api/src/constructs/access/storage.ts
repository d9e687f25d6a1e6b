import type { PolicyStatement } from "../policy-document";
import { allow, names, type Permissions } from "./permissions";
import { type AccessScope, inScope, s3Arn } from "./scope";

/** Settings of the bucket that load balancers log to, but never an object in it [Service Authorization Reference, Amazon S3]. */
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
  // Names of objects, but never their content: listing is how the provider checks that a bucket exists.
  read: names("s3", ["ListBucket", ...SETTINGS.map((setting) => `Get${setting}`)]),
  write: (scope) => [
    allow(
      "KeepRequestLogs",
      names("s3", [
        "CreateBucket",
        "DeleteBucket",
        "DeleteBucketPolicy",
        // To empty a bucket that is not protected before it is deleted.
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

/** Components whose states the roles use; only its administrator uses that of the access stack. */
const COMPONENTS = ["images", "fargate-vpc-link", "http-api"];

/** Permissions to read the states and lock them; with `change`, also to write them and delete approved plans. */
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
    // The digest of a plan is passed on separately, and shows whether the plan is still the approved one.
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
