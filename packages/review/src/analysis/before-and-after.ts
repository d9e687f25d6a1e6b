import type { StackPlan } from "../plan/stack-plan";
import { PlannedResources } from "../plan/planned-resources";

/** Both sides of a change, and what lies between. */
export interface BeforeAndAfter {
  readonly plans: readonly StackPlan[];
  readonly before: PlannedResources;
  readonly after: PlannedResources;
}

export function beforeAndAfter(plans: readonly StackPlan[]): BeforeAndAfter {
  return {
    plans,
    before: new PlannedResources(plans, "before"),
    after: new PlannedResources(plans, "after"),
  };
}
