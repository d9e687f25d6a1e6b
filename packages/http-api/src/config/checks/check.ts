import type { Environment } from "../config";
import type { Place } from "../place";
import type { Problem } from "../problem";

/** What a check looks at. */
export interface CheckInput {
  readonly application: string;
  /** Its services are those that could be read. */
  readonly environment: Environment;
  /** Names of all services of the file: what is wrong with one that could not be read is reported already. */
  readonly declared: readonly string[];
  readonly at: Place;
}

/** One rule that needs more than one value to judge. */
export type Check = (input: CheckInput) => readonly Problem[];
