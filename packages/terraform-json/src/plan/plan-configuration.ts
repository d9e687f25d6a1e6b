import { isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from "../json";
import { BUILT_FROM, UNKNOWN } from "./unknown";

/** Configured arguments by resource address without instance keys, read from the `configuration` part of a plan. */
export const configuredArguments = (configuration: Json | undefined): ReadonlyMap<string, JsonObject> => {
  const found = new Map<string, JsonObject>();
  collect(objectOf(objectOf(configuration)["root_module"]), "", found);
  return found;
};

/** `aws_subnet.private["a"]` → `aws_subnet.private`: the configuration has one entry for all instances. */
export const withoutInstanceKeys = (address: string): string => address.replace(INSTANCE_KEY, "");

/** `["a"]` and `[0]` of `module.b["a"].aws_subnet.c[0]`. */
export const instanceKeysOf = (address: string): readonly string[] => address.match(INSTANCE_KEY) ?? [];

const INSTANCE_KEY = /\[(?:"[^"]*"|\d+)\]/g;

const collect = (module: JsonObject, prefix: string, found: Map<string, JsonObject>): void => {
  for (const resource of listOf(module["resources"])) {
    const address = textOf(objectOf(resource)["address"]);
    if (address !== undefined) {
      const scope = { prefix, each: eachOf(objectOf(resource)["for_each_expression"]) };
      found.set(prefix + address, objectOf(asArguments(objectOf(resource)["expressions"], scope)));
    }
  }
  for (const [name, call] of Object.entries(objectOf(module["module_calls"]))) {
    collect(objectOf(objectOf(call)["module"]), `${prefix}module.${name}.`, found);
  }
};

/** Where an expression stands. */
interface Scope {
  /** `module.a.` */
  readonly prefix: string;
  /** The resource whose instances `for_each` goes over, which `each.value` is then made of. */
  readonly each: string | undefined;
}

const eachOf = (expression: Json | undefined): string | undefined => {
  const resources = listOf(objectOf(expression)["references"])
    .flatMap((entry) => textOf(entry) ?? [])
    .filter((entry) => /^[a-z]\w*_\w+\.[\w-]+$/.test(entry));
  return resources.length === 1 ? resources[0] : undefined;
};

const asArguments = (expression: Json | undefined, scope: Scope): Json => {
  if (isList(expression)) return expression.map((entry) => asArguments(entry, scope));
  if (!isObject(expression)) return UNKNOWN;
  if ("constant_value" in expression) return expression["constant_value"] ?? null;
  if (isList(expression["references"])) return asReference(expression["references"], scope);
  const entries = Object.entries(expression).map(([key, entry]) => [key, asArguments(entry, scope)] as const);
  return entries.length === 0 ? UNKNOWN : Object.fromEntries(entries);
};

/**
 * A plan says what an expression refers to, not how it is built: the value may be the attribute or a text around it, so
 * it is called built from it. More than one attribute leaves it unknown.
 */
const asReference = (references: readonly Json[], scope: Scope): Json => {
  const texts = references
    .filter((entry): entry is string => typeof entry === "string")
    .map((entry) => (scope.each === undefined ? entry : entry.replace(/^each\.value\b/, scope.each)));
  const attributes = texts.filter(
    (entry) =>
      /^(data\.)?[a-z]\w*_\w+\./.test(entry) &&
      !texts.some((other) => other.startsWith(`${entry}.`)) &&
      !texts.some((other) => other.startsWith(`${entry}[`)),
  );
  const [only, second] = attributes;
  return only === undefined || second !== undefined ? UNKNOWN : `${BUILT_FROM}\${${scope.prefix}${only}}`;
};
