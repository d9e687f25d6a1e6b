/** A problem the user can act on: its lines are shown without a stack trace, with exit code 1. */
export class UserError extends Error {
  override readonly name: string = "UserError";
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The message of any thrown value. */
export function messageOf(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
}
