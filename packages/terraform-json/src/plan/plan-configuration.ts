import { isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from "../json";
import { BUILT_FROM, UNKNOWN } from "./unknown";

/** Configured arguments by resource address without instance keys, read from the `configuration` part of a plan. */
export function configuredArguments(configuration: Json | undefined): ReadonlyMap<string, JsonObject> {
  return argumentsWith<Json>(configuration, builtFrom) as ReadonlyMap<string, JsonObject>;
}

/** An argument: constants as they are, references as `T`. */
export type Argument<T> = Json | T | readonly Argument<T>[] | { readonly [key: string]: Argument<T> };

/**
 * @param asReference the value for an expression that refers to these attributes of resources; the list is empty if it
 * refers to something a plan does not show, such as a local value
 */
export function argumentsWith<T>(
  configuration: Json | undefined,
  asReference: (attributes: readonly string[]) => T,
): ReadonlyMap<string, Argument<T>> {
  const found = new Map<string, Argument<T>>();
  const json = objectOf(objectOf(configuration)["root_module"]);
  collect({ json, prefix: "", arguments: {}, parent: undefined, each: undefined }, found, asReference);
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

/** A module call. */
interface Module {
  readonly json: JsonObject;
  /** `module.a.` */
  readonly prefix: string;
  /** Expressions that the caller passes to the module's variables. */
  readonly arguments: JsonObject;
  readonly parent: Module | undefined;
  /** The source of `each.value` in these expressions, if the call has a `for_each`. */
  readonly each: string | undefined;
}

/** The module and resource in which an expression is written. */
interface Scope {
  readonly module: Module;
  /** The resource whose instances `for_each` iterates over: the source of `each.value`. */
  readonly each: string | undefined;
}

function collect<T>(
  module: Module,
  found: Map<string, Argument<T>>,
  asReference: (attributes: readonly string[]) => T,
): void {
  for (const resource of listOf(module.json["resources"])) {
    const address = textOf(objectOf(resource)["address"]);
    if (address !== undefined) {
      const scope = { module, each: eachOf(objectOf(resource)["for_each_expression"]) };
      const expressions = Object.entries(objectOf(objectOf(resource)["expressions"]));
      found.set(
        module.prefix + address,
        Object.fromEntries(expressions.map(([name, entry]) => [name, asArguments(entry, scope, asReference)] as const)),
      );
    }
  }
  for (const name of Object.keys(objectOf(module.json["module_calls"]))) {
    const called = calledBy(module, name);
    if (called !== undefined) collect(called, found, asReference);
  }
}

function calledBy(parent: Module, name: string): Module | undefined {
  const call = objectOf(parent.json["module_calls"])[name];
  if (!isObject(call)) return undefined;
  const prefix = `${parent.prefix}module.${name}.`;
  const each = eachOf(call["for_each_expression"]);
  return { json: objectOf(call["module"]), prefix, arguments: objectOf(call["expressions"]), parent, each };
}

/** The one resource, variable or output that a `for_each` iterates over; values of several cannot be told apart. */
function eachOf(expression: Json | undefined): string | undefined {
  const named = listOf(objectOf(expression)["references"])
    .flatMap((entry) => textOf(entry) ?? [])
    .filter((entry) => /^((data\.)?[a-z]\w*_\w+\.[\w-]+|var\.[\w-]+|module\.[\w-]+\.[\w-]+)$/.test(entry));
  return named.length === 1 ? named[0] : undefined;
}

function asArguments<T>(
  expression: Json | undefined,
  scope: Scope,
  asReference: (attributes: readonly string[]) => T,
): Argument<T> {
  if (isList(expression)) return expression.map((entry) => asArguments(entry, scope, asReference));
  if (!isObject(expression)) return asReference([]);
  if ("constant_value" in expression) return expression["constant_value"] ?? null;
  if (isList(expression["references"])) {
    return asReference([...new Set(attributesIn(expression["references"], scope, MOST_MODULES))]);
  }
  const entries = Object.entries(expression).map(
    ([key, entry]) => [key, asArguments(entry, scope, asReference)] as const,
  );
  return entries.length === 0 ? asReference([]) : Object.fromEntries(entries);
}

/**
 * A plan shows what an expression refers to, not how it is built. The value may be the attribute or a text that contains
 * it, hence "built from". With more than one attribute the value is unknown.
 */
function builtFrom([only, second]: readonly string[]): string {
  return only === undefined || second !== undefined ? UNKNOWN : `${BUILT_FROM}\${${only}}`;
}

/** Limit on the modules that a value is passed through: no plan nests as deep, and a damaged one could have a cycle. */
const MOST_MODULES = 50;

/** Attributes of resources that references resolve to, through variables and outputs of modules. */
function attributesIn(references: readonly Json[], scope: Scope, left: number): readonly string[] {
  const texts = references
    .filter((entry): entry is string => typeof entry === "string")
    .map((entry) => (scope.each === undefined ? entry : entry.replace(/^each\.value\b/, scope.each)));
  return texts
    .filter((entry) => !texts.some((other) => other.startsWith(`${entry}.`) || other.startsWith(`${entry}[`)))
    .flatMap((entry) => (left === 0 ? [] : attributesOf(entry, scope.module, left - 1)));
}

function attributesOf(reference: string, module: Module, left: number): readonly string[] {
  const [variable = "", given] = /^var\.([\w-]+)/.exec(reference) ?? [];
  if (given !== undefined) {
    if (module.parent === undefined) return [];
    const found = attributesIn(
      referencesOf(module.arguments[given]),
      { module: module.parent, each: module.each },
      left,
    );
    return found.map((one) => within(one, reference.slice(variable.length)));
  }
  const [whole = "", name, output] = /^module\.([\w-]+)(?:\[[^\]]*\])?\.([\w-]+)/.exec(reference) ?? [];
  if (name !== undefined && output !== undefined) {
    const called = calledBy(module, name);
    if (called === undefined) return [];
    const expression = objectOf(objectOf(called.json["outputs"])[output])["expression"];
    const found = attributesIn(referencesOf(expression), { module: called, each: undefined }, left);
    return found.map((one) => within(one, reference.slice(whole.length)));
  }
  return /^(data\.)?[a-z]\w*_\w+\./.test(reference) ? [module.prefix + reference] : [];
}

/** If a whole resource was passed, applies the rest of the path, e.g. `["a"].arn`; an attribute is used as it is. */
function within(attribute: string, rest: string): string {
  return /^(?:module\.[\w-]+\.)*(?:data\.)?[a-z]\w*_\w+\.[\w-]+$/.test(attribute) ? attribute + rest : attribute;
}

/** All references of an expression, including those in lists and objects. */
function referencesOf(expression: Json | undefined): readonly Json[] {
  if (isList(expression)) return expression.flatMap(referencesOf);
  if (!isObject(expression) || "constant_value" in expression) return [];
  return isList(expression["references"]) ? expression["references"] : Object.values(expression).flatMap(referencesOf);
}
