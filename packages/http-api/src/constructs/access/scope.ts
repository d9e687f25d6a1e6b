import { arn, partition, type Placement } from "../arn";

/** What an environment's roles are for: what is named after it, tagged with it, or in a path of its own. */
export interface AccessScope {
  readonly application: string;
  readonly environment: string;
  readonly placement: Placement;
  /** Bucket of the states. @default they are elsewhere */
  readonly stateBucket?: string | undefined;
  /** Alias of the customer key. @default AWS's own keys */
  readonly keyAlias?: string | undefined;
  /** Start of the name of the bucket that load balancers log to. */
  readonly logBucketPrefix: string;
  readonly permissionsBoundary: string;
  /** Services of the user's own resources, as IAM names them. */
  readonly ownServices: readonly string[];
  /** Roles by which consumers' stacks are deployed. */
  readonly consumerRoleArns: readonly string[];
}

/** `shop-dev`, the start of physical names. */
export function prefixOf({ application, environment }: AccessScope): string {
  return `${application}-${environment}`;
}

/** Path of the environment's roles: who deploys may make and pass what is in it, and nothing else. */
export function rolePathOf({ application, environment }: Pick<AccessScope, "application" | "environment">): string {
  return `/${application}/${environment}/`;
}

/** ARN of a resource in the environment's account and Region. */
export function inScope(scope: AccessScope, service: string, resource: string): string {
  return arn(service, resource, scope.placement);
}

/** ARN of something in IAM, which has no Region. */
export function iamArn({ placement }: AccessScope, resource: string): string {
  return `arn:${partition(placement.region)}:iam::${placement.account}:${resource}`;
}

/** ARN in S3, which names neither Region nor account. */
export function s3Arn({ placement }: AccessScope, resource: string): string {
  return `arn:${partition(placement.region)}:s3:::${resource}`;
}

/** Holds where what is there has the tags that every stack gives. */
export function taggedWith({ application, environment }: AccessScope) {
  return {
    StringEquals: { "aws:ResourceTag/Application": application, "aws:ResourceTag/Environment": environment },
  };
}

/** Holds where what is made gets these tags. */
export function taggingWith({ application, environment }: AccessScope) {
  return {
    StringEquals: { "aws:RequestTag/Application": application, "aws:RequestTag/Environment": environment },
  };
}
