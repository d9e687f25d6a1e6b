/** Created once: constructing it takes longer than formatting a thousand numbers. */
const NUMERALS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** A formatted number: `1,000,000`, `6.7`. */
export function numeral(count: number): string {
  return NUMERALS.format(count);
}

/** US dollars as they are summed and shown. */
export function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

/** A number of things: `1 zone`, `1,000,000 requests`. */
export function quantity(count: number, thing: string): string {
  return `${numeral(count)} ${thing}${count === 1 ? "" : "s"}`;
}
