/** A JSON value, as plans, states and synthesized stacks hold it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** What a plan shows in place of a value that only the apply will tell. */
export const UNKNOWN = "(known after apply)";

/** Stands before the reference that an unknown value is made of, in a way that a plan does not tell. */
export const BUILT_FROM = "built from ";

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object, or an empty one where there is none. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A list as it is, one value as a list of one, nothing as an empty list: blocks and policies are written either way. */
export const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
};

/** The blocks of a name: a plan has a list, synthesized JSON may have one object. */
export const blocksOf = (value: Json | undefined): readonly JsonObject[] => listOf(value).filter(isObject);

/** Text, a number or a boolean as text; undefined for anything else and for the empty string. */
export const textOf = (value: Json | undefined): string | undefined => {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
};

export const textsOf = (value: Json | undefined): readonly string[] =>
  listOf(value).flatMap((entry) => textOf(entry) ?? []);

/** A number, also one written as text (`cpu = "256"`). */
export const numberOf = (value: Json | undefined): number | undefined => {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

/** Parses text that may be no JSON. */
export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Whether there is nothing in a value: providers write null, "", [] and {} for the same absence. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (isList(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

/** The same text for equal values, whatever the order of their keys. */
export const stableText = (value: Json | undefined): string => {
  if (isList(value)) return `[${value.map(stableText).join(",")}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
};

/** For sorting by a text of each entry: by code units, the same on every machine. */
export const byText =
  <T>(text: (entry: T) => string) =>
  (a: T, b: T): number => {
    const [first, second] = [text(a), text(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
