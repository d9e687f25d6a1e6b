import type { Progress } from "./progress";

/** What every part that starts or runs something needs from its caller. */
export interface Surroundings {
  /** The caller's environment; handed on to commands. */
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Stops what is being started or run when aborted. @default it runs to its end */
  readonly signal?: AbortSignal | undefined;
}
