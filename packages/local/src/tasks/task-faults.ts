/** Faults of a task that somebody asked for, to see what they do; all of its targets share them. */
export interface TaskFaults {
  failsHealthChecks: boolean;
  /** Milliseconds by which each answer of the task is late. */
  slowMilliseconds: number;
}

export function noFaults(): TaskFaults {
  return { failsHealthChecks: false, slowMilliseconds: 0 };
}
