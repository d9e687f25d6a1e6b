/** Narrower, no table can be read; a terminal that says less (some say 0) does not know. */
const NARROWEST = 20;

/** For files, pipes, and terminals that do not say how wide they are. */
const USUAL = 120;

/** Columns to write for, from what a terminal or the variable COLUMNS says. */
export function terminalWidth(said: number | string | undefined): number {
  const columns = Number(said ?? USUAL);
  return Number.isInteger(columns) && columns >= NARROWEST ? columns : USUAL;
}
