import type { Judged } from "../policy/judge";
import type { Review } from "../review";

export type Tone = "added" | "removed" | "changed" | "danger" | "plain";

export interface Row {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** Whether it gives more access. */
  readonly broadens?: boolean;
  /** Whether it needs approval by the policy: such a row is neither folded nor cut before others. */
  readonly asks?: boolean;
  /** Whether it sums up the others. */
  readonly isTotal?: true;
}

/** A row whose cells are written when they are asked for: most rows of a large plan are left out. */
export class LateRow implements Row {
  private written: readonly string[] | undefined;

  constructor(
    private readonly write: () => readonly string[],
    readonly tone: Tone,
    readonly asks: boolean,
    readonly broadens: boolean,
  ) {}

  get cells(): readonly string[] {
    return (this.written ??= this.write());
  }
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

/** Writes the address of a resource, with its stack if the review has several. */
export function placesIn({ verdict }: Review): (entry: { readonly stack: string; readonly address: string }) => string {
  const isOne = verdict.stacks.length === 1;
  return ({ stack, address }) => (isOne ? address : `${stack}: ${address}`);
}

/** The column that says what the policy makes of a finding. */
export const APPROVAL = "Approval";

/** A fingerprint where approval is asked for, the reason where the policy file accepts it. */
export function approvalCell({ asks, accepted, fingerprint }: Judged<object>): string {
  if (accepted !== undefined) return `accepted: ${accepted}`;
  return asks ? fingerprint : "";
}
