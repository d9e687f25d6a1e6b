import { UserError } from "@private-http-api/cli-kit";

/** What of the Terraform cannot be served, a line each; the rest is. */
export class Gaps {
  private readonly found = new Set<string>();

  get lines(): readonly string[] {
    return [...this.found];
  }

  add(...lines: readonly string[]): void {
    for (const line of lines) this.found.add(line);
  }

  /** What `read` gives; where it finds something that it does not understand, that is noted, and `otherwise` stands for it. */
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
