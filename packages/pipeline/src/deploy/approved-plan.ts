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

/** What waits for approval; its digest goes from the job that plans to the one that applies. */
export type ApprovedPlan = z.output<typeof schema>;

export const APPROVED_PLAN = "approved.json";

export function planObject(stack: string): string {
  return `${stack}.tfplan`;
}

/** @throws UserError where the plan is of another commit or environment than the checkout that applies it */
export function readApprovedPlan(bytes: Uint8Array, environment: string, commit: string): ApprovedPlan {
  const approved = schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (approved.environment !== environment) {
    throw new UserError(
      `plan: is of ${approved.environment}, and this applies ${environment}; give the digest of its own`,
    );
  }
  if (approved.commit !== commit) {
    throw new UserError(
      `plan: is of commit ${approved.commit}, and this checkout is ${commit}; run the workflow again on that commit, which plans again`,
    );
  }
  return approved;
}
