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
    row("none", 0, { what: "wishes" }),
    row("some", 20, { varies: true }),
  ]).split("\n");
  const cells = lines
    .filter((line) => line.includes("things"))
    .map((line) => line.split("│").map((cell) => cell.trim()));
  expect(cells.map((each) => each.slice(1, -1))).toEqual([
    ["things per API", "150", "200", "75", "orders", "most, from 100"],
    ["things per API", "20", "100", "20", "", "some; varies"],
    ["things per API", "1", "100", "1", "", "no"],
  ]);
  expect(lines.at(-2)).toBe("Not used: wishes per API.");
});
