/** Made once: making it takes longer than a thousand numbers. */
const NUMERALS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** A number as people write it: `1,000,000`, `6.7`. */
export const numeral = (count: number): string => NUMERALS.format(count);

/** US dollars as they are summed and shown. */
export const cents = (usd: number): number => Math.round(usd * 100) / 100;

/** A number of things: `1 zone`, `1,000,000 requests`. */
export const quantity = (count: number, thing: string): string => `${numeral(count)} ${thing}${count === 1 ? "" : "s"}`;
