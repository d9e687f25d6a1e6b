/** Faults injected into a task, to see their effect; all of its targets share them. */
export interface TaskFaults {
  failsHealthChecks: boolean;
  /** Milliseconds by which each answer of the task is late. */
  slowMilliseconds: number;
}

export function noFaults(): TaskFaults {
  return { failsHealthChecks: false, slowMilliseconds: 0 };
}
