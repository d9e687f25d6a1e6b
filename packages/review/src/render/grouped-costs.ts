import type { CostLine } from "../analysis/cost";
import { cents } from "../analysis/cost/quantity";

export type PlaceOf = (entry: { readonly stack: string; readonly address: string }) => string;

/** One line of the cost, or several that differ in nothing but the name, as one. */
export interface GroupedCost {
  readonly name: string;
  readonly how: string;
  /** US dollars per month, all of them together. */
  readonly before: number;
  readonly after: number;
}

/** Lines of the same stack, type, estimate and price together; what changes most comes first. */
export function grouped(lines: readonly CostLine[], placeOf: PlaceOf): readonly GroupedCost[] {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.stack, line.type, line.how, line.before, line.after]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  function difference({ before, after }: GroupedCost): number {
    return Math.abs(cents(after - before));
  }
  // Where two change as much, they keep the order of the plan.
  return [...groups.values()].flatMap((alike) => asOne(alike, placeOf)).sort((a, b) => difference(b) - difference(a));
}

function asOne(alike: readonly CostLine[], placeOf: PlaceOf): readonly GroupedCost[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { stack, address, type, how, before, after } = first;
  const count = alike.length;
  return [
    {
      name: placeOf({ stack, address: count === 1 ? address : `${count} × ${type}` }),
      how: count === 1 ? how : `${how} each`,
      before: cents(before * count),
      after: cents(after * count),
    },
  ];
}
