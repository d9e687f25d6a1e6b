import { type ConfiguredResource, objectOf, stableText, type SynthesizedApp } from "@private-http-api/terraform-json";
import { accountsOfStack } from "./accounts-of-plan";
import { settingChanges } from "./setting-changes";
import type { Action, ResourceChange, StackPlan } from "./stack-plan";

/**
 * Two synthesized versions of a stack, compared as if the second were a plan of the first. Terraform is not asked:
 * whether a change replaces a resource, and what is really there, is not known.
 */
export function stackPlanOfSynthesized(stack: string, before: SynthesizedApp, after: SynthesizedApp): StackPlan {
  const earlier = new Map(before.resourcesOf(stack).map((entry) => [entry.address, entry]));
  const later = new Map(after.resourcesOf(stack).map((entry) => [entry.address, entry]));
  const addresses = [...new Set([...earlier.keys(), ...later.keys()])];
  const settings = settingChanges(stack, before.get(stack)?.json, after.get(stack)?.json);
  const [was = {}, is = {}] = [before, after].map((app) => objectOf(app.get(stack)?.json["output"]));
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return {
    stack,
    reads: [...new Set([...before.producersOf(stack).values(), ...after.producersOf(stack).values()])],
    changes: [
      ...addresses.flatMap((address) => compare(earlier.get(address), later.get(address))),
      ...settings.map(({ change }) => change),
    ],
    drift: [],
    accounts: [before, after].flatMap((app) => accountsOfStack(app.get(stack)?.json ?? {})),
    outputs: names.filter((name) => stableText(was[name]) !== stableText(is[name])),
    notes: settings.map(({ note }) => note),
  };
}

function compare(before: ConfiguredResource | undefined, after: ConfiguredResource | undefined): ResourceChange[] {
  const either = after ?? before;
  if (either === undefined || either.type === "terraform_remote_state") return [];
  return [
    {
      stack: either.stack,
      address: either.address,
      type: either.type,
      mode: either.mode,
      action: either.mode === "data" ? "read" : actionOf(before, after),
      createBeforeDestroy: false,
      before: before?.values,
      after: after?.values,
      forcedBy: [],
      imported: false,
      deposed: false,
    },
  ];
}

function actionOf(before: ConfiguredResource | undefined, after: ConfiguredResource | undefined): Action {
  if (before === undefined) return "create";
  if (after === undefined) return "delete";
  return stableText(before.values) === stableText(after.values) ? "no-op" : "update";
}
