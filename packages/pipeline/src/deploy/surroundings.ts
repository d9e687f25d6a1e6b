/** What the pipeline's commands get from the process that runs them. */
export interface Surroundings {
  /** Folder of the cdktf.json. */
  readonly project: string;
  /** Folder that the stacks were synthesized into. */
  readonly outdir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}
