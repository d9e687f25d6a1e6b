import {
  isList,
  isObject,
  listOf,
  stableText,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";

/**
 * A planned value with every part that is known after apply replaced by the expression that will give it
 * (`${aws_lb.internal.arn}`), or by a fixed text where the configuration does not say.
 */
export function fillUnknown(after: Json | undefined, unknown: Json | undefined, configured: Json | undefined): Json {
  if (unknown === true) return isExpression(configured) ? configured : UNKNOWN;
  if (isList(unknown)) return fillList(listOf(after), unknown, configured);
  if (isObject(unknown)) return fillObject(isObject(after) ? after : {}, unknown, configured);
  return after ?? null;
}

/** A constant is never unknown: it then belongs to another block than this one. */
function isExpression(configured: Json | undefined): configured is Json {
  return configured !== undefined && stableText(configured).includes("${");
}

function fillObject(after: JsonObject, unknown: JsonObject, configured: Json | undefined): Json {
  // A block is one object or a list of one in a configuration.
  const source = isList(configured) ? configured[0] : configured;
  const filled: Record<string, Json> = { ...after };
  for (const key of Object.keys(unknown)) {
    const mask = unknown[key];
    if (mask === false || (isList(mask) && mask.length === 0)) continue;
    // What is not configured is the provider's to compute: an id, an ARN, a default of AWS. Blocks with known parts are
    // somebody's: a `dynamic` block made them, which a plan's configuration does not show.
    const isComputed = isObject(source) && !(key in source) && mask === true;
    filled[key] = isComputed ? (after[key] ?? null) : fillUnknown(after[key], mask, sourceOf(source, key));
  }
  return filled;
}

function sourceOf(source: Json | undefined, key: string): Json | undefined {
  return isObject(source) ? source[key] : undefined;
}

function fillList(after: readonly Json[], unknown: readonly Json[], configured: Json | undefined): Json {
  if (!isList(configured) && !isObject(configured)) {
    return unknown.map((mask, index) => fillUnknown(after[index], mask, configured));
  }
  const sources = [...listOf(configured)];
  // A `dynamic` block is not in a plan's configuration: only a block that is like no other is the configured one.
  const isWhole = sources.length === unknown.length;
  return unknown.map((mask, index) => {
    const entry = after[index];
    return fillUnknown(entry, mask, isWhole ? takeLike(sources, entry) : onlyLike(sources, after, entry));
  });
}

/** The one configured entry that has the values of this planned entry and of no other one. */
function onlyLike(sources: readonly Json[], planned: readonly Json[], entry: Json | undefined): Json | undefined {
  const alike = sources.filter((source) => hasValuesOf(source, entry));
  const [only] = alike;
  if (only === undefined || alike.length > 1) return undefined;
  return planned.filter((other) => hasValuesOf(only, other)).length === 1 ? only : undefined;
}

function hasValuesOf(source: Json, entry: Json | undefined): boolean {
  if (!isObject(source) || !isObject(entry)) return false;
  const constants = Object.entries(source).filter(
    ([, value]) => !stableText(value).includes("${") && value !== UNKNOWN,
  );
  return (
    constants.length > 0 &&
    constants.every(([key, value]) => isObject(value) || isList(value) || stableText(entry[key]) === stableText(value))
  );
}

/** Takes the configured entry that the planned one came from: sets are planned in another order than they are written. */
function takeLike(sources: Json[], entry: Json | undefined): Json | undefined {
  const at = sources.findIndex((source) => agrees(source, entry));
  return at < 0 ? sources.shift() : sources.splice(at, 1)[0];
}

function agrees(source: Json, entry: Json | undefined): boolean {
  if (!isObject(source) || !isObject(entry)) return true;
  return Object.entries(source).every(([key, value]) => {
    const planned = entry[key];
    if (planned === undefined || planned === null || typeof planned === "object") return true;
    if (typeof value === "string" && value.includes("${")) return true;
    return typeof value === "object" || String(planned) === String(value);
  });
}
