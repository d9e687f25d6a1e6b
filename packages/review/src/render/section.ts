export type Tone = "added" | "removed" | "changed" | "danger" | "plain";

export interface Row {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** Whether it gives more access. */
  readonly broadens?: boolean;
}

/** A part of the review as a table, for every format that is read by people. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Said above the table. */
  readonly lead?: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** By the sign of what comes, goes or changes. */
export const SIGN_TONES: Readonly<Record<"+" | "-" | "~", Tone>> = { "+": "added", "-": "removed", "~": "changed" };
