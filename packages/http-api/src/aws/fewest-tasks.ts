/** The settings that decide how many tasks there are. */
export interface TaskCounts {
  readonly desiredCount: number;
  readonly scaling?:
    | {
        readonly min: number;
        readonly scheduledActions?: Readonly<Record<string, { readonly min?: number | undefined }>>;
      }
    | undefined;
}

/** The fewest tasks that a service may be scaled in to. */
export function fewestTasks({ desiredCount, scaling }: TaskCounts): number {
  if (!scaling) return desiredCount;
  const scheduled = Object.values(scaling.scheduledActions ?? {}).flatMap(({ min }) => min ?? []);
  return Math.min(scaling.min, ...scheduled);
}
