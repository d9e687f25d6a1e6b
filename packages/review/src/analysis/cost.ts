import type { PlannedResources } from "../plan/planned-resources";
import { identityOf } from "../plan/planned-resources";
import type { Assumptions } from "../prices/assumptions";
import { REGION_FACTORS } from "../prices/price-table";
import { alternativesOf, type Alternative } from "./cost/alternatives";
import { monthlyCost } from "./cost/monthly";
import { cents } from "./cost/quantity";
import { unpricedOf } from "./cost/unpriced";
import type { BeforeAndAfter } from "./before-and-after";

export interface CostLine {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** What the estimate is made from. */
  readonly how: string;
  /** US dollars per month. */
  readonly before: number;
  readonly after: number;
}

export interface Cost {
  readonly region: string;
  /** Against us-east-1. */
  readonly regionFactor: number;
  readonly assumptions: Assumptions;
  /** US dollars per month, all priced resources. */
  readonly before: number;
  readonly after: number;
  /** Resources whose cost changes. */
  readonly lines: readonly CostLine[];
  /** What else it could be built from, and the difference per month. */
  readonly alternatives: readonly Alternative[];
  /** Types in the plan, those that go included, that cost money and are not in the price table. */
  readonly unpriced: readonly string[];
  /** Whether one of them comes, goes or changes. */
  readonly unpricedChanges: boolean;
}

/** What the environment costs per month before and after, by the prices and assumptions. */
export function costOf(sides: BeforeAndAfter, region: string | undefined, assumptions: Assumptions): Cost {
  const known = REGION_FACTORS[region ?? ""];
  const factor = known ?? 1;
  const before = costsOf(sides.before, factor, assumptions);
  const after = costsOf(sides.after, factor, assumptions);
  const lines = [...new Set([...after.keys(), ...before.keys()])].flatMap((key): readonly CostLine[] => {
    const [earlier, later] = [before.get(key), after.get(key)];
    const either = later ?? earlier;
    if (either === undefined) return [];
    return [
      {
        stack: either.stack,
        address: either.address,
        type: either.type,
        how: either.how,
        before: earlier?.usd ?? 0,
        after: later?.usd ?? 0,
      },
    ];
  });
  const unpriced = unpricedOf(sides, assumptions);
  return {
    region: known === undefined ? `${region ?? "unknown"}, taken for us-east-1` : (region ?? ""),
    regionFactor: factor,
    assumptions,
    before: sum(before),
    after: sum(after),
    lines: lines.filter((line) => line.before !== line.after),
    alternatives: alternativesOf(sides.after, assumptions).map((entry) => ({
      ...entry,
      usdDifference: cents(entry.usdDifference * factor),
    })),
    unpriced: unpriced.all,
    unpricedChanges: unpriced.changes,
  };
}

interface PricedResource {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly how: string;
  readonly usd: number;
}

function costsOf(
  planned: PlannedResources,
  factor: number,
  assumptions: Assumptions,
): ReadonlyMap<string, PricedResource> {
  return new Map(
    planned.resources.flatMap((resource) => {
      const cost = monthlyCost(resource, planned, assumptions);
      if (cost === undefined) return [];
      const { stack, address, type } = resource;
      return [[identityOf(resource), { stack, address, type, how: cost.how, usd: cents(cost.usd * factor) }] as const];
    }),
  );
}

function sum(costs: ReadonlyMap<string, PricedResource>): number {
  return cents([...costs.values()].reduce((total, { usd }) => total + usd, 0));
}
