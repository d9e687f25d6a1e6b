/** Stacks that break the policy; the message has one line per violation. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}
