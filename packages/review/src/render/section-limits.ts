import type { Row, Section } from "./section";

/** More rows than this nobody reads; the JSON has all of them. */
const MOST_ROWS = 300;
/** Of what somebody has to read, danger, more access and whatever asks for approval, more. */
const MOST_ASKING = 1000;

/** Rows that somebody has to read are kept before all others, and so are sums. */
export function capped(section: Section): Section {
  const { rows, lead = "" } = section;
  if (rows.length <= MOST_ROWS) return section;
  const asking = rows.filter(isAsking).slice(0, MOST_ASKING);
  const others = rows.filter((row) => !isAsking(row)).slice(0, Math.max(0, MOST_ROWS - asking.length));
  const chosen = new Set([...asking, ...others, ...rows.filter(({ isTotal }) => isTotal)]);
  const kept = rows.filter((row) => chosen.has(row));
  if (kept.length === rows.length) return section;
  const rest = `${rows.length - kept.length} of ${rows.length} rows are left out; --format json has all of them.`;
  return { ...section, rows: kept, lead: `${lead} ${rest}`.trim() };
}

function isAsking({ tone, broadens, asks }: Row): boolean {
  return tone === "danger" || broadens === true || asks === true;
}

/** The part without columns that say nothing in any row. */
export function withoutEmptyColumns(section: Section): Section {
  const kept = section.columns
    .map((_, index) => index)
    .filter((at) => section.rows.some((row) => row.cells[at] !== ""));
  function pick(cells: readonly string[]): readonly string[] {
    return kept.map((index) => cells[index] ?? "");
  }
  return {
    ...section,
    columns: pick(section.columns),
    rows: section.rows.map((row) => ({ ...row, cells: pick(row.cells) })),
  };
}
