import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { planSchema, SynthesizedApp, type SynthesizedStack } from "@private-http-api/terraform-json";
import { stackPlanOf } from "../../src/plan/from-plan";
import { Redactor } from "../../src/plan/redact";
import { isReviewsOwn } from "../../src/planner/throw-away-copy";
import { reviewPlans, type ReviewedPlans } from "../../src/review";

/** What Terraform planned for every stack of an environment, and what the stacks were synthesized to. */
export interface Recording {
  readonly stacks: readonly SynthesizedStack[];
  readonly plans: readonly { readonly stack: string; readonly notes: readonly string[]; readonly plan: object }[];
}

export const goldenFolder = path.join(__dirname, "..", "golden");

export function readRecording(name: string): Recording {
  const text = gunzipSync(readFileSync(path.join(goldenFolder, `${name}.json.gz`))).toString("utf8");
  return JSON.parse(text) as Recording;
}

/** The review of a recorded scenario. */
export function reviewRecording(recording: Recording): ReviewedPlans {
  const redactor = new Redactor();
  const app = new SynthesizedApp(recording.stacks);
  const plans = recording.plans.map(({ stack, notes, plan }) =>
    stackPlanOf({ stack, notes, plan: planSchema.parse(plan), redactor, app, ignore: isReviewsOwn }),
  );
  return reviewPlans({ subject: "dev", basis: "plan", plans, redactor, region: "us-west-2" });
}
