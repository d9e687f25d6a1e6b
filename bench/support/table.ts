import Table from "cli-table3";

/** Prints a titled table; numbers stand right. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push([...row]);
  console.log(`\n${title}\n${table.toString()}`);
}

/** A ratio as it is shown: two places. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}
