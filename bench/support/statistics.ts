/** The value below which a share of the values lies (0 to 1), by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError("no values");
  return value;
}

/** The middle value: one run that the machine disturbed does not move it. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
