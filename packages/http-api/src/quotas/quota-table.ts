import Table from "cli-table3";
import type { LedgerRow } from "../config/quotas/ledger";

/** An environment's ledger as a table, the quota that is nearest to its limit first. */
export function quotaTable(rows: readonly LedgerRow[]): string {
  const table = new Table({
    head: ["quota", "use", "limit", "%", "per", "most", "raisable", "source"],
    colAligns: ["left", "right", "right", "right", "left", "left", "left", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const row of [...rows].sort((a, b) => share(b) - share(a))) {
    const { what, key, use, limit, per, of = "", source } = row;
    table.push([`${what} (${key})`, use, limit, Math.round(100 * share(row)), per, of, raisable(row), source]);
  }
  return table.toString();
}

function share({ use, limit }: LedgerRow): number {
  return use / limit;
}

function raisable({ raisable: can, varies, limit, default: ours }: LedgerRow): string {
  if (!can) return "no";
  if (limit !== ours) return `yes, from ${String(ours)}`;
  return varies ? "yes; varies by account" : "yes";
}
