import { type JsonObject, parseJson, type StackFile } from "@private-http-api/terraform-json";
import { SynthesizedApp } from "@private-http-api/test-support";
import { Redactor } from "../../src/plan/redact";
import { compareStacks } from "../../src/planner/compare-synthesized";
import { reviewPlans, type ReviewedPlans } from "../../src/review";

/** The stacks that a config synthesizes, each with what it depends on. */
export function stacksOf(config: object): readonly StackFile[] {
  const app = new SynthesizedApp(config);
  return app.ids.map((name, index) => ({
    name,
    folder: name,
    file: `${name}/cdk.tf.json`,
    dependencies: app.ids.slice(0, index),
    json: parseJson(app.text(name)) as JsonObject,
  }));
}

/** The review of a change of `dev` from one config to another, as both are synthesized. */
export function reviewOfConfigs(before: object, after: object): ReviewedPlans["review"] {
  const { plans } = compareStacks("dev", stacksOf(before), stacksOf(after));
  return reviewPlans({ subject: "dev", basis: "synthesized", plans, redactor: new Redactor() }).review;
}
