/** Stacks that break the policy; its message has one line for each violation. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}
