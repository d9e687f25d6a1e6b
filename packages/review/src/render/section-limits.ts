import type { Row, Section } from "./section";

/** Rows of one part: the JSON has all of them. */
const MOST_ROWS = 300;
/** Rows that give more access. */
const MOST_BROADER = 1000;
/** Rows that ask for approval: a review that is folded there would hide what it asks for. */
const MOST_ASKING = 10_000;

/** The part without columns that say nothing in any row, and without rows that would make it too long. */
export function trimmed(section: Section): Section {
  const short = capped(section);
  const told = short.columns.map((_, at) => short.rows.some((row) => row.cells[at] !== ""));
  return withColumns(short, told);
}

/** Keeps what asks for approval before what gives more access, and that before all others; sums are always kept. */
function capped(section: Section): Section {
  const { rows, lead = "" } = section;
  if (rows.length <= MOST_ROWS) return section;
  const asking: Row[] = [];
  const broader: Row[] = [];
  const others: Row[] = [];
  for (const row of rows) (asksForApproval(row) ? asking : row.broadens === true ? broader : others).push(row);
  const first = asking.slice(0, MOST_ASKING);
  const chosen = [...first, ...broader.slice(0, room(MOST_BROADER, first))];
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

function withColumns(section: Section, kept: readonly boolean[]): Section {
  if (!kept.includes(false)) return section;
  function pick(cells: readonly string[]): readonly string[] {
    return section.columns.flatMap((_, at) => (kept[at] === true ? [cells[at] ?? ""] : []));
  }
  return {
    ...section,
    columns: pick(section.columns),
    rows: section.rows.map((row) => ({ ...row, cells: pick(row.cells) })),
  };
}
