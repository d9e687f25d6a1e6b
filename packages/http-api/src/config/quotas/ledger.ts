import type { Environment } from "../config";
import type { Place } from "../place";
import { placeIn } from "../place";
import type { Problem } from "../problem";
import { API_QUOTAS } from "./api-quotas";
import { ENDPOINT_QUOTAS } from "./endpoint-quotas";
import { MONITORING_QUOTAS } from "./monitoring-quotas";
import { NETWORK_QUOTAS } from "./network-quotas";
import type { Quota, Use } from "./quota";
import { SERVICE_QUOTAS } from "./service-quotas";

/** Everything in an environment that counts against a quota of AWS. */
export const QUOTAS: readonly Quota[] = [
  ...API_QUOTAS,
  ...NETWORK_QUOTAS,
  ...ENDPOINT_QUOTAS,
  ...SERVICE_QUOTAS,
  ...MONITORING_QUOTAS,
];

/** A line of an environment's ledger: of several things with the same quota, the one nearest to its limit. */
export interface LedgerRow {
  readonly key: string;
  readonly what: string;
  readonly per: string;
  readonly use: number;
  /** Which of several things that is: a service, a security group. */
  readonly of?: string;
  /** What the environment's `quotas` says, or AWS's default. */
  readonly limit: number;
  readonly default: number;
  readonly raisable: boolean;
  /** Whether AWS's default differs from account to account. */
  readonly varies: boolean;
  readonly source: string;
}

/**
 * What an environment uses of every quota, in the order of {@link QUOTAS}.
 *
 * @param all environments of the config, which share the quotas of accounts and Regions @default there are no others
 */
export function quotaLedger(
  environment: Environment,
  all: readonly Environment[] = [environment],
): readonly LedgerRow[] {
  const at = placeIn({}, environment.name);
  return QUOTAS.map((quota) => {
    const { key, what, per, raisable, source, varies = false } = quota;
    const [most] = [...quota.uses(environment, at)].sort((a, b) => b.count - a.count);
    const sharing = all.filter((each) => share(quota, each, environment));
    const { use, of } = sharing.length > 1 ? togetherOf(quota, sharing) : { use: most?.count ?? 0, of: most?.of };
    return {
      ...{ key, what, per, use },
      ...(of === undefined ? {} : { of }),
      ...{ limit: limitOf(quota, environment), default: quota.limit, raisable, varies, source },
    };
  });
}

/** Rows above 80 % of their limit; where the limit varies by account, only if the config sets it. */
export function nearLimits(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  return rows.filter(({ use, limit, default: ours, varies }) => use > 0.8 * limit && (!varies || limit !== ours));
}

/** Whether two environments share a quota. */
function share({ shared }: Quota, one: Environment, other: Environment): boolean {
  return shared !== undefined && one.account === other.account && (shared === "account" || one.region === other.region);
}

/** What environments use in total, and which of them use something. */
function togetherOf(quota: Quota, environments: readonly Environment[]): { readonly use: number; readonly of: string } {
  const counts = environments
    .map((each) => ({ name: each.name, count: quota.uses(each, placeIn({}, each.name))[0]?.count ?? 0 }))
    .filter(({ count }) => count > 0);
  return {
    use: counts.reduce((sum, { count }) => sum + count, 0),
    of: counts.map(({ name }) => name).join(", "),
  };
}

/** Quotas that several environments exceed together, although none exceeds them alone. */
export function overSharedQuota(environments: readonly Environment[]): readonly Problem[] {
  return QUOTAS.filter(({ shared }) => shared !== undefined).flatMap((quota) =>
    environments.flatMap((environment, index): Problem[] => {
      const sharing = environments.filter((each) => share(quota, each, environment));
      // Reported once, at the last of those that share it.
      if (sharing.length < 2 || environments.findLastIndex((each) => sharing.includes(each)) !== index) return [];
      const { key, what, per, remedy, varies = false } = quota;
      if (varies && sharing.every((each) => raised(each, key) === undefined)) return [];
      const limit = Math.max(...sharing.map((each) => limitOf(quota, each)));
      const { use, of } = togetherOf(quota, sharing);
      const isSaid = sharing.some((each) =>
        quota.uses(each, placeIn({}, each.name)).some(({ count }) => count > limit),
      );
      if (use <= limit || isSaid) return [];
      const message = `${String(use)} ${what} of ${of}, and AWS allows ${String(limit)} per ${per}; ${remedy}, or ask AWS to raise the quota and set quotas.${key}`;
      return [{ path: ["environments", environment.name], message }];
    }),
  );
}

/** More of something than AWS gives. */
export function overQuota(environment: Environment, at: Place): readonly Problem[] {
  const over = QUOTAS.filter(({ key, varies = false }) => !varies || raised(environment, key) !== undefined).flatMap(
    (quota) => {
      const limit = limitOf(quota, environment);
      return quota
        .uses(environment, at)
        .filter(({ count }) => count > limit)
        .map((use) => ({ quota, use, limit }));
    },
  );
  const fixed = new Set(over.filter(({ quota }) => !quota.raisable).map(({ use }) => place(use)));
  // Where a quota that AWS does not raise is exceeded too, raising the other would not help.
  return over
    .filter(({ quota, use }) => !quota.raisable || !fixed.has(place(use)))
    .map(({ quota, use, limit }) => ({ path: use.path, message: refusal(quota, use, limit) }));
}

function refusal({ key, what, per, raisable, remedy }: Quota, { count, of, detail }: Use, limit: number): string {
  return [
    `${String(count)} ${what}${of === undefined ? "" : ` of ${of}`}, and AWS allows ${String(limit)} per ${per}`,
    ...(detail === undefined ? [] : [detail]),
    raisable ? `${remedy}, or ask AWS to raise the quota and set quotas.${key}` : `${remedy}; AWS does not raise it`,
  ].join("; ");
}

function limitOf({ key, limit }: Quota, environment: Environment): number {
  return raised(environment, key) ?? limit;
}

function raised({ quotas }: Environment, key: string): number | undefined {
  return Object.hasOwn(quotas, key) ? quotas[key as keyof typeof quotas] : undefined;
}

function place({ path }: Use): string {
  return path.map(String).join(".");
}
