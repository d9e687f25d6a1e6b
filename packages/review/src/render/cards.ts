import { fold } from "./fold";
import type { Row, Section } from "./section";

/** Lines of a continued value are indented, so that the name of each column is seen. */
const INDENT = "  ";

/** A table for a narrow terminal: per row, one line per column with its name. */
export function cards({ columns, rows }: Section, width: number, paint: (row: Row, text: string) => string): string {
  return rows.map((row) => paint(row, cardOf(columns, row, width))).join(`\n${"─".repeat(Math.max(1, width))}\n`);
}

function cardOf(columns: readonly string[], { cells }: Row, width: number): string {
  const lines = columns.flatMap((column, index) => {
    const cell = cells[index] ?? "";
    if (cell === "") return [];
    // A column without a name has a sign, which goes before the first named one.
    return column === "" ? [] : [`${column}: ${cell.replaceAll("\n", `\n${INDENT}`)}`];
  });
  const sign = columns[0] === "" ? `${cells[0] ?? ""} ` : "";
  return fold(`${sign}${lines.join("\n")}`, width).join("\n");
}

/** Whether a heading would be broken inside a word. */
export function isTooNarrow(columns: readonly string[], widths: readonly number[]): boolean {
  return columns.some((column, index) => column.split(" ").some((word) => word.length > (widths[index] ?? 0)));
}
