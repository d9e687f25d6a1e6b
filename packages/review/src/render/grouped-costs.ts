import type { CostLine } from "../analysis/cost";
import { cents } from "../analysis/cost/quantity";

/** One line of the cost, or several that differ in nothing but the name, as one. */
export interface GroupedCost {
  readonly name: string;
  readonly how: string;
  /** US dollars a month, all of them together. */
  readonly before: number;
  readonly after: number;
}

/** Lines of the same stack, type, reckoning and price together; what changes most comes first. */
export function grouped(lines: readonly CostLine[]): readonly GroupedCost[] {
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
  return [...groups.values()].flatMap(asOne).sort((a, b) => difference(b) - difference(a));
}

function asOne(alike: readonly CostLine[]): readonly GroupedCost[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { stack, address, type, how, before, after } = first;
  const count = alike.length;
  return [
    {
      name: count === 1 ? `${stack}: ${address}` : `${stack}: ${count} × ${type}`,
      how: count === 1 ? how : `${how} each`,
      before: cents(before * count),
      after: cents(after * count),
    },
  ];
}
