import type { Grade } from "./who";

/** What of a finding may name accounts. */
export interface Naming extends Grade {
  readonly principal?: readonly string[];
  readonly condition?: readonly string[];
  readonly what?: string;
  readonly peer?: string;
}

/**
 * Who gains, for people: where no plan tells its own account, one that is named may be it, so its number is said.
 * @param knowsOwn whether some plan tells its own account
 */
export function circleName(finding: Naming, knowsOwn: boolean): string {
  const numbers = finding.who !== "another account" || knowsOwn ? [] : accountsIn(finding);
  return numbers.length === 0 ? finding.who : `account ${numbers.join(", ")}`;
}

function accountsIn({ principal = [], condition = [], what = "", peer = "" }: Naming): readonly string[] {
  const texts = [...principal, ...condition, what, peer].join(" ");
  return [...new Set(texts.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])];
}
