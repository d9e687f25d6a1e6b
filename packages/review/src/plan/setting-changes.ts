import { listOf, objectOf, stableText, type Json, type JsonObject } from "@private-http-api/terraform-json";
import type { ResourceChange } from "./stack-plan";

/** A setting of a stack that differs, counted as a change of its own. */
export interface SettingChange {
  readonly change: ResourceChange;
  /** Which setting, and what in it. */
  readonly note: string;
}

/** Compared one by one elsewhere; `//` is what cdktf notes for itself. */
const COMPARED_ELSEWHERE = ["//", "resource", "data", "output"];

/**
 * What else of a stack differs: providers with their default tags, the place of the state, versions. What Terraform makes
 * of it is not known here, but it is a change.
 */
export function settingChanges(
  stack: string,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly SettingChange[] {
  // With the whole stack its settings come and go.
  if (before === undefined || after === undefined) return [];
  const [earlier, later] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((name) => {
    const [was, is] = [earlier.get(name), later.get(name)];
    if (stableText(was) === stableText(is)) return [];
    const inside = differingKeys(was, is);
    const note = `${name} differs${inside.length === 0 ? "" : ` in ${inside.join(", ")}`}`;
    return [{ change: asChange(stack, name, was, is), note }];
  });
}

function settingsOf(json: JsonObject): ReadonlyMap<string, Json> {
  return new Map(
    Object.entries(json)
      .filter(([block]) => !COMPARED_ELSEWHERE.includes(block))
      .flatMap(([block, settings]) =>
        Object.entries(objectOf(settings)).map(([name, value]) => [`${block}.${name}`, value] as const),
      ),
  );
}

/** Keys of a setting that differ; of several blocks (`provider` with aliases) those of each. */
function differingKeys(before: Json | undefined, after: Json | undefined): readonly string[] {
  const [earlier, later] = [listOf(before), listOf(after)];
  const keys = [...earlier, ...later].flatMap((_, index) => {
    const [was, is] = [objectOf(earlier[index]), objectOf(later[index])];
    return Object.keys({ ...was, ...is }).filter((key) => stableText(was[key]) !== stableText(is[key]));
  });
  return [...new Set(keys)];
}

/** Without the values: a provider's may be secret, and nothing is computed from them. */
function asChange(stack: string, name: string, before: Json | undefined, after: Json | undefined): ResourceChange {
  return {
    stack,
    address: name,
    type: name.slice(0, name.indexOf(".")),
    mode: "managed",
    action: before === undefined ? "create" : after === undefined ? "delete" : "update",
    imported: false,
    createBeforeDestroy: false,
    before: before === undefined ? undefined : {},
    after: after === undefined ? undefined : {},
    forcedBy: [],
    deposed: false,
  };
}
