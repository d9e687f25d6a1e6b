export interface BoxTableProps {
  /** Characters in each column. */
  readonly widths: readonly number[];
  /** Lines of each cell. */
  readonly head: readonly (readonly string[])[];
  readonly rows: readonly BoxTableRow[];
  /** Whether a line is drawn between rows: where one takes several lines of text, they would run together. */
  readonly apart: boolean;
}

export interface BoxTableRow {
  readonly cells: readonly (readonly string[])[];
  readonly paint: (text: string) => string;
}

/** A table drawn with box characters; made for tables of many thousand rows. */
export function boxTable({ widths, head, rows, apart }: BoxTableProps): string {
  function rule(left: string, middle: string, right: string): string {
    return left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  }
  const between = rule("├", "┼", "┤");
  const lines = [rule("┌", "┬", "┐"), ...rowLines(head, widths, (text) => text), between];
  rows.forEach(({ cells, paint }, index) => {
    if (apart && index > 0) lines.push(between);
    for (const line of rowLines(cells, widths, paint)) lines.push(line);
  });
  lines.push(rule("└", "┴", "┘"));
  return lines.join("\n");
}

function rowLines(
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  paint: (text: string) => string,
): readonly string[] {
  const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, at) => {
    const texts = widths.map((width, index) => {
      const text = cells[index]?.[at] ?? "";
      return text === "" ? " ".repeat(width) : paint(text) + " ".repeat(Math.max(0, width - text.length));
    });
    return `│ ${texts.join(" │ ")} │`;
  });
}
