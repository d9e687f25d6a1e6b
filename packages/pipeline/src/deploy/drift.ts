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
 * Whether AWS differs from this commit: a plan has something to do, or something was changed by hand.
 *
 * @returns whether there is drift
 */
export async function findDrift(options: DriftOptions): Promise<boolean> {
  const { review, exitCode, markdown } = await reviewEnvironment(options);
  const hasDrift = exitCode !== 0 || review.drift.length > 0;
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, "review.md"), markdown);
  writeFileSync(join(options.out, "drift"), `${String(hasDrift)}\n`);
  return hasDrift;
}
