import type { Row, Section } from "./section";

/** Rows of one part: the JSON has all of them. */
const MOST_ROWS = 300;
/** Rows that give more access. */
const MOST_BROADER = 1000;
/** Rows that ask for approval: a review that is folded there would hide what it asks for. */
const MOST_ASKING = 10_000;

/** Keeps what asks for approval before what gives more access, and that before all others; sums are always kept. */
export function capped(section: Section): Section {
  const { rows, lead = "" } = section;
  if (rows.length <= MOST_ROWS) return section;
  const asking = rows.filter(asksForApproval).slice(0, MOST_ASKING);
  const broader = rows.filter((row) => row.broadens === true && !asksForApproval(row));
  const others = rows.filter((row) => row.broadens !== true && !asksForApproval(row));
  const chosen = [...asking, ...broader.slice(0, room(MOST_BROADER, asking))];
  const kept = new Set([
    ...chosen,
    ...others.slice(0, room(MOST_ROWS, chosen)),
    ...rows.filter(({ isTotal }) => isTotal),
  ]);
  if (kept.size === rows.length) return section;
  const rest = `${rows.length - kept.size} of ${rows.length} rows are left out; --format json has all of them.`;
  return { ...section, rows: rows.filter((row) => kept.has(row)), lead: `${lead} ${rest}`.trim() };
}

function room(most: number, taken: readonly Row[]): number {
  return Math.max(0, most - taken.length);
}

function asksForApproval({ tone, asks }: Row): boolean {
  return tone === "danger" || asks === true;
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
