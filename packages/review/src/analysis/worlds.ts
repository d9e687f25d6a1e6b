import type { StackPlan } from "../plan/stack-plan";
import { World } from "../plan/world";

/** Both sides of a change, and what lies between. */
export interface Worlds {
  readonly plans: readonly StackPlan[];
  readonly before: World;
  readonly after: World;
}

export const worldsOf = (plans: readonly StackPlan[]): Worlds => ({
  plans,
  before: new World(plans, "before"),
  after: new World(plans, "after"),
});
