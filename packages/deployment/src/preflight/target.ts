import type { Config, Environment, ImageBuild } from "@private-http-api/http-api";
import type { Finding } from "./finding";

/** What is about to be deployed. */
export interface Target {
  readonly config: Config;
  readonly environment: Environment;
  readonly builds: readonly ImageBuild[];
  /** Of the commands that are asked for their versions. */
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
}

/** One thing to look at before a deploy. Only reads. */
export interface Check {
  /** What it looks at, for the line that says that it could not. */
  readonly what: string;
  readonly run: (target: Target) => Promise<readonly Finding[]>;
}
