import { literal } from "./literal";
import { isMap, Reference, Template, valueText, type Value } from "./value";

/**
 * JSON text with unknown parts, e.g. a container definition whose image digest only an apply can tell. The unknown parts
 * stand in the text as marks from Unicode's private use area, which JSON leaves as they are.
 */
const open = "\uE000";
const close = "\uE001";
const mark = /\uE000(\d+)\uE001/;

/** What Terraform's `jsonencode` gives. */
export function encodeJson(value: Value): Value {
  const unknown: Value[] = [];
  const text = JSON.stringify(value, (_key, part: Value) => (isUnknown(part) ? marked(part, unknown) : part));
  return joined(text, unknown);
}

/** The value that JSON text holds; throws a SyntaxError where it is none. */
export function decodeJson(value: Value): Value {
  return decoded(value, JSON.parse);
}

/** The value that a text holds for a reader of texts, which throws where it holds none. */
export function decoded(value: Value, read: (text: string) => unknown): Value {
  const unknown: Value[] = [];
  const text = value instanceof Template ? marked(value, unknown) : valueText(value);
  const parsed = literal(read(text));
  return unknown.length === 0 ? parsed : withUnknown(parsed, unknown);
}

function withUnknown(value: Value, unknown: readonly Value[]): Value {
  if (typeof value === "string") return joined(value, unknown);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => withUnknown(item, unknown));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withUnknown(part, unknown)]));
}

function isUnknown(value: Value): value is Reference | Template {
  return value instanceof Reference || value instanceof Template;
}

function marked(value: Value, unknown: Value[]): string {
  if (value instanceof Template && value.isConcatenation)
    return value.parts.map((part) => marked(part, unknown)).join("");
  if (isUnknown(value)) return `${open}${unknown.push(value) - 1}${close}`;
  return isMap(value) || Array.isArray(value) ? JSON.stringify(value) : valueText(value);
}

function joined(text: string, unknown: readonly Value[]): Value {
  // Splitting by a pattern with a group gives text and mark numbers alternately.
  const parts = text
    .split(mark)
    .map((part, position): Value => (position % 2 === 0 ? part : (unknown[Number(part)] ?? part)))
    .filter((part) => part !== "");
  const [only] = parts;
  return parts.length > 1 ? new Template(parts) : (only ?? "");
}
