import { arch, cpus, platform } from "node:os";
import Table from "cli-table3";

interface MeasuredTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The benchmarks' results: printed one by one, or as one JSON document at the end. */
export class Report {
  private readonly tables: MeasuredTable[] = [];
  private readonly notes: string[] = [];

  constructor(private readonly asJson: boolean) {}

  /** A titled table; numbers are right-aligned. */
  table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.tables.push({ title, head, rows });
    if (this.asJson) return;
    const table = new Table({
      head: [...head],
      colAligns: head.map((_, column) => (column === 0 ? "left" : "right")),
      style: { head: [], border: [], compact: true },
    });
    for (const row of rows) table.push([...row]);
    console.log(`\n${title}\n${table.toString()}`);
  }

  note(line: string): void {
    this.notes.push(line);
    if (!this.asJson) console.log(line);
  }

  /** Prints the JSON document. It describes the machine, because most figures are valid only for it. */
  end(): void {
    if (!this.asJson) return;
    const [cpu] = cpus();
    const machine = { cpu: cpu?.model ?? "unknown", cores: cpus().length, platform: `${platform()} ${arch()}` };
    const { tables, notes } = this;
    const document = { date: new Date().toISOString(), node: process.version, machine, tables, notes };
    console.log(JSON.stringify(document, null, 2));
  }
}

/** A ratio as text, with two decimals. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}
