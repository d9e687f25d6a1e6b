import { BREAKS, longestPiece } from "./fold";

/**
 * Widths that columns may have so that their sum stays within `room`. First each gets what its cells need when they are
 * broken as far as names allow; then, as long as there is room, what they need at each better way to break them.
 */
export function fitWidths(rows: readonly (readonly string[])[], room: number): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  // One long name may be broken before all other columns are.
  const half = Math.floor(room / 2);
  const steps = BREAKS.map((_, index) => {
    const needed = neededWidths(rows, columns, BREAKS.slice(0, index + 1));
    return index === 0 ? needed : needed.map((width) => Math.min(width, half));
  });
  return steps.reduceRight<readonly number[]>(
    (widths, wanted) => raise(widths, wanted, room - sum(widths)),
    Array.from({ length: columns }, () => 1),
  );
}

function neededWidths(
  rows: readonly (readonly string[])[],
  columns: number,
  breaks: readonly RegExp[],
): readonly number[] {
  return Array.from({ length: columns }, (_, index) =>
    rows.reduce((most, row) => {
      const cell = row[index] ?? "";
      return cell.length <= most ? most : Math.max(most, longestPiece(cell, breaks));
    }, 1),
  );
}

/** Gives `spare` to the columns that lack the least first, so that most are served whole; the last share what is left by need. */
function raise(widths: readonly number[], wanted: readonly number[], spare: number): readonly number[] {
  const lacking = widths.map((width, index) => Math.max(0, (wanted[index] ?? 0) - width));
  const raised = widths.slice();
  let left = Math.max(0, spare);
  let open = sum(lacking);
  for (const index of lacking.map((_, at) => at).sort((a, b) => (lacking[a] ?? 0) - (lacking[b] ?? 0))) {
    const lack = lacking[index] ?? 0;
    if (lack === 0) continue;
    const rest = lacking.filter((other) => other >= lack).length;
    // A column that asks for no more than an equal share of what is left gets it whole.
    const given = lack * rest <= left ? lack : Math.floor((left * lack) / open);
    raised[index] = (raised[index] ?? 0) + given;
    left -= given;
    open -= lack;
  }
  return raised;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
