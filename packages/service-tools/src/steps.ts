/** A change that can be undone. */
export interface Step {
  readonly make: () => void;
  readonly undo: () => void;
  /** What is left to do once every step is done. */
  readonly finish?: () => void;
}

/** Makes all changes, or undoes those that were made when one fails. */
export function makeAll(steps: readonly Step[]): void {
  const made: Step[] = [];
  try {
    for (const step of steps) {
      step.make();
      made.push(step);
    }
  } catch (error) {
    for (const step of made.reverse()) step.undo();
    throw error;
  }
  for (const step of made) step.finish?.();
}
