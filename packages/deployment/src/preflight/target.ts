import type { Config, Environment, ImageBuild } from "@private-http-api/http-api";
import type { Finding } from "./finding";

/** What is about to be deployed. */
export interface Target {
  readonly config: Config;
  readonly environment: Environment;
  readonly builds: readonly ImageBuild[];
  /** Folder that the stacks are synthesized in. */
  readonly project: string;
  /** Environment of the commands whose versions are checked. */
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
}

/** What has a state of its own in every environment; consumers have theirs besides. */
export const COMPONENTS = ["images", "fargate-vpc-link", "http-api"] as const;

/** One thing to check before a deploy; read-only. */
export interface Check {
  /** What it checks, for the line that says that it could not. */
  readonly what: string;
  readonly run: (target: Target) => Promise<readonly Finding[]>;
}
