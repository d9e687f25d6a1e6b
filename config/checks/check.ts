import type { Environment } from "../config";
import type { Problem } from "../problem";

/** What a check looks at. */
export interface CheckInput {
  readonly application: string;
  readonly environment: Environment;
  /** Path of a service's setting: where the environment overrides the service if it does, else the service itself. */
  readonly at: (service: string, ...keys: readonly PropertyKey[]) => readonly PropertyKey[];
}

/** One rule that needs more than one value to judge. */
export type Check = (input: CheckInput) => readonly Problem[];
