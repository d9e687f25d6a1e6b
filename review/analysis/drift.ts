import { isList, isObject, stableText, type Json } from "../plan/json";
import type { ResourceChange } from "../plan/stack-plan";
import { isEcho, listDrift } from "./drift/echoes";
import type { Worlds } from "./worlds";

export interface DriftedAttribute {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

export interface Drift {
  readonly stack: string;
  readonly address: string;
  readonly what: "changed" | "deleted";
  readonly attributes: readonly DriftedAttribute[];
}

/** Characters of a value that are shown. */
const LONGEST_VALUE = 160;

/** What changed outside Terraform since its last apply, without what AWS itself writes into a resource's attributes. */
export const driftOf = (worlds: Worlds): readonly Drift[] =>
  worlds.plans.flatMap((plan) =>
    plan.drift.flatMap((change): readonly Drift[] => {
      const { stack, address } = change;
      if (change.after === undefined) return [{ stack, address, what: "deleted", attributes: [] }];
      const attributes = changedAttributes(change, worlds);
      return attributes.length === 0 ? [] : [{ stack, address, what: "changed", attributes }];
    }),
  );

const changedAttributes = (change: ResourceChange, worlds: Worlds): readonly DriftedAttribute[] =>
  Object.keys({ ...change.before, ...change.after })
    // `tags_all` repeats `tags`.
    .filter((attribute) => attribute !== "tags_all" && !isEcho(change, attribute))
    .flatMap((attribute): readonly DriftedAttribute[] => {
      const [before, after] = [bare(change.before?.[attribute]), bare(change.after?.[attribute])];
      if (stableText(before) === stableText(after)) return [];
      const list = listDrift(change, attribute, worlds);
      if (list === undefined) return [{ attribute, before: show(before), after: show(after) }];
      if (list.gone.length + list.come.length === 0) return [];
      return [{ attribute, before: show(list.gone.join("\n")), after: show(list.come.join("\n")) }];
    });

/** A value without its empty parts: a provider writes null, "", 0, false, [] and {} for the same absence. */
const bare = (value: Json | undefined): Json => {
  if (isList(value)) {
    const kept = value.map(bare).filter((entry) => entry !== null);
    return kept.length === 0 ? null : kept;
  }
  if (isObject(value)) {
    const kept = Object.entries(value).map(([key, entry]) => [key, bare(entry)] as const);
    const entries = kept.filter(([, entry]) => entry !== null);
    return entries.length === 0 ? null : Object.fromEntries(entries);
  }
  return value === undefined || value === "" || value === 0 || value === false ? null : value;
};

const show = (value: Json): string => {
  if (value === null || value === "") return "(none)";
  const text = typeof value === "string" ? value : stableText(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
};
