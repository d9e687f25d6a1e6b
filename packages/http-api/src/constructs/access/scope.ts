import { arn, partition, type Placement } from "../arn";

/** What an environment's roles may change: what is named after it, tagged with it, or in its own path. */
export interface AccessScope {
  readonly application: string;
  readonly environment: string;
  readonly placement: Placement;
  /** Bucket of the states. @default the states are elsewhere */
  readonly stateBucket?: string | undefined;
  /** Alias of the customer key. @default AWS's own keys */
  readonly keyAlias?: string | undefined;
  /** Prefix of the name of the bucket that load balancers log to. */
  readonly logBucketPrefix: string;
  readonly permissionsBoundary: string;
  /** Services of the user's own resources, as IAM names them. */
  readonly ownServices: readonly string[];
  /** Roles with which consumers' stacks are deployed. */
  readonly consumerRoleArns: readonly string[];
  /** Whether an endpoint service is offered to other Regions. @default it is not */
  readonly crossRegion?: boolean;
  /** Whether the role by which REST APIs of the Region write logs is set by the environment. @default it is not */
  readonly managesApiLogRole?: boolean;
}

/** `shop-dev`, the prefix of physical names. */
export function prefixOf({ application, environment }: AccessScope): string {
  return `${application}-${environment}`;
}

/** Path of the environment's roles: the deploy role may create and pass only roles in it. */
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

/** Condition: the resource has the tags that every stack sets. */
export function taggedWith({ application, environment }: AccessScope) {
  return {
    StringEquals: { "aws:ResourceTag/Application": application, "aws:ResourceTag/Environment": environment },
  };
}

/** Condition: the request sets the tags that every stack sets. */
export function taggingWith({ application, environment }: AccessScope) {
  return {
    StringEquals: { "aws:RequestTag/Application": application, "aws:RequestTag/Environment": environment },
  };
}
