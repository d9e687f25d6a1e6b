import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import { approvedSchema } from "@private-http-api/review";

const schema = z.object({
  commit: z.string(),
  environment: z.string(),
  /** SHA-256 of each plan that can be applied, by stack. */
  plans: z.record(z.string(), z.string()),
  /** What is approved: the review of all stacks, including those that are planned after another stack's apply. */
  review: approvedSchema,
});

/** What waits for approval; the job that plans passes its digest to the job that applies. */
export type ApprovedPlan = z.output<typeof schema>;

export const APPROVED_PLAN = "approved.json";

export function planObject(stack: string): string {
  return `${stack}.tfplan`;
}

/** @throws UserError when the plan is for another commit or environment than the checkout that applies it */
export function readApprovedPlan(bytes: Uint8Array, environment: string, commit: string): ApprovedPlan {
  const approved = schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (approved.environment !== environment) {
    throw new UserError(
      `plan: is for ${approved.environment}, and this run applies ${environment}; give that environment's digest`,
    );
  }
  if (approved.commit !== commit) {
    throw new UserError(
      `plan: is for commit ${approved.commit}, and this checkout is ${commit}; run the workflow again on that commit, which plans again`,
    );
  }
  return approved;
}
