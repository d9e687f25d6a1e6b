import { z } from "zod";

/** What a key's schema says about it for people; {@link docsOf} reads it. */
export interface KeyDocs {
  /** What it is, with its unit. */
  readonly description?: string;
  /** What applies where it is left out, if the schema's own default does not say so. */
  readonly absent?: string;
  /** What it may be, if the schema's own limits do not say so. */
  readonly allowed?: string;
  readonly examples?: readonly unknown[];
}

/** What this needs of zod's definitions of objects, records, arrays, unions and wrappers. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

export function definitionOf(schema: z.ZodType): Definition {
  return (schema as unknown as { def: Definition }).def;
}

/** The schema inside `optional`, `default` and other wrappers. */
export function bareSchema(schema: z.ZodType): z.ZodType {
  const { innerType, in: input } = definitionOf(schema);
  const inner = innerType ?? input;
  return inner ? bareSchema(inner) : schema;
}

/** Documentation of a key: its own, completed by that of the schema that it wraps. */
export function docsOf(schema: z.ZodType): KeyDocs {
  const { innerType, in: input } = definitionOf(schema);
  const inner = innerType ?? input;
  return { ...(inner ? docsOf(inner) : {}), ...(z.globalRegistry.get(schema) as KeyDocs | undefined) };
}

/** Whether a key must be given. */
export function isRequired(schema: z.ZodType): boolean {
  return (
    !schema.safeParse(undefined).success && !["optional", "default", "prefault"].includes(definitionOf(schema).type)
  );
}

/** A key's default; `undefined` where it has none, or one that only fills in defaults below it. */
export function defaultOf(schema: z.ZodType): unknown {
  const { type, defaultValue, innerType } = definitionOf(schema);
  if (type === "default") return defaultValue;
  return type === "optional" && innerType ? defaultOf(innerType) : undefined;
}

/** The objects that a key may hold, through lists, maps and choices. */
export function objectsIn(schema: z.ZodType): readonly Readonly<Record<string, z.ZodType>>[] {
  const { type, shape, valueType, element, options, innerType, in: input } = definitionOf(schema);
  if (type === "object") return shape ? [shape] : [];
  if (options) return options.flatMap(objectsIn);
  const inner = valueType ?? element ?? innerType ?? input;
  return inner ? objectsIn(inner) : [];
}
