import { isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from "../json";
import { INSTANCE_KEY, moduleKeysOf, ownKeyOf, withoutInstanceKeys } from "./instance-keys";
import { BUILT_FROM, UNKNOWN } from "./unknown";

/** An argument: constants as they are, references as `T`. */
export type Argument<T> = Json | T | readonly Argument<T>[] | { readonly [key: string]: Argument<T> };

/**
 * Looks up the configured arguments of a resource instance by its address, in the `configuration` part of a plan.
 * References carry instance keys as far as the plan shows them.
 * @param exists whether the plan has a resource of this address: `each.key` and `count.index` choose only such instances
 */
export function configuredArguments(
  configuration: Json | undefined,
  exists: (address: string) => boolean,
): (address: string) => JsonObject | undefined {
  return argumentsWith<Json>(configuration, exists, builtFrom) as (address: string) => JsonObject | undefined;
}

/**
 * @param asReference the value for an expression that refers to these attributes of resources; the list is empty if it
 * refers to something a plan does not show, such as a local value
 */
export function argumentsWith<T>(
  configuration: Json | undefined,
  exists: (address: string) => boolean,
  asReference: (attributes: readonly string[]) => T,
): (address: string) => Argument<T> | undefined {
  const configured = new Map<string, Configured>();
  collect(objectOf(objectOf(configuration)["root_module"]), [], configured);
  if (configured.size === 0) return () => undefined;
  return (address) => {
    const found = configured.get(withoutInstanceKeys(address));
    if (found === undefined) return undefined;
    const module = moduleOf(found, moduleKeysOf(address));
    const [key, each] = [ownKeyOf(address), eachOf(found.resource["for_each_expression"])];
    const scope = { module, key, each, exists };
    const expressions = Object.entries(objectOf(found.resource["expressions"]));
    return Object.fromEntries(expressions.map(([name, entry]) => [name, asArguments(entry, scope, asReference)]));
  };
}

/** A resource's entry in the configuration, which has one for all instances. */
interface Configured {
  readonly resource: JsonObject;
  /** The root module and the calls that lead from it to the resource's module. */
  readonly root: JsonObject;
  readonly calls: readonly string[];
}

function collect(
  root: JsonObject,
  calls: readonly string[],
  found: Map<string, Configured>,
  json: JsonObject = root,
): void {
  const prefix = calls.map((name) => `module.${name}.`).join("");
  for (const entry of listOf(json["resources"])) {
    const resource = objectOf(entry);
    const address = textOf(resource["address"]);
    if (address !== undefined) found.set(prefix + address, { resource, root, calls });
  }
  for (const [name, call] of Object.entries(objectOf(json["module_calls"]))) {
    collect(root, [...calls, name], found, objectOf(objectOf(call)["module"]));
  }
}

/** An instance of a module. */
interface Module {
  readonly json: JsonObject;
  /** `module.a["x"].` */
  readonly prefix: string;
  /** Its instance key: `["x"]`, `[0]`, or nothing. */
  readonly key: string;
  /** Expressions that the caller passes to the module's variables. */
  readonly arguments: JsonObject;
  readonly parent: Module | undefined;
  /** The source of `each.value` in these expressions, if the call has a `for_each`. */
  readonly each: string | undefined;
}

/** The module and the resource or call in which an expression is written. */
interface Scope {
  readonly module: Module;
  /** Instance key of the resource or call, to which `each.key` and `count.index` refer. */
  readonly key: string;
  /** What the `for_each` of the resource or call iterates over: the source of `each.value`. */
  readonly each: string | undefined;
  readonly exists: (address: string) => boolean;
}

/** The instance of a module that the keys choose, one key per call. */
function moduleOf({ root, calls }: Configured, keys: readonly string[]): Module {
  const start = { json: root, prefix: "", key: "", arguments: {}, parent: undefined, each: undefined };
  return calls.reduce<Module>((module, name, at) => calledBy(module, name, keys[at] ?? "") ?? module, start);
}

function calledBy(parent: Module, name: string, key: string): Module | undefined {
  const call = objectOf(parent.json["module_calls"])[name];
  if (!isObject(call)) return undefined;
  const prefix = `${parent.prefix}module.${name}${key}.`;
  const each = eachOf(call["for_each_expression"]);
  return { json: objectOf(call["module"]), prefix, key, arguments: objectOf(call["expressions"]), parent, each };
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
  if (left === 0) return [];
  const texts = references.filter((entry): entry is string => typeof entry === "string");
  // A reference ends before an index that is an expression: `aws_lb.a[each.key].arn` refers to `aws_lb.a` and `each.key`.
  const isIndexed = texts.some((entry) => entry === "each.key" || entry === "count.index");
  return texts
    .filter((entry) => !texts.some((other) => other.startsWith(`${entry}.`) || other.startsWith(`${entry}[`)))
    .flatMap((entry) => {
      const rest = /^each\.value\b(.*)$/.exec(entry)?.[1];
      const isEach = rest !== undefined && scope.each !== undefined;
      const found = attributesOf(isEach ? scope.each : entry, scope, left - 1);
      if (isEach) return found.map((one) => within(instance(one, scope), rest));
      return isIndexed ? found.map((one) => instance(one, scope)) : found;
    });
}

function attributesOf(reference: string, { module, exists }: Scope, left: number): readonly string[] {
  const [variable = "", given] = /^var\.([\w-]+)/.exec(reference) ?? [];
  if (given !== undefined) {
    if (module.parent === undefined) return [];
    const scope = { module: module.parent, key: module.key, each: module.each, exists };
    const found = attributesIn(referencesOf(module.arguments[given]), scope, left);
    return found.map((one) => within(one, reference.slice(variable.length)));
  }
  const [whole = "", name, key = "", output] = /^module\.([\w-]+)(\[[^\]]*\])?\.([\w-]+)/.exec(reference) ?? [];
  if (name !== undefined && output !== undefined) {
    const called = calledBy(module, name, key);
    if (called === undefined) return [];
    const expression = objectOf(objectOf(called.json["outputs"])[output])["expression"];
    const scope = { module: called, key: "", each: undefined, exists };
    const found = attributesIn(referencesOf(expression), scope, left);
    return found.map((one) => within(one, reference.slice(whole.length)));
  }
  return /^(data\.)?[a-z]\w*_\w+\./.test(reference) ? [module.prefix + reference] : [];
}

/** If a whole resource was passed, applies the rest of the path, e.g. `["a"].arn`; an attribute is used as it is. */
function within(attribute: string, rest: string): string {
  return WHOLE_RESOURCE.test(attribute) ? attribute + rest : attribute;
}

/** Of a resource as a whole, the instance with the key of the scope, if there is one. */
function instance(attribute: string, { key, exists }: Scope): string {
  return WHOLE_RESOURCE.test(attribute) && exists(attribute + key) ? attribute + key : attribute;
}

const KEY = `(?:${INSTANCE_KEY.source})?`;
const WHOLE_RESOURCE = new RegExp(String.raw`^(?:module\.[\w-]+${KEY}\.)*(?:data\.)?[a-z]\w*_\w+\.[\w-]+${KEY}$`);

/** All references of an expression, including those in lists and objects. */
function referencesOf(expression: Json | undefined): readonly Json[] {
  if (isList(expression)) return expression.flatMap(referencesOf);
  if (!isObject(expression) || "constant_value" in expression) return [];
  return isList(expression["references"]) ? expression["references"] : Object.values(expression).flatMap(referencesOf);
}
