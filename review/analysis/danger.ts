import { CRITICAL_TYPES } from "./danger/critical-types";
import { lostProtections } from "./danger/protection";
import type { ResourceChange } from "../plan/stack-plan";
import type { Worlds } from "./worlds";

export interface Danger {
  readonly stack: string;
  readonly address: string;
  readonly what: "replaced" | "destroyed" | "protection off";
  /** `data`, `traffic`: what the resource holds or carries. */
  readonly holds: "data" | "traffic" | "protection";
  /** The attribute that forces it, or Terraform's reason. */
  readonly because: string;
  /** What to expect. */
  readonly downtime: string;
}

/** What this change would take away that holds data, carries traffic, or protects. */
export const dangersOf = (worlds: Worlds): readonly Danger[] =>
  worlds.plans
    .flatMap((plan) => plan.changes.filter((change) => change.mode === "managed").flatMap(dangersOfChange))
    .sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));

const ORDER = ["destroyed", "replaced", "protection off"];

const dangersOfChange = (change: ResourceChange): readonly Danger[] => {
  const { stack, address } = change;
  const protections = lostProtections(change).map((lost) => ({
    stack,
    address,
    what: "protection off" as const,
    holds: "protection" as const,
    because: `${lost.attribute}: ${lost.before} → ${lost.after}`,
    downtime: "none now; a later mistake is no longer stopped",
  }));
  const critical = CRITICAL_TYPES[change.type];
  const ends = change.action === "replace" || change.action === "delete";
  if (critical === undefined || !ends || change.deposed) return protections;
  const overlaps = change.createBeforeDestroy && critical.holds === "traffic";
  return [
    {
      stack,
      address,
      what: change.action === "replace" ? "replaced" : "destroyed",
      holds: critical.holds,
      because: becauseOf(change),
      downtime: overlaps
        ? "the new one is made first; whoever keeps its old name or address is cut off"
        : critical.downtime,
    },
    ...protections,
  ];
};

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

const becauseOf = (change: ResourceChange): string => {
  if (change.forcedBy.length > 0)
    return `${change.forcedBy.join(", ")} ${change.forcedBy.length === 1 ? "forces" : "force"} replacement`;
  return REASONS[change.reason ?? ""] ?? change.reason ?? "no longer in the configuration";
};
