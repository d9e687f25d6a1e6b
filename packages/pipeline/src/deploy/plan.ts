import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reviewEnvironment } from "@private-http-api/review";
import { APPROVED_PLAN, type ApprovedPlan, planObject } from "./approved-plan";
import { deployedEnvironment } from "./deployed-environment";
import { PlanStore } from "./plan-store";
import type { Surroundings } from "./surroundings";

export interface PlanOptions extends Surroundings {
  readonly environment: string;
  readonly commit: string;
  /** Folder that gets `review.md`. */
  readonly out: string;
}

/**
 * Plans an environment, stores what can be applied in the bucket of its states, and writes the review that a person
 * approves. A plan contains secrets, as a state does: it is stored nowhere else.
 *
 * @returns the review's exit code, and the digest with which the plans are applied; empty if there is nothing to do
 */
export async function planEnvironment(
  options: PlanOptions,
): Promise<{ readonly exitCode: 0 | 2 | 3 | 4; readonly digest: string }> {
  const environment = deployedEnvironment(options.outdir, options.environment);
  const planFolder = mkdtempSync(join(tmpdir(), "plans-"));
  try {
    const reviewed = await reviewEnvironment({ ...options, planFolder });
    mkdirSync(options.out, { recursive: true });
    writeFileSync(join(options.out, "review.md"), reviewed.markdown);
    const { exitCode } = reviewed;
    if (exitCode === 0) return { exitCode, digest: "" };
    const store = new PlanStore(environment);
    const plans: Record<string, string> = {};
    for (const stack of reviewed.kept) {
      plans[stack] = await store.put(planObject(stack), readFileSync(join(planFolder, planObject(stack))));
    }
    const { commit } = options;
    const approved: ApprovedPlan = {
      commit,
      environment: environment.name,
      plans,
      review: JSON.parse(reviewed.json) as ApprovedPlan["review"],
    };
    return { exitCode, digest: await store.put(APPROVED_PLAN, JSON.stringify(approved)) };
  } finally {
    rmSync(planFolder, { recursive: true, force: true });
  }
}
