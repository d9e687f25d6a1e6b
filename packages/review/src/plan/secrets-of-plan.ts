import { objectOf, type Plan } from "@private-http-api/terraform-json";
import type { Redactor } from "./redact";

/** cdktf marks every output as sensitive that one stack reads from another: ids and ARNs, no secrets. */
const CROSS_STACK_OUTPUT = /^cross-stack-output-/;

/** Has the redactor remember everything that a plan marks as sensitive: in resources, outputs and variables. */
export function rememberSecrets(stack: string, plan: Plan, redactor: Redactor): void {
  redactor.rememberName(stack);
  for (const { address, change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    redactor.rememberName(address);
    redactor.remember(change.before, change.before_sensitive);
    redactor.remember(change.after, change.after_sensitive);
  }
  for (const [name, change] of Object.entries(plan.output_changes ?? {})) {
    if (CROSS_STACK_OUTPUT.test(name)) continue;
    redactor.remember(change.before, change.before_sensitive);
    redactor.remember(change.after, change.after_sensitive);
  }
  const declared = objectOf(objectOf(objectOf(plan.configuration)["root_module"])["variables"]);
  for (const [name, variable] of Object.entries(plan.variables ?? {})) {
    redactor.remember(variable.value, objectOf(declared[name])["sensitive"]);
  }
}
