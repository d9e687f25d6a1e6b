import { isObject, type Json, stableText } from "@private-http-api/terraform-json";
import type { ResourceChange } from "../plan/stack-plan";
import { scopeNotes } from "./danger/account-wide";
import type { BeforeAndAfter } from "./before-and-after";

/** What happens to a resource, the gravest first. */
export const FATES = ["destroy", "replace", "create", "update", "forget", "import", "move"] as const;
export type Fate = (typeof FATES)[number];

/** One resource that a plan acts on. */
export interface ListedResource {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly fate: Fate;
  /** Attributes that change; a number or a switch with its values: `desired_count 2 → 4`. Empty where all of it does. */
  readonly attributes: readonly string[];
  /** What else happens to it: the attributes that force a replacement, the earlier address. */
  readonly notes: readonly string[];
}

/** Every resource that the plans act on, in the order of what happens to it. */
export function listedResources({ plans }: BeforeAndAfter): readonly ListedResource[] {
  const listed = plans.flatMap(({ changes }) =>
    changes.flatMap((change): readonly ListedResource[] => {
      const fate = change.mode === "managed" ? fateOf(change) : undefined;
      if (fate === undefined) return [];
      return [
        {
          stack: change.stack,
          address: change.address,
          type: change.type,
          fate,
          attributes: fate === "update" || fate === "replace" ? changedAttributes(change) : [],
          notes: notesOf(change),
        },
      ];
    }),
  );
  return listed.sort((one, other) => FATES.indexOf(one.fate) - FATES.indexOf(other.fate));
}

function fateOf({ action, imported, movedFrom }: ResourceChange): Fate | undefined {
  if (action === "delete") return "destroy";
  if (action !== "no-op" && action !== "read") return action;
  if (imported) return "import";
  return movedFrom === undefined ? undefined : "move";
}

function notesOf(change: ResourceChange): readonly string[] {
  const { forcedBy, movedFrom, imported, deposed, action } = change;
  return [
    ...(action === "replace" && forcedBy.length > 0 ? [`forced by ${forcedBy.join(", ")}`] : []),
    ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
    ...(imported && action !== "no-op" ? ["imported"] : []),
    ...(deposed ? ["left behind by an earlier replacement"] : []),
    ...scopeNotes(change),
  ];
}

/** `tags_all` repeats `tags`; what AWS computes and is known after apply is no change of the configuration. */
function changedAttributes({ before = {}, after = {}, computed = [] }: ResourceChange): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== "tags_all" && !computed.includes(name) && !isSame(before[name], after[name]))
    .sort()
    .map((name) => withValues(name, before[name], after[name]));
}

/** Providers write null, "" and an empty list or block for the same absence. */
function isSame(was: Json | undefined, is: Json | undefined): boolean {
  return was === is || stableText(present(was)) === stableText(present(is));
}

function present(value: Json | undefined): Json {
  const isAbsent = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return isAbsent || (isObject(value) && Object.keys(value).length === 0) ? null : value;
}

/** Texts may hold secrets that are not marked as sensitive, so only numbers and switches are shown. */
function withValues(name: string, was: Json | undefined, is: Json | undefined): string {
  return isPlain(was) && isPlain(is) ? `${name} ${String(was)} → ${String(is)}` : name;
}

function isPlain(value: Json | undefined): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}
