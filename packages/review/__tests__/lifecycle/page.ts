import { readFileSync } from "node:fs";
import path from "node:path";
import type { LifecycleRow } from "./rows";

export const PAGE = path.resolve(__dirname, "../../../../docs/lifecycle.md");

const HEADINGS = ["setting", "how", "replaced or destroyed, or why refused", "new tasks", "interruption"];

const BLOCK = /(<!-- matrix -->\n)([^]*?)(<!-- end of matrix -->)/;

/** A row as the page's table has it, a text per column. */
export function cellsOf({ setting, how, what, newTasks, interruption }: LifecycleRow): readonly string[] {
  return [setting, how, what, newTasks ? "yes" : "", interruption].map((text) => text.replaceAll("|", "/"));
}

/** The rows of docs/lifecycle.md. */
export function pageRows(page = readFileSync(PAGE, "utf8")): readonly (readonly string[])[] {
  const lines = (BLOCK.exec(page)?.[2] ?? "").split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** docs/lifecycle.md with these rows, a text per column, in place of its own. */
export function lifecyclePage(rows: readonly (readonly string[])[], page = readFileSync(PAGE, "utf8")): string {
  return page.replace(BLOCK, (_block, begin: string, _rows, end: string) => `${begin}\n${table(rows)}\n${end}`);
}

/** A Markdown table, padded as Prettier does. */
function table(cells: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...[HEADINGS, ...cells].map((row) => (row[column] ?? "").length)),
  );
  function line(row: readonly string[]): string {
    return `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  }
  return [line(HEADINGS), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("");
}
