import type { Progress } from "./progress";

/** What functions that start or run processes need from their caller. */
export interface Surroundings {
  /** The caller's environment variables; passed on to commands. */
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Stops the process that is starting or running when aborted. @default it runs to completion */
  readonly signal?: AbortSignal | undefined;
}
