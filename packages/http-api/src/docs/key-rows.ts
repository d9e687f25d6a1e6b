import type { z } from "zod";
import { bareSchema, defaultOf, definitionOf, docsOf, isRequired, objectsIn } from "./schema-node";

/** One line of a table of keys. */
export interface KeyRow {
  /** Path of the key in its section, e.g. `scaling.min`. */
  readonly key: string;
  readonly description: string;
  readonly default: string;
  readonly allowed: string;
}

/** A row for every key of an object, each followed by the keys below it. Items of a list or map have its path. */
export function keyRows(shape: Readonly<Record<string, z.ZodType>>, path: readonly string[] = []): readonly KeyRow[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const key = [...path, name];
    const row = {
      key: key.join("."),
      description: docsOf(schema).description ?? "",
      default: defaultText(schema, path),
      allowed: docsOf(schema).allowed ?? allowedText(schema),
    };
    const below = objectsIn(schema).flatMap((inner) => keyRows(inner, key));
    // A key that several forms of a choice have is shown once.
    return [row, ...below.filter((each, index) => below.findIndex(({ key: other }) => other === each.key) === index)];
  });
}

function defaultText(schema: z.ZodType, path: readonly string[]): string {
  const { absent } = docsOf(schema);
  if (absent !== undefined) return absent;
  const value = defaultOf(schema);
  if (value !== undefined) return typeof value === "number" ? grouped(value) : `\`${JSON.stringify(value)}\``;
  if (!isRequired(schema)) return "";
  return path.length === 0 ? "required" : `required in \`${path.at(-1) ?? ""}\``;
}

function allowedText(schema: z.ZodType): string {
  const bare = bareSchema(schema);
  const { type, entries, values, element } = definitionOf(bare);
  switch (type) {
    case "enum":
      return Object.values(entries ?? {})
        .map(quoted)
        .join(", ");
    case "literal":
      return (values ?? []).map((value) => (typeof value === "number" ? String(value) : quoted(value))).join(", ");
    case "number":
      return rangeText(limitsOf(bare));
    case "array":
      return element ? countText(limitsOf(bare)) : "";
    default:
      return "";
  }
}

/** Limits of a number or of a list's length. */
interface Limits {
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** A zod check of a number or a list, e.g. `{ check: "less_than", value: 30, inclusive: true }`. */
interface CheckDefinition {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly maximum?: number;
}

function limitsOf(schema: z.ZodType): Limits {
  const { checks = [] } = (schema as unknown as { def: { checks?: readonly { _zod: { def: CheckDefinition } }[] } })
    .def;
  const limits = checks.map(({ _zod: { def } }): Limits => {
    const { check, value = 0, inclusive, maximum = 0 } = def;
    switch (check) {
      case "greater_than":
        return inclusive === true ? { minimum: value } : { exclusiveMinimum: value };
      case "less_than":
        return { maximum: value };
      case "max_length":
        return { maximum };
      default:
        return {};
    }
  });
  return Object.assign({}, ...limits) as Limits;
}

function rangeText({ minimum, exclusiveMinimum, maximum }: Limits): string {
  const from = exclusiveMinimum === undefined ? minimum : exclusiveMinimum;
  if (from === undefined) return "";
  if (maximum === undefined) return `${grouped(from)} or more`;
  return `${exclusiveMinimum === undefined ? "" : "above "}${grouped(from)} to ${grouped(maximum)}`;
}

function countText({ maximum }: Limits): string {
  return maximum === undefined ? "" : `at most ${grouped(maximum)}`;
}

function quoted(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function grouped(value: number): string {
  // Ports and years read better without a separator.
  return value < 10_000 ? String(value) : value.toLocaleString("en-US");
}
