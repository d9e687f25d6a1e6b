import type { ResourceChange } from "../plan/stack-plan";
import { isEcho } from "./drift/echoes";
import { listDrift } from "./drift/lists";
import { differences, show, type DriftedAttribute } from "./drift/values";
import type { BeforeAndAfter } from "./before-and-after";

export interface Drift {
  readonly stack: string;
  readonly address: string;
  readonly what: "changed" | "deleted";
  readonly attributes: readonly DriftedAttribute[];
}

/** What changed outside Terraform since its last apply, without what AWS itself writes into a resource's attributes. */
export function driftOf(sides: BeforeAndAfter): readonly Drift[] {
  return sides.plans.flatMap((plan) =>
    plan.drift.flatMap((change): readonly Drift[] => {
      const { stack, address } = change;
      if (change.after === undefined) return [{ stack, address, what: "deleted", attributes: [] }];
      const attributes = changedAttributes(change, sides);
      return attributes.length === 0 ? [] : [{ stack, address, what: "changed", attributes }];
    }),
  );
}

function changedAttributes(change: ResourceChange, sides: BeforeAndAfter): readonly DriftedAttribute[] {
  return (
    Object.keys({ ...change.before, ...change.after })
      // `tags_all` repeats `tags`.
      .filter((attribute) => attribute !== "tags_all")
      .flatMap((attribute): readonly DriftedAttribute[] => {
        const found = differences(attribute, change.before?.[attribute], change.after?.[attribute]);
        if (found.length === 0 || isEcho(change, attribute, sides)) return [];
        const list = listDrift(change, attribute, sides);
        if (list === undefined) return found;
        if (list.gone.length + list.come.length === 0) return [];
        return [{ attribute, before: show(list.gone.join("\n")), after: show(list.come.join("\n")) }];
      })
  );
}
