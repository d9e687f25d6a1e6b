import { numeral } from "../analysis/cost/quantity";
import type { Row, Section } from "./section";

/** A section of which some rows may be left out. */
export interface Shortened {
  readonly section: Section;
  readonly rows: readonly Row[];
}

/** A cell of about `most` characters: its first lines, and how many more there are; of a long line its start. */
export function shortenCell(cell: string, most: number): string {
  if (cell.length <= most) return cell;
  const lines = cell.split("\n").map((line) => shortenLine(line, most));
  let length = 0;
  const fitting = lines.findIndex((line) => (length += line.length + 1) > most);
  const kept = Math.max(1, fitting === -1 ? lines.length : fitting);
  const left = lines.length - kept;
  return [...lines.slice(0, kept), ...(left === 0 ? [] : [`… ${numeral(left)} more`])].join("\n");
}

/** The start of a line that is longer than `most` characters. */
export function shortenLine(line: string, most: number): string {
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** Rows of each part that are shown before any part has all of its rows. */
const FIRST_ROWS = 8;

/**
 * The rows that have room, each of `lengthOf` characters: first every danger, then the first rows of each part, then the
 * others, each time what broadens access before what costs. In each part they keep their order.
 */
export function shortenRows(
  sections: readonly Section[],
  room: number,
  lengthOf: (row: Row, section: Section) => number,
): readonly Shortened[] {
  const all = sections.flatMap((section) =>
    section.rows.map((row, index) => ({ row, section, turn: turnOf(section, row, index) })),
  );
  const shown = new Set<Row>();
  const full = new Set<Section>();
  let left = room;
  for (const { row, section } of all.sort((a, b) => a.turn - b.turn)) {
    const length = lengthOf(row, section);
    // After a row that has no room no other of its part is shown: what is left out is one end and no holes.
    if (length > left) full.add(section);
    if (full.has(section)) continue;
    shown.add(row);
    left -= length;
  }
  return sections.map((section) => ({ section, rows: section.rows.filter((row) => shown.has(row)) }));
}

/** Parts from the most to the least important; what asks for approval, then what broadens access, goes before them all. */
const IMPORTANCE = [
  "danger",
  "events",
  "asks",
  "broader",
  "policy",
  "stacks",
  "drift",
  "quotas",
  "iam",
  "network",
  "exposure",
  "permissions",
  "traffic",
  "cost",
  "alternatives",
  "not-judged",
  "resources",
];

function turnOf(section: Section, { broadens, asks }: Row, index: number): number {
  const isOwn = section.id === "danger" || section.id === "resources";
  const first = asks === true ? "asks" : broadens === true ? "broader" : undefined;
  const importance = IMPORTANCE.indexOf(isOwn || first === undefined ? section.id : first);
  return importance === 0 || index < FIRST_ROWS ? importance : importance + IMPORTANCE.length;
}
