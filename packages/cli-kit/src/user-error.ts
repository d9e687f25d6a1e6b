/** What stops a local run and can be said in lines a user acts on: shown without a stack trace, exit code 1. */
export class UserError extends Error {
  override readonly name: string = "UserError";
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
}
