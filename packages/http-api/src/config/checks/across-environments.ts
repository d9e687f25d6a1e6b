import type { Environment } from "../config";
import { quote, type Problem } from "../problem";
import { overSharedQuota } from "../quotas/ledger";
import { stateBucketName } from "../state-bucket-name";

/** What two environments of one config cannot share. */
export function checkAcrossEnvironments(application: string, environments: readonly Environment[]): readonly Problem[] {
  return [
    ...environments.flatMap((one, index) =>
      environments
        .slice(0, index)
        .flatMap((other) => [
          ...ofBuckets(application, one, other),
          ...ofDomains(one, other),
          ...ofIdentityProviders(one, other),
          ...ofApiAccounts(one, other),
        ]),
    ),
    ...overSharedQuota(environments),
  ];
}

/** Bucket names are unique in all of AWS: the second state stack could not create its bucket. */
function ofBuckets(application: string, one: Environment, other: Environment): readonly Problem[] {
  const bucket = bucketToMake(application, one);
  if (bucket === undefined || bucket !== bucketToMake(application, other)) return [];
  const message = `got ${quote(bucket)}, which the state stack of ${other.name} creates already; give each environment a bucket of its own, or { existingBucket: ${quote(bucket)} } here once that one is deployed`;
  return [{ path: ["environments", one.name, "state", "bucketName"], message }];
}

function bucketToMake(application: string, environment: Environment): string | undefined {
  const { state } = environment;
  return typeof state === "object" && "existingBucket" in state ? undefined : stateBucketName(application, environment);
}

/**
 * A custom domain is unique in its Region, across all accounts, and a zone takes one alias record per name. In two Regions,
 * with latency or failover records that are managed elsewhere, the same name is fine.
 */
function ofDomains(one: Environment, other: Environment): readonly Problem[] {
  const [ours, theirs] = [one.api.domain, other.api.domain];
  if (!ours || ours.name !== theirs?.name) return [];
  const zone = ours.hostedZone?.id;
  if (one.region !== other.region && (zone === undefined || zone !== theirs.hostedZone?.id)) return [];
  const message = `got ${quote(ours.name)}, which ${other.name} has already; give each environment a name of its own`;
  return [{ path: ["environments", one.name, "api", "domain", "name"], message }];
}

/** An account takes one identity provider of a URL [IAM API Reference, CreateOpenIDConnectProvider, EntityAlreadyExists]. */
function ofIdentityProviders(one: Environment, other: Environment): readonly Problem[] {
  const isTwice = [one, other].every(({ access }) => access?.oidcProvider === "create");
  if (!isTwice || one.account !== other.account) return [];
  const message = `got "create", and access-${other.name} creates the only such provider that account ${one.account} can have; give "existing"`;
  return [{ path: ["environments", one.name, "access", "oidcProvider"], message }];
}

/** All REST APIs of an account and Region write their logs by one role [API Gateway API Reference, UpdateAccount]. */
function ofApiAccounts(one: Environment, other: Environment): readonly Problem[] {
  const isTwice = [one, other].every(({ api }) => api.accountLogRole === "manage");
  if (!isTwice || one.account !== other.account || one.region !== other.region) return [];
  const message = `got "manage", and ${other.name} sets the only such role of ${one.region} in account ${one.account}; give "existing"`;
  return [{ path: ["environments", one.name, "api", "accountLogRole"], message }];
}
