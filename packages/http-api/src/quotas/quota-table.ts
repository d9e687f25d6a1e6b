import Table from "cli-table3";
import type { LedgerRow } from "../config/quotas/ledger";

/** An environment's ledger as a table, the quota that is nearest to its limit first; unused quotas are listed below. */
export function quotaTable(rows: readonly LedgerRow[]): string {
  const table = new Table({
    head: ["quota", "use", "limit", "%", "most", "raise in quotas"],
    colAligns: ["left", "right", "right", "right", "left", "left"],
    style: { head: [], border: [], compact: true },
  });
  const used = rows.filter(({ use }) => use > 0);
  for (const row of used.sort((a, b) => share(b) - share(a))) {
    const { use, limit, of = "" } = row;
    table.push([nameOf(row), use, limit, Math.round(100 * share(row)), of, raised(row)]);
  }
  const unused = rows.filter(({ use }) => use === 0).map(nameOf);
  return [
    table.toString(),
    ...(unused.length === 0 ? [] : [`Not used: ${unused.join(", ")}.`]),
    "Sources: --json.",
  ].join("\n");
}

function nameOf({ what, per }: LedgerRow): string {
  return `${what} per ${per}`;
}

function share({ use, limit }: LedgerRow): number {
  return use / limit;
}

function raised({ key, raisable, varies, limit, default: ours }: LedgerRow): string {
  if (!raisable) return "no";
  if (limit !== ours) return `${key}, from ${String(ours)}`;
  return varies ? `${key}; varies` : key;
}
