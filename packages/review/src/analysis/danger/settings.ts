import {
  isObject,
  listOf,
  numberOf,
  objectOf,
  parseJson,
  textOf,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import type { ResourceChange } from "../../plan/stack-plan";
import { isKnown, leavesOf, nameOfPath, type Leaves } from "./leaves";
import * as kinds from "./setting-kinds";
import { lifecycleDeletions } from "./lifecycle";
import type { SettingKind } from "./setting-kinds";
import type { WorseSetting } from "./worse-setting";
import { answersNoMore } from "./answers-no-more";
import { isWeakerChoice } from "./weaker";

/** What an update makes worse, setting by setting. */
export function worseSettings({ type, action, before, after }: ResourceChange): readonly WorseSetting[] {
  if (before === undefined || after === undefined || action === "no-op") return [];
  if (LIFECYCLES.test(type)) return lifecycleDeletions(before, after);
  const [was, is] = [leavesOf(withDocuments(before)), leavesOf(withDocuments(after))];
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter(
    (path) => !OF_PROGRAMS.test(path) && differs(was.get(path), is.get(path)),
  );
  const found = paths.flatMap((path) => {
    const kind = worse(type, path, was, is);
    return kind === undefined ? [] : [{ level: kind.level, because: because(path, was, is), expect: kind.expect }];
  });
  return [...found, ...weakerFirewall(type, before, after), ...answersNoMore(type, before, after)];
}

/** S3 lifecycles: what a rule deletes depends on the whole rule. */
const LIFECYCLES = /^aws_(s3_bucket_lifecycle_configuration|s3control_bucket_lifecycle_configuration)$/;

/** Maps whose keys are people's own: what `ENABLED` means there is their program's matter. */
const OF_PROGRAMS =
  /(^|\.)((environment_variables?|variables|tags|tags_all|labels|default_arguments|parameters|metadata)\.|environment\.(?!privileged_mode$))/;

/** What a new rule deletes of what was there before it: a lifecycle for a bucket, images or a table that stays. */
export function deletingRules({ type, after }: ResourceChange): readonly WorseSetting[] {
  if (after === undefined || !/lifecycle(_configuration|_policy)?$/.test(type)) return [];
  if (LIFECYCLES.test(type)) return lifecycleDeletions(undefined, after);
  const is = leavesOf(withDocuments(after));
  return [...is.keys()].flatMap((path) => {
    const kind = matching(kinds.DELETES_SOONER, type, path) ?? (isCount(path) ? COUNT : undefined);
    if (kind === undefined) return [];
    return [{ level: kind.level, because: because(path, new Map(), is), expect: kind.expect }];
  });
}

/** JSON that describes what runs. A policy is read statement by statement elsewhere. */
const DOCUMENTS = ["container_definitions", "container_properties", "content"];

/** JSON in a text attribute is read like blocks: ECR's lifecycle policies are. */
function withDocuments(values: JsonObject): Json {
  let read: Record<string, Json> | undefined;
  for (const key of Object.keys(values)) {
    const value = values[key];
    const parsed = typeof value === "string" && /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    if (parsed === undefined || !(DOCUMENTS.includes(key) || objectOf(parsed)["rules"] !== undefined)) continue;
    (read ??= { ...values })[key] = parsed;
  }
  return read ?? values;
}

const COUNT: SettingKind = {
  path: /^policy\.rules\.selection\.countNumber$/,
  level: "loses data",
  expect: "images beyond the count are deleted, and tasks that name them fail to start",
};

function isCount(path: string): boolean {
  return COUNT.path.test(path);
}

function worse(type: string, path: string, before: Leaves, after: Leaves): SettingKind | undefined {
  const [was, is] = [before.get(path) ?? [], after.get(path) ?? []];
  if (![...was, ...is].every(isKnown)) return undefined;
  if (isChoiceWorse(type, path, was, is)) return WEAKER;
  if (switched(was, is, true)) return matching(kinds.SWITCHED_OFF, type, path) ?? becameNone(path, was, is);
  if (switched(was, is, false)) return matching(kinds.SWITCHED_ON, type, path);
  const added = is.filter((value) => !was.includes(value)).map(String);
  const weak = kinds.WEAK_CHOICES.find(
    (kind) => fits(kind, type, path) && added.some((value) => kind.weak.test(value)),
  );
  if (weak !== undefined) return weak;
  if (was.some((value) => !is.includes(value)) && is.length < was.length) {
    const leftOut = matching(kinds.LEFT_OUT, type, path);
    if (leftOut !== undefined) return leftOut;
  }
  if (path.endsWith(".#") && Number(is[0] ?? 0) < Number(was[0] ?? 0)) {
    const fewer = matching(kinds.FEWER_BLOCKS, type, path);
    if (fewer !== undefined) return fewer;
  }
  if (is.length === 0 || is[0] === 0) {
    const emptied = was.length > 0 && was[0] !== 0 && was[0] !== "" ? matching(kinds.EMPTIED, type, path) : undefined;
    if (emptied !== undefined) return emptied;
  }
  return numberWorse(type, path, was, is) ?? versionWorse(type, path, was, is) ?? becameNone(path, was, is);
}

/** `GENERATED → DISABLED`, `OVERRIDE → NONE`: whatever was chosen is no longer done. */
function becameNone(path: string, was: readonly Json[], is: readonly Json[]): SettingKind | undefined {
  const [earlier, later] = [was[0], is[0]];
  if (typeof earlier !== "string" || typeof later !== "string") return undefined;
  if (!NONE.test(later) || NONE.test(earlier) || path.startsWith(ENCODER)) return undefined;
  return kinds.HARMLESS_AS_NONE.test(tailOf(path)) ? undefined : WEAKER;
}

/** The last name of a path, with the one before where it says little: `add_on.status`. */
function tailOf(path: string): string {
  const parts = path.split(".");
  return parts.slice(/^((desired_)?state|status|mode|type|value|option)$/.test(parts.at(-1) ?? "") ? -2 : -1).join(".");
}

/** Video settings, which protect nothing. */
const ENCODER = "encoder_settings.";

const NONE = /^(none|no_action|disabled?|off)$/i;

const WEAKER: SettingKind = {
  path: /./,
  level: "weakens protection",
  expect: "none now; what it guarded against is no longer stopped",
};

function isChoiceWorse(type: string, path: string, was: readonly Json[], is: readonly Json[]): boolean {
  if (was.length === 0) return false;
  return is.some(
    (value, index) => isWeakerChoice(type, path, was[Math.min(index, was.length - 1)] ?? null, value) === true,
  );
}

function numberWorse(type: string, path: string, was: readonly Json[], is: readonly Json[]): SettingKind | undefined {
  function numbers(values: readonly Json[]): readonly number[] {
    return values.flatMap((value) => numberOf(value) ?? []);
  }
  const [earlier, later] = [numbers(was), numbers(is)];
  if (later.length > 0 && Math.max(...later) === 0 && earlier.some((number) => number !== 0)) {
    const nothing = matching(kinds.SHRUNK_TO_NOTHING, type, path);
    if (nothing !== undefined) return nothing;
  }
  const more = kinds.MORE.find((kind) => fits(kind, type, path));
  if (more !== undefined && earlier.length > 0 && Math.max(...limits(later, more)) > Math.max(...limits(earlier, more)))
    return more;
  const fewer = kinds.FEWER.find((kind) => fits(kind, type, path));
  if (fewer !== undefined) {
    // What was never limited was kept forever.
    const unlimited = fewer.unlimited === undefined ? [] : [Number.POSITIVE_INFINITY];
    const kept = earlier.length === 0 ? unlimited : limits(earlier, fewer);
    const left = later.length === 0 ? (isGone(path) ? [0] : []) : limits(later, fewer);
    if (kept.length > 0 && left.length > 0 && Math.min(...left) < Math.min(...kept)) return fewer;
  }
  const sooner = matching(kinds.DELETES_SOONER, type, path) ?? (isCount(path) ? COUNT : undefined);
  if (sooner === undefined || later.length === 0) return undefined;
  function shortest(values: readonly number[]): number {
    return Math.min(Number.POSITIVE_INFINITY, ...values.filter((number) => number > 0));
  }
  return shortest(later) < shortest(earlier) ? sooner : undefined;
}

/** One number of some limits means that there is none. */
function limits(numbers: readonly number[], { unlimited }: { readonly unlimited?: number }): readonly number[] {
  return numbers.map((number) => (number === unlimited ? Number.POSITIVE_INFINITY : number));
}

/** Of backups, no number means none; of what keeps data, that the provider's default holds. */
function isGone(path: string): boolean {
  return /backup|snapshot|backtrack/.test(path);
}

function versionWorse(type: string, path: string, was: readonly Json[], is: readonly Json[]): SettingKind | undefined {
  const [earlier, later] = [textOf(was[0]), textOf(is[0])];
  if (earlier === undefined || later === undefined) return undefined;
  const upgrade = matching(kinds.UPGRADES, type, path);
  if (upgrade !== undefined && major(earlier) !== major(later)) return upgrade;
  return matching(kinds.STOPS_TO_CHANGE, type, path);
}

/** `14` of `14.7`, `8.0` of `8.0.35`, `5.6` of `5.6.10a`: engines count differently, one of a single digit by two parts. */
function major(version: string): string {
  const parts = version.replace(/^[A-Za-z]+_/, "").split(".");
  return (parts[0]?.length ?? 0) > 1 ? (parts[0] ?? "") : parts.slice(0, 2).join(".");
}

const ON = /^(true|on|1|active|enabled?|enforced|running|available|signing|enhanced)$/i;

function isOn(value: Json | undefined): boolean {
  return value === true || (typeof value === "string" && ON.test(value));
}

/** Whether one that was on (or off) is no longer so, with none more than before in its place. */
function switched(was: readonly Json[], is: readonly Json[], from: boolean): boolean {
  function count(values: readonly Json[]): number {
    return values.filter(isOn).length;
  }
  if (from) return count(is) < count(was) && (is.length >= was.length || count(is) === 0);
  return count(is) > count(was);
}

/** Firewalls that pass what they blocked, or have fewer rules. */
function weakerFirewall(type: string, before: JsonObject, after: JsonObject): readonly WorseSetting[] {
  if (!/(waf|firewall)/.test(type)) return [];
  const level = "weakens protection" as const;
  const expect = "requests pass that were stopped";
  const opened = ["default_action", "stateless_default_actions"].filter(
    (key) => actionIn(before[key]) !== "allow" && actionIn(after[key]) === "allow" && before[key] !== undefined,
  );
  const rules = ["rule", "rules", "activated_rule", "rule_group_reference"].filter(
    (key) => listOf(after[key]).length < listOf(before[key]).length,
  );
  return [
    ...weakerRules(before, after).map((because) => ({ level, because, expect })),
    ...opened.map((key) => ({ level, because: `${key}: block → allow`, expect })),
    ...rules.map((key) => ({
      level,
      because: `${key}: ${listOf(before[key]).length} → ${listOf(after[key]).length}`,
      expect,
    })),
  ];
}

/** Rules that no longer stop anything, matched by name. */
function weakerRules(before: JsonObject, after: JsonObject): readonly string[] {
  const earlier = new Map(
    listOf(before["rule"]).flatMap((rule) => (isObject(rule) ? [[textOf(rule["name"]), rule]] : [])),
  );
  return listOf(after["rule"]).flatMap((rule) => {
    const same = isObject(rule) ? earlier.get(textOf(rule["name"])) : undefined;
    if (!isObject(rule) || same === undefined) return [];
    return (["action", "override_action"] as const).flatMap((key) => {
      const [was, is] = [chosenIn(same[key]), chosenIn(rule[key])];
      return STOPS.test(was) && !STOPS.test(is) && is !== ""
        ? [`rule ${textOf(rule["name"]) ?? ""}: ${was} → ${is}`]
        : [];
    });
  });
}

/** Actions that stop a request, or leave it to the rules of a group to do so. */
const STOPS = /^(block|captcha|challenge|none)$/;

/** The action that a block has: `block` of `[{ block: [{}] }]`. */
function chosenIn(value: Json | undefined): string {
  const [block] = listOf(value);
  return isObject(block) ? (Object.keys(block).find((key) => listOf(block[key]).length > 0) ?? "") : "";
}

function actionIn(value: Json | undefined): string {
  const [block] = listOf(value);
  if (!isObject(block)) return textOf(block)?.includes("pass") === true ? "allow" : (textOf(block) ?? "");
  if (typeof block["type"] === "string") return block["type"].toLowerCase();
  return listOf(block["allow"]).length > 0 ? "allow" : "block";
}

function matching(list: readonly SettingKind[], type: string, path: string): SettingKind | undefined {
  return list.find((kind) => fits(kind, type, path));
}

function fits(kind: SettingKind, type: string, path: string): boolean {
  return kind.path.test(path) && kind.type?.test(type) !== false;
}

function differs(was: readonly Json[] | undefined, is: readonly Json[] | undefined): boolean {
  return JSON.stringify(was) !== JSON.stringify(is);
}

function because(path: string, before: Leaves, after: Leaves): string {
  const [was, is] = [before.get(path), after.get(path)];
  const name = nameOfPath(path) === "#" ? path.slice(0, -2) : path;
  return `${name}: ${show(path, was, is)} → ${show(path, is, was)}`;
}

function show(path: string, values: readonly Json[] | undefined, others: readonly Json[] | undefined): string {
  if (values === undefined || values.length === 0) return typeof others?.[0] === "boolean" ? "false" : "none";
  // A log group with a retention of 0 days keeps its events forever.
  if (path === "retention_in_days" && values[0] === 0) return "forever";
  const days = /(days|delete_after)$/.test(path) ? " days" : "";
  return `${[...new Set(values.map(String))].slice(0, 3).join(", ")}${days}`;
}
