/** The quantile of a share (0 to 1), by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError("no values");
  return value;
}

/** The middle value, which one disturbed run does not change. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
