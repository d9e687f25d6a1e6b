import pc from "picocolors";
import type { Colors } from "picocolors/types";

type Paint = (text: string) => string;

/** Where a run writes: task output in colors by service, its own notes, the table. */
export class Console {
  readonly colors: Colors;
  private readonly paints: readonly Paint[];
  private readonly byService = new Map<string, Paint>();

  /** @param out in color where it is a terminal; a pipe has no `isTTY` at all */
  constructor(private readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean }) {
    this.colors = pc.createColors(out.isTTY ?? false);
    const { cyan, magenta, yellow, green, blue } = this.colors;
    this.paints = [cyan, magenta, yellow, green, blue];
  }

  /** Writes lines that begin with `<task> | `, the task's name in its service's color. */
  writerFor(service: string): (text: string) => void {
    const paint = this.byService.get(service) ?? this.paints[this.byService.size % this.paints.length] ?? String;
    this.byService.set(service, paint);
    return (text) => {
      this.out.write(text.replace(/^[^|\n]*\|/gm, (prefix) => paint(prefix)));
    };
  }

  /** A line of the run itself. */
  note(line: string): void {
    this.print(`${this.colors.bold("local |")} ${line}`);
  }

  /** A line of the API's access log. */
  access(line: string): void {
    this.print(`${this.colors.dim("access |")} ${line}`);
  }

  print(text: string): void {
    this.out.write(`${text}\n`);
  }
}
