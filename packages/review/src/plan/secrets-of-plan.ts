import {
  blocksOf,
  type Json,
  type JsonObject,
  objectOf,
  type Plan,
  type PlannedChange,
} from "@private-http-api/terraform-json";
import type { Redactor } from "./redact";
import { eitherMask, marksAny } from "./sensitive-mask";

/** cdktf marks every output as sensitive that one stack reads from another: ids and ARNs, no secrets. */
const CROSS_STACK_OUTPUT = /^cross-stack-output-/;

/**
 * Has the redactor remember everything that a plan marks as sensitive: in resources, outputs and variables.
 * @returns what is marked of the resources that have something marked
 */
export function rememberSecrets(stack: string, plan: Plan, redactor: Redactor): ReadonlyMap<PlannedChange, Json> {
  const marked = new Map<PlannedChange, Json>();
  redactor.rememberName(stack);
  for (const planned of changesOf(plan)) {
    const { address, change } = planned;
    redactor.rememberName(address);
    // What one side marks is hidden on both: a value is no less secret before it was marked.
    const sensitive = eitherMask(change.before_sensitive, change.after_sensitive);
    if (!marksAny(sensitive)) continue;
    marked.set(planned, sensitive);
    redactor.remember(change.before, sensitive);
    redactor.remember(change.after, sensitive);
  }
  for (const { values, sensitive } of stateOf(objectOf(objectOf(plan.prior_state)["values"]))) {
    redactor.remember(values, sensitive);
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
  return marked;
}

function changesOf(plan: Plan): readonly PlannedChange[] {
  const deferred = (plan.deferred_changes ?? []).map((entry) => entry.resource_change);
  return [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? []), ...deferred];
}

/** Values in the state before, outputs included, each with what it marks as sensitive. */
function stateOf(values: JsonObject): readonly { readonly values: Json; readonly sensitive: Json }[] {
  const outputs = Object.entries(objectOf(values["outputs"]))
    .filter(([name]) => !CROSS_STACK_OUTPUT.test(name))
    .map(([, output]) => ({
      values: objectOf(output)["value"] ?? null,
      sensitive: objectOf(output)["sensitive"] ?? false,
    }));
  return [...outputs, ...resourcesIn(objectOf(values["root_module"]))];
}

function resourcesIn(module: JsonObject): readonly { readonly values: Json; readonly sensitive: Json }[] {
  const own = blocksOf(module["resources"]).map((resource) => ({
    values: resource["values"] ?? null,
    sensitive: resource["sensitive_values"] ?? false,
  }));
  return [...own, ...blocksOf(module["child_modules"]).flatMap(resourcesIn)];
}
