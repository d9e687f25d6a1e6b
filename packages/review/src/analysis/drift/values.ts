import {
  isList,
  isObject,
  parseJson,
  stableText,
  textOf,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import { SENSITIVE, SENSITIVE_CHANGED } from "../../plan/redact";
import { isShown } from "./shown-attributes";

export interface DriftedAttribute {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

/** Characters of a value that are shown. */
const LONGEST_VALUE = 160;

const NONE = "(none)";

/** What is not the same in an attribute; values that may be secrets are reported as different and not shown. */
export function differences(
  attribute: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly DriftedAttribute[] {
  if (stableText(bare(before)) === stableText(bare(after))) return [];
  if (isShown(attribute, [before, after])) return [{ attribute, before: show(before), after: show(after) }];
  const [was, is] = [leavesOf(attribute, before), leavesOf(attribute, after)];
  const rows = [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => stableText(was.get(path)) !== stableText(is.get(path)))
    .map((path) => hiddenRow(path, was.get(path), is.get(path)));
  return rows.length > 0 ? rows : [{ attribute, before: "(a value)", after: "(another value)" }];
}

function hiddenRow(attribute: string, before: Json | undefined, after: Json | undefined): DriftedAttribute {
  if (typeof (after ?? before) === "boolean" || [before, after].every(isPlaceholder))
    return { attribute, before: show(before), after: show(after) };
  return {
    attribute,
    before: before === undefined ? NONE : "(a value)",
    after: after === undefined ? NONE : before === undefined ? "(a value)" : "(another value)",
  };
}

/** The plan has not shown it either. */
function isPlaceholder(value: Json | undefined): boolean {
  return value === undefined || value === SENSITIVE || value === SENSITIVE_CHANGED;
}

export function show(value: Json | undefined): string {
  const kept = withoutEmpty(value ?? null);
  if (kept === null) return NONE;
  const text = typeof kept === "string" ? kept : stableText(kept);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

/** A value without its empty parts. */
function withoutEmpty(value: Json, isEmpty = (entry: Json): boolean => entry === null || entry === ""): Json {
  if (isList(value)) {
    const kept = value.map((entry) => withoutEmpty(entry, isEmpty)).filter((entry) => entry !== null);
    return kept.length === 0 ? null : kept;
  }
  if (isObject(value)) {
    const entries = Object.entries(value)
      .map(([key, entry]) => [key, withoutEmpty(entry, isEmpty)] as const)
      .filter(([, entry]) => entry !== null);
    return entries.length === 0 ? null : Object.fromEntries(entries);
  }
  return isEmpty(value) ? null : value;
}

/** For comparison: a provider writes null, "", 0, false, [] and {} for the same absence. */
function bare(value: Json | undefined): Json {
  return withoutEmpty(value ?? null, (entry) => entry === null || entry === "" || entry === 0 || entry === false);
}

/** Values by their path: `environment.variables.LOG_LEVEL`. */
function leavesOf(path: string, value: Json | undefined): ReadonlyMap<string, Json> {
  const parsed = typeof value === "string" ? parseJson(value) : undefined;
  return new Map(leaves(path, bare(isList(parsed) || isObject(parsed) ? parsed : value)));
}

function leaves(path: string, value: Json): readonly [string, Json][] {
  if (value === null) return [];
  if (isList(value)) {
    return value.flatMap((entry, index) => {
      const name = nameOf(entry);
      const place = name ?? (value.length === 1 ? undefined : String(index));
      return leaves(place === undefined ? path : `${path}.${place}`, name === undefined ? entry : withoutName(entry));
    });
  }
  if (isObject(value)) return Object.entries(value).flatMap(([key, entry]) => leaves(`${path}.${key}`, entry));
  return [[path, value]];
}

/** Lists of settings name their entries. */
function nameOf(entry: Json): string | undefined {
  return isObject(entry) ? textOf(entry["name"]) : undefined;
}

function withoutName(entry: Json): Json {
  return Object.fromEntries(Object.entries(entry as JsonObject).filter(([key]) => key !== "name"));
}
