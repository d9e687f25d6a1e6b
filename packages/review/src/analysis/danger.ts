import { criticalTypeOf, isEnding } from "./danger/kinds";
import { lostProtections } from "./danger/protection";
import type { ResourceChange } from "../plan/stack-plan";
import type { BeforeAndAfter } from "./before-and-after";

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
export const dangersOf = (sides: BeforeAndAfter): readonly Danger[] =>
  sides.plans
    .flatMap((plan) => plan.changes)
    .filter(({ mode }) => mode === "managed")
    .flatMap((change) => [...endOf(change), ...protectionsLostBy(change, sides)])
    .sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));

const ORDER = ["destroyed", "replaced", "protection off"];

const protectionsLostBy = (change: ResourceChange, sides: BeforeAndAfter): readonly Danger[] =>
  lostProtections(change, sides).map((because) => ({
    stack: change.stack,
    address: change.address,
    what: "protection off",
    holds: "protection",
    because,
    downtime: "none now; what it guarded against is no longer stopped",
  }));

/** What ends that holds data or carries traffic. */
const endOf = (change: ResourceChange): readonly Danger[] => {
  const critical = criticalTypeOf(change.type);
  if (critical === undefined || !isEnding(change)) return [];
  const { stack, address } = change;
  const { holds } = critical;
  // Traffic already goes to the one that took its place; data is where it was.
  if (change.deposed && holds === "traffic") return [];
  if (change.action === "delete")
    return [{ stack, address, what: "destroyed", holds, because: becauseOf(change), downtime: critical.destroyed }];
  const overlaps = change.createBeforeDestroy && holds === "traffic";
  const downtime = overlaps
    ? (critical.overlapping ?? "the new one is made first; whoever keeps its old name or address is cut off")
    : critical.replaced;
  return [{ stack, address, what: "replaced", holds, because: becauseOf(change), downtime }];
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
  if (change.deposed) return "left behind by an earlier replacement (deposed)";
  if (change.forcedBy.length > 0)
    return `${change.forcedBy.join(", ")} ${change.forcedBy.length === 1 ? "forces" : "force"} replacement`;
  return REASONS[change.reason ?? ""] ?? change.reason ?? "no longer in the configuration";
};
