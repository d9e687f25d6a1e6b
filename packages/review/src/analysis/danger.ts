import { accountWideDangers, withScope } from "./danger/account-wide";
import { type Danger, dangerOf } from "./danger/danger";
import { hiddenFindings } from "./danger/hides";
import { cutRoutes } from "./danger/cut-routes";
import { deniesAll } from "./danger/denies-all";
import { criticalBy, criticalTypeOf, isEnding } from "./danger/kinds";
import type { CriticalType } from "./danger/critical-types";
import { isLinkOfOwnState } from "./danger/link-users";
import { lostGuards, withoutGuard } from "./danger/protection";
import { movedNames } from "./danger/names";
import { deletingRules, worseSettings } from "./danger/settings";
import type { WorseSetting } from "./danger/worse-setting";
import { stateBucketDangers } from "./danger/state-buckets";
import { goesWithItsUsers } from "./danger/users";
import { matches } from "./iam/globs";
import type { Critical, ReviewPolicy } from "../policy/policy-schema";
import { cutEntries, unusedParts } from "./traffic/entry-changes";
import type { PlanEvent } from "../plan/plan-events";
import { identityOf } from "../plan/planned-resources";
import type { ResourceChange } from "../plan/stack-plan";
import type { BeforeAndAfter } from "./before-and-after";

export type { Danger };

/** What this change would take away that holds data, carries traffic, or protects. */
export function dangersOf(
  sides: BeforeAndAfter,
  { critical = [], stateBuckets = [] }: Partial<Pick<ReviewPolicy, "critical" | "stateBuckets">> = {},
): readonly Danger[] {
  const unused = unusedParts(sides);
  const all = sides.plans
    .flatMap((plan) => plan.changes)
    .filter(({ mode }) => mode === "managed")
    .flatMap((change) =>
      [
        ...(isEnding(change) && !unused.has(identityOf(change)) ? endOf(change, sides, critical) : []),
        ...settingsOf(change, sides),
        ...[...cutRoutes(change, sides), ...deniesAll(change, sides)].map((worse) => worseOf(change, worse)),
        ...lostGuards(change, sides).map((because) => guardLost(change, because)),
        ...movedNames(change, sides),
        ...accountWideDangers(change),
        ...hiddenFindings(change),
      ].map((danger) => withScope(danger, change.type)),
    );
  const actions = sides.plans.flatMap(({ events }) => events ?? []).flatMap(actionDangers);
  return [...stateBucketDangers([...all, ...actions, ...cutEntries(sides)], sides, new Set(stateBuckets))].sort(
    (a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what),
  );
}

/** Actions that stop what runs. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/actions/ec2_stop_instance */
const STOPS = /^aws_\w*_(stop|terminate|reboot)_/;

function actionDangers({ kind, stack, address, type }: PlanEvent): readonly Danger[] {
  if (kind !== "action" || !STOPS.test(type)) return [];
  const because = "the apply invokes this action";
  const level = "interrupts traffic";
  const downtime = "what it stops answers no longer";
  return [
    { stack, address, what: "changed", holds: "traffic", level, approval: true, never: false, because, downtime },
  ];
}

const ORDER = ["destroyed", "replaced", "changed", "protection off"];

const LEVELS = { data: "loses data", traffic: "interrupts traffic" } as const;

function guardLost(change: ResourceChange, because: string): Danger {
  return dangerOf(change, { level: "weakens protection", because, downtime: withoutGuard(change.type) });
}

function settingsOf(change: ResourceChange, sides: BeforeAndAfter): readonly Danger[] {
  if (change.deposed) return [];
  const worse = change.before === undefined ? onWhatStays(change, sides) : worseSettings(change);
  return worse.map((setting) => worseOf(change, setting));
}

function worseOf(change: ResourceChange, { level, because, expect }: WorseSetting): Danger {
  return dangerOf(change, { level, because, downtime: expect });
}

/** A rule that deletes by age has no effect yet on a bucket that is created with it. */
function onWhatStays(change: ResourceChange, sides: BeforeAndAfter): readonly WorseSetting[] {
  const target = change.after?.["bucket"] ?? change.after?.["repository"];
  if (target === undefined || target === null) return deletingRules(change);
  const resource = { ...change, values: change.after ?? {}, change };
  const made = sides.after.resolve(resource, target, "aws_s3_bucket", "aws_ecr_repository");
  const isNew = made === undefined ? undefined : made.change.action === "create" && !made.change.imported;
  return isNew === true ? [] : deletingRules(change);
}

/** What ends that holds data or carries traffic, or that the policy file calls critical. */
function endOf(change: ResourceChange, sides: BeforeAndAfter, policy: readonly Critical[]): readonly Danger[] {
  const said = policy.find((entry) => isMeant(entry, change));
  const critical = said === undefined ? criticalTypeOf(change.type) : criticalBy(said, change.type);
  if (critical === undefined) return [];
  const { stack, address } = change;
  const { holds } = critical;
  const level = LEVELS[holds];
  if (ADOPTED.test(change.type) && change.before?.["force_destroy"] !== true) return [];
  // Traffic already goes to the one that took its place; data is where it was.
  if (change.deposed && holds === "traffic") return [];
  const same = { stack, address, holds, level, never: false, because: becauseOf(change) };
  if (change.action === "delete") {
    if (said === undefined && goesWithItsUsers(change, sides)) return [];
    return [{ ...same, what: "destroyed", approval: true, downtime: critical.destroyed }];
  }
  const overlaps = change.createBeforeDestroy && holds === "traffic";
  const downtime = overlaps ? whileBothExist(change, critical, sides) : critical.replaced;
  return [{ ...same, what: "replaced", approval: !(overlaps && critical.swaps === true), downtime }];
}

function whileBothExist(change: ResourceChange, critical: CriticalType, sides: BeforeAndAfter): string {
  const { overlapping, overlappingAlone } = critical;
  if (overlappingAlone !== undefined && isLinkOfOwnState(change, sides)) return overlappingAlone;
  return overlapping ?? "the new one is created first; clients that keep the old name or address are cut off";
}

/**
 * Terraform leaves a default network in place unless `force_destroy` says otherwise.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/default_vpc
 */
const ADOPTED = /^aws_default_(vpc|subnet)$/;

function isMeant({ type, address }: Critical, change: ResourceChange): boolean {
  return type === undefined ? matches(address ?? "", change.address, false) : type === change.type;
}

const REASONS: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_count_index: "its index is past the count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_wrong_repetition: "count or for_each was added or removed",
  replace_because_tainted: "tainted: an earlier apply did not finish it",
  replace_by_request: "asked for with -replace",
  replace_by_triggers: "replace_triggered_by",
};

function becauseOf(change: ResourceChange): string {
  if (change.deposed) return "left behind by an earlier replacement (deposed)";
  if (change.forcedBy.length > 0)
    return `${change.forcedBy.join(", ")} ${change.forcedBy.length === 1 ? "forces" : "force"} replacement`;
  return REASONS[change.reason ?? ""] ?? change.reason ?? "no longer in the configuration";
}
