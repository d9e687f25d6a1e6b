import type { PolicyStatement } from "../policy-document";
import { api, domains, functions } from "./api";
import { containers, discovery, images, scaling } from "./containers";
import { keys, roles } from "./identity";
import { loadBalancing } from "./load-balancing";
import { logs, monitoring } from "./monitoring";
import { network } from "./network";
import { allow, type Permissions } from "./permissions";
import { type AccessScope, inScope, prefixOf, s3Arn } from "./scope";
import { stateStatements, storage } from "./storage";

/** What a deploy needs, by managed policy: each must stay below 6,144 characters [IAM quotas]. */
const PARTS: Readonly<Record<string, readonly Permissions[]>> = {
  network: [network, loadBalancing],
  services: [containers, images, scaling, discovery],
  api: [api, functions, domains, logs, monitoring],
  access: [roles, keys, storage],
};

const ALL = Object.values(PARTS).flat();

/** Policies of the role that plans: what a plan reads, the states and their locks. */
export function planPolicies(scope: AccessScope): Readonly<Record<string, readonly PolicyStatement[]>> {
  return { plan: [read(scope), ...stateStatements(scope, "read"), ...consumers(scope)] };
}

/** Policies of the role that deploys: what a plan reads, and what an apply changes. */
export function deployPolicies(scope: AccessScope): Readonly<Record<string, readonly PolicyStatement[]>> {
  const parts = Object.entries(PARTS).map(([name, all]) => [name, all.flatMap(({ write }) => write(scope))] as const);
  const own = scope.ownServices.map((service) => ownStatement(scope, service));
  return {
    read: [read(scope), ...consumers(scope)],
    ...Object.fromEntries(parts),
    ...(own.length === 0 ? {} : { own }),
  };
}

function read(scope: AccessScope): PolicyStatement {
  const own = scope.ownServices.flatMap((service) => OWN_READS[service] ?? []);
  return allow("Read", [...new Set([...ALL.flatMap((part) => part.read), ...own])].sort(), "*");
}

/** The stacks of consumers are planned and deployed with roles of their own. */
function consumers({ consumerRoleArns }: AccessScope): readonly PolicyStatement[] {
  return consumerRoleArns.length === 0 ? [] : [allow("AssumeConsumerRoles", ["sts:AssumeRole"], consumerRoleArns)];
}

/** Everything on what is named after the environment, whatever the kind: `table/shop-dev-books`, `shop-dev-orders`. */
function ownStatement(scope: AccessScope, service: string): PolicyStatement {
  const name = `*${prefixOf(scope)}-*`;
  const resource = service === "s3" ? s3Arn(scope, name.slice(1)) : inScope(scope, service, name);
  return allow(`Own${service.replaceAll(/[^a-z0-9]/g, "")}`, [`${service}:*`], resource);
}

/** What a plan reads of common own resources; some of these actions do not support resources [Service Authorization Reference]. */
const OWN_READS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: [
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:DescribeTable",
    "dynamodb:DescribeTimeToLive",
    "dynamodb:ListTagsOfResource",
  ],
  rds: ["rds:DescribeDBInstances", "rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"],
  sqs: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
};
