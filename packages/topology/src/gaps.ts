import { UserError } from "@private-http-api/cli-kit";

/** The parts of the Terraform that cannot be served, one line each; the rest is served. */
export class Gaps {
  private readonly found = new Set<string>();

  get lines(): readonly string[] {
    return [...this.found];
  }

  add(...lines: readonly string[]): void {
    for (const line of lines) this.found.add(line);
  }

  /** The result of `read`; if it finds something it does not understand, the gap is noted and `otherwise` is returned. */
  reading<T, U>(read: () => T, otherwise: (reason: string) => U): T | U {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.add(...error.lines);
      return otherwise(error.lines.map((line) => line.replace(/\.$/, "")).join("; "));
    }
  }
}
