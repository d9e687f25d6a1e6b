/** US dollars per month for one resource, in us-east-1, with the sum written out. */
export interface MonthlyCost {
  readonly usd: number;
  readonly how: string;
}

/** What a resource costs, that it costs nothing, or why its price is not known. */
export type Priced = MonthlyCost | "free" | { readonly unpriced: string };
