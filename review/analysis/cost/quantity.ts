/** A number as people write it: `1,000,000`, `6.7`. */
export const numeral = (count: number, digits = 1): string =>
  count.toLocaleString("en-US", { maximumFractionDigits: digits });

/** A number of things: `1 zone`, `1,000,000 requests`. */
export const quantity = (count: number, thing: string): string => `${numeral(count)} ${thing}${count === 1 ? "" : "s"}`;
