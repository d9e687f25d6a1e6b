/** A JSON value, as in plans, states and synthesized stacks. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object, or an empty one if the value is not an object. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** A list as it is, a single value as a list of one, undefined as an empty list: blocks and policies may be either. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The blocks of this name: a plan has a list, synthesized JSON may have one object. */
export function blocksOf(value: Json | undefined): readonly JsonObject[] {
  return listOf(value).filter(isObject);
}

/** Text, a number or a boolean as text; undefined for anything else and for the empty string. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function textsOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return listOf(value).flatMap((entry) => textOf(entry) ?? []);
}

/** A number, or text that is a number (`cpu = "256"`). */
export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The parsed JSON of a text; `undefined` if it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a value is empty: providers write null, "", [] and {} for the same absence. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (isList(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}

function hasObject(value: Json | undefined): boolean {
  return isList(value) ? value.some(hasObject) : isObject(value);
}

/** The same text for equal values, whatever the order of their keys. */
export function stableText(value: Json | undefined): string {
  if (!hasObject(value)) return JSON.stringify(value ?? null);
  if (isList(value)) return `[${value.map(stableText).join(",")}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
