import type { LedgerRow } from "../../src/config/quotas/ledger";
import { quotaTable } from "../../src/quotas/quota-table";

function row(key: string, use: number, more: Partial<LedgerRow> = {}): LedgerRow {
  return {
    key,
    what: "things",
    per: "API",
    use,
    limit: 100,
    default: 100,
    raisable: true,
    varies: false,
    source: "a page",
    ...more,
  };
}

test("the quota that is nearest to its limit comes first, with what is known of it", () => {
  const lines = quotaTable([
    row("few", 1, { raisable: false }),
    row("most", 150, { limit: 200, of: "orders" }),
    row("some", 20, { varies: true }),
  ]).split("\n");
  const cells = lines
    .filter((line) => line.includes("things"))
    .map((line) => line.split("│").map((cell) => cell.trim()));
  expect(cells.map((each) => each.slice(1, -1))).toEqual([
    ["things (most)", "150", "200", "75", "API", "orders", "yes, from 100", "a page"],
    ["things (some)", "20", "100", "20", "API", "", "yes; varies by account", "a page"],
    ["things (few)", "1", "100", "1", "API", "", "no", "a page"],
  ]);
});
