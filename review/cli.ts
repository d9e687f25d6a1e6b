import { basename } from "node:path";
import { stackPlanOf } from "./plan/from-plan";
import { readPlanFile } from "./plan/read-plan";
import { Redactor } from "./plan/redact";
import { regionOfPlan } from "./plan/region";
import { renderTerminal } from "./render/terminal";
import { exitCodeOf, reviewPlans } from "./review";

const file = process.argv[2] ?? "";
const redactor = new Redactor();
const plan = readPlanFile(file);
const stack = basename(file, ".json");
const plans = [stackPlanOf({ stack, plan, redactor })];
const { review } = reviewPlans({
  subject: file,
  basis: "plan",
  plans,
  redactor,
  region: regionOfPlan(plan),
  approval: "broadening",
});
process.stdout.write(renderTerminal(review, { colour: process.stdout.isTTY, width: 120 }));
process.exitCode = exitCodeOf(review);
