import { isMap, type Value, type ValueMap } from "./value";

/** JSON of concrete values: text stays text, even if it looks like an expression. */
export function literal(raw: unknown): Value {
  if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean") return raw;
  if (Array.isArray(raw)) return raw.map(literal);
  if (typeof raw !== "object" || raw === null) return null;
  return Object.fromEntries(Object.entries(raw).map(([key, entry]) => [key, literal(entry)]));
}

export function literalMap(raw: Readonly<Record<string, unknown>>): ValueMap {
  const value = literal(raw);
  return isMap(value) ? value : {};
}
