import { createHash } from "node:crypto";

/** Numbers from `first` on, `size` of them. */
export interface NumberRange {
  readonly first: number;
  readonly size: number;
}

/** What is known about an item's number before one is chosen. */
interface NumberSources<T> {
  /** The number that the config gives. */
  readonly given: (item: T) => number | undefined;
  /** Numbers of earlier runs, by name; those of removed items are given to no other. */
  readonly recorded: Readonly<Record<string, number>>;
  readonly rangeOf: (item: T) => NumberRange;
}

/**
 * A number for every item: the one that the config gives, else the one of earlier runs if it is still in the item's
 * range, else the one that the hash of its name selects, or the next free one. If two new items select the same number,
 * the later one in the list takes the next.
 *
 * @throws RangeError when every number of a range is taken
 */
export function stableNumbers<T extends { readonly name: string }>(
  items: readonly T[],
  { given, recorded, rangeOf }: NumberSources<T>,
): ReadonlyMap<string, number> {
  const taken = new Set([...items.flatMap((item) => given(item) ?? []), ...Object.values(recorded)]);
  return new Map(
    items.map((item) => {
      const number = given(item) ?? keptNumber(recorded, item.name, rangeOf(item)) ?? newNumber(item, taken, rangeOf);
      taken.add(number);
      return [item.name, number];
    }),
  );
}

function keptNumber(
  recorded: Readonly<Record<string, number>>,
  name: string,
  { first, size }: NumberRange,
): number | undefined {
  const number = Object.hasOwn(recorded, name) ? recorded[name] : undefined;
  return number !== undefined && number >= first && number < first + size ? number : undefined;
}

function newNumber<T extends { readonly name: string }>(
  item: T,
  taken: ReadonlySet<number>,
  rangeOf: (item: T) => NumberRange,
): number {
  const { first, size } = rangeOf(item);
  const start = createHash("sha256").update(item.name).digest().readUInt32BE(0) % size;
  for (let step = 0; step < size; step++) {
    const number = first + ((start + step) % size);
    if (!taken.has(number)) return number;
  }
  throw new RangeError(`no number is free for ${item.name} from ${String(first)} to ${String(first + size - 1)}`);
}
