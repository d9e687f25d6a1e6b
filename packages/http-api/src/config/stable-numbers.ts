import { createHash } from "node:crypto";

/** Numbers from `first` on, `size` of them. */
export interface NumberRange {
  readonly first: number;
  readonly size: number;
}

/**
 * A number for a name that stays when other names come and go: its hash chooses, and only where that number is taken
 * the next free one does.
 *
 * @throws RangeError when every number of the range is taken
 */
function stableNumber(name: string, { first, size }: NumberRange, taken: ReadonlySet<number>): number {
  const start = createHash("sha256").update(name).digest().readUInt32BE(0) % size;
  for (let step = 0; step < size; step++) {
    const number = first + ((start + step) % size);
    if (!taken.has(number)) return number;
  }
  throw new RangeError(`no number is free for ${name} from ${String(first)} to ${String(first + size - 1)}`);
}

/**
 * A number for every item, in order: its own where it gives one, else a stable one. Of two that fall on one number, the
 * later in the list moves on.
 */
export function stableNumbers<T extends { readonly name: string }>(
  items: readonly T[],
  given: (item: T) => number | undefined,
  rangeOf: (item: T) => NumberRange,
): ReadonlyMap<string, number> {
  const taken = new Set(items.flatMap((item) => given(item) ?? []));
  return new Map(
    items.map((item) => {
      const number = given(item) ?? stableNumber(item.name, rangeOf(item), taken);
      taken.add(number);
      return [item.name, number];
    }),
  );
}
