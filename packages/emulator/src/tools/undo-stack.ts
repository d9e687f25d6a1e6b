/** Clean-up steps, run in reverse order; each one runs even if another fails. */
export class UndoStack {
  private readonly steps: (() => unknown)[] = [];

  push(step: () => unknown): void {
    this.steps.push(step);
  }

  /** Runs all steps, once; throws an AggregateError of all failures. */
  async run(): Promise<void> {
    const problems: unknown[] = [];
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (problem) {
        problems.push(problem);
      }
    }
    if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join("\n"));
  }
}
