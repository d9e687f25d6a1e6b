import type { z } from "zod";

/**
 * Every key that a schema has, as paths from its root: `scaling.min`. What is in a list or a map has the path of the
 * list or map; every form of a choice counts.
 */
export function schemaKeys(schema: z.ZodType, path: readonly string[] = []): readonly string[] {
  const { def } = schema as unknown as { def: Definition };
  switch (def.type) {
    case "object":
      return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => [
        [...path, key].join("."),
        ...schemaKeys(inner, [...path, key]),
      ]);
    case "record":
      return def.valueType ? schemaKeys(def.valueType, path) : [];
    case "array":
      return def.element ? schemaKeys(def.element, path) : [];
    case "union":
      return [...new Set((def.options ?? []).flatMap((option) => schemaKeys(option, path)))];
    default:
      return def.innerType ? schemaKeys(def.innerType, path) : [];
  }
}

/** What this needs of zod's definitions of objects, records, arrays, unions and wrappers. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
}
