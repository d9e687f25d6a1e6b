/** Returns items in turn, each as often as its weight says, evenly spread: weights 3 and 1 give a a b a, not a a a b. */
export class WeightedTurns<T> {
  private readonly entries: { readonly item: T; readonly weight: number; credit: number }[];
  private readonly total: number;

  constructor(items: readonly { readonly item: T; readonly weight: number }[]) {
    this.entries = items.filter(({ weight }) => weight > 0).map((entry) => ({ ...entry, credit: 0 }));
    this.total = this.entries.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** `undefined` when every weight is 0. */
  next(): T | undefined {
    let best = this.entries[0];
    if (this.entries.length === 1) return best?.item;
    for (const entry of this.entries) {
      entry.credit += entry.weight;
      if (best === undefined || entry.credit > best.credit) best = entry;
    }
    if (best !== undefined) best.credit -= this.total;
    return best?.item;
  }
}
