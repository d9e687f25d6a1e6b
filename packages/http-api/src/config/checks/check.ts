import type { Environment } from "../config";
import type { Place } from "../place";
import type { Problem } from "../problem";

/** What a check looks at. */
export interface CheckInput {
  readonly application: string;
  readonly environment: Environment;
  readonly at: Place;
}

/** One rule that needs more than one value to judge. */
export type Check = (input: CheckInput) => readonly Problem[];
