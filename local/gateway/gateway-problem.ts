/** The API cannot be served as it is described; one line a problem: where, what was given, what is allowed. */
export class GatewayProblem extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "GatewayProblem";
  }
}
