import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reviewEnvironment } from "@private-http-api/review";
import type { Surroundings } from "./surroundings";

export interface DriftOptions extends Surroundings {
  readonly environment: string;
  /** Folder that gets `review.md` and `drift`. */
  readonly out: string;
}

/**
 * Whether AWS is what this commit says: a plan has nothing to do, and nothing was changed by hand.
 *
 * @returns whether it is not
 */
export async function findDrift(options: DriftOptions): Promise<boolean> {
  const { review, exitCode, markdown } = await reviewEnvironment(options);
  const hasDrift = exitCode !== 0 || review.drift.length > 0;
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, "review.md"), markdown);
  writeFileSync(join(options.out, "drift"), `${String(hasDrift)}\n`);
  return hasDrift;
}
