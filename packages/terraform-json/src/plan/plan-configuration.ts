import { isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from "../json";
import { BUILT_FROM, UNKNOWN } from "./unknown";

/** Configured arguments by resource address without instance keys, read from the `configuration` part of a plan. */
export function configuredArguments(configuration: Json | undefined): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const json = objectOf(objectOf(configuration)["root_module"]);
  collect({ json, prefix: "", arguments: {}, parent: undefined }, found);
  return found;
}

/** `aws_subnet.private["a"]` → `aws_subnet.private`: the configuration has one entry for all instances. */
export function withoutInstanceKeys(address: string): string {
  return address.replace(INSTANCE_KEY, "");
}

/** `["a"]` and `[0]` of `module.b["a"].aws_subnet.c[0]`. */
export function instanceKeysOf(address: string): readonly string[] {
  return address.match(INSTANCE_KEY) ?? [];
}

const INSTANCE_KEY = /\[(?:"[^"]*"|\d+)\]/g;

/** A module where it is called. */
interface Module {
  readonly json: JsonObject;
  /** `module.a.` */
  readonly prefix: string;
  /** Expressions that the caller gives to its variables. */
  readonly arguments: JsonObject;
  readonly parent: Module | undefined;
}

/** Where an expression stands. */
interface Scope {
  readonly module: Module;
  /** The resource whose instances `for_each` goes over, which `each.value` is then made of. */
  readonly each: string | undefined;
}

function collect(module: Module, found: Map<string, JsonObject>): void {
  for (const resource of listOf(module.json["resources"])) {
    const address = textOf(objectOf(resource)["address"]);
    if (address !== undefined) {
      const scope = { module, each: eachOf(objectOf(resource)["for_each_expression"]) };
      found.set(module.prefix + address, objectOf(asArguments(objectOf(resource)["expressions"], scope)));
    }
  }
  for (const name of Object.keys(objectOf(module.json["module_calls"]))) {
    const called = calledBy(module, name);
    if (called !== undefined) collect(called, found);
  }
}

function calledBy(parent: Module, name: string): Module | undefined {
  const call = objectOf(parent.json["module_calls"])[name];
  if (!isObject(call)) return undefined;
  const prefix = `${parent.prefix}module.${name}.`;
  return { json: objectOf(call["module"]), prefix, arguments: objectOf(call["expressions"]), parent };
}

function eachOf(expression: Json | undefined): string | undefined {
  const resources = listOf(objectOf(expression)["references"])
    .flatMap((entry) => textOf(entry) ?? [])
    .filter((entry) => /^[a-z]\w*_\w+\.[\w-]+$/.test(entry));
  return resources.length === 1 ? resources[0] : undefined;
}

function asArguments(expression: Json | undefined, scope: Scope): Json {
  if (isList(expression)) return expression.map((entry) => asArguments(entry, scope));
  if (!isObject(expression)) return UNKNOWN;
  if ("constant_value" in expression) return expression["constant_value"] ?? null;
  if (isList(expression["references"])) return asReference(expression["references"], scope);
  const entries = Object.entries(expression).map(([key, entry]) => [key, asArguments(entry, scope)] as const);
  return entries.length === 0 ? UNKNOWN : Object.fromEntries(entries);
}

/**
 * A plan says what an expression refers to, not how it is built: the value may be the attribute or a text around it, so
 * it is called built from it. More than one attribute leaves it unknown.
 */
function asReference(references: readonly Json[], scope: Scope): Json {
  const [only, second] = new Set(attributesIn(references, scope, MOST_MODULES));
  return only === undefined || second !== undefined ? UNKNOWN : `${BUILT_FROM}\${${only}}`;
}

/** Modules that a value may be handed through; no plan nests as deep, and a damaged one could go round in a circle. */
const MOST_MODULES = 50;

/** Attributes of resources that references lead to, through variables and outputs of modules. */
function attributesIn(references: readonly Json[], scope: Scope, left: number): readonly string[] {
  const texts = references
    .filter((entry): entry is string => typeof entry === "string")
    .map((entry) => (scope.each === undefined ? entry : entry.replace(/^each\.value\b/, scope.each)));
  return texts
    .filter((entry) => !texts.some((other) => other.startsWith(`${entry}.`) || other.startsWith(`${entry}[`)))
    .flatMap((entry) => (left === 0 ? [] : attributesOf(entry, scope.module, left - 1)));
}

function attributesOf(reference: string, module: Module, left: number): readonly string[] {
  const variable = /^var\.([\w-]+)/.exec(reference)?.[1];
  if (variable !== undefined) {
    const given = module.arguments[variable];
    if (module.parent === undefined) return [];
    return attributesIn(referencesOf(given), { module: module.parent, each: undefined }, left);
  }
  const [, name, output] = /^module\.([\w-]+)(?:\[[^\]]*\])?\.([\w-]+)/.exec(reference) ?? [];
  if (name !== undefined && output !== undefined) {
    const called = calledBy(module, name);
    if (called === undefined) return [];
    const expression = objectOf(objectOf(called.json["outputs"])[output])["expression"];
    return attributesIn(referencesOf(expression), { module: called, each: undefined }, left);
  }
  return /^(data\.)?[a-z]\w*_\w+\./.test(reference) ? [module.prefix + reference] : [];
}

/** What an expression refers to, in lists and objects too. */
function referencesOf(expression: Json | undefined): readonly Json[] {
  if (isList(expression)) return expression.flatMap(referencesOf);
  if (!isObject(expression) || "constant_value" in expression) return [];
  return isList(expression["references"]) ? expression["references"] : Object.values(expression).flatMap(referencesOf);
}
