import type { z } from "zod";
import { bareSchema, definitionOf, docsOf } from "../../src/docs/schema-node";

/** A key without keys below it. */
export interface Leaf {
  /** e.g. `services.scaling.min`; what is in a list or a map has the path of the list or map. */
  readonly name: string;
  /**
   * Keys from a service or an environment to the value; `*` stands for every entry of a list or a map, `<key>` for the name
   * of every entry of a map.
   */
  readonly path: readonly string[];
  readonly schema: z.ZodType;
}

interface LeafOptions {
  /** Lists, maps and choices that have examples are leaves, and are not looked into. @default false */
  readonly whole?: boolean;
  /** Names of the entries of maps are leaves too, as `tags.<key>`. @default false */
  readonly names?: boolean;
}

/** The leaves of a schema; a key of several forms of a choice has one for each. */
export function leavesOf(
  schema: z.ZodType,
  name: string,
  wanted: LeafOptions = {},
  path: readonly string[] = [],
): readonly Leaf[] {
  const { type, shape, keyType, valueType, element, options } = definitionOf(bareSchema(schema));
  const isLeaf = wanted.whole === true && docsOf(schema).examples !== undefined;
  function below(inner: z.ZodType, key: string, title = name) {
    return leavesOf(inner, title, wanted, [...path, key]);
  }
  if (type === "object" && shape)
    return Object.entries(shape).flatMap(([key, inner]) => below(inner, key, `${name}.${key}`));
  if (type === "record" && valueType && !isLeaf) {
    const names = wanted.names === true && keyType ? below(keyType, "<key>", `${name}.<key>`) : [];
    return [...names, ...below(valueType, "*")];
  }
  if (type === "array" && element && !isLeaf) return below(element, "*");
  if (type === "union" && options && !isLeaf) return options.flatMap((option) => leavesOf(option, name, wanted, path));
  return [{ name, path, schema }];
}
