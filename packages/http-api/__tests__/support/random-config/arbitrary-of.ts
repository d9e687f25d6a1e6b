import fc from "fast-check";
import { z } from "zod";
import { bareSchema, definitionOf, docsOf, isRequired } from "../../../src/docs/schema-node";

/** Values for a key whose schema does not say enough of them; by the end of the key's path, `*` for every entry. */
export type Hints = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Texts that a schema without a pattern of its own takes: what Terraform, JSON and IAM could read otherwise than meant. */
const ODD_TEXTS = [
  " ",
  "a",
  "ü–日本",
  '"quoted"',
  "a\\b",
  "${x}",
  "%{if}",
  "$${y}",
  "line\nbreak",
  "<&'>",
  "x".repeat(200),
];

/**
 * Whatever a schema takes, boundaries more often than the rest. New keys are covered as they are added; one whose strings
 * cannot be made from pattern and examples asks for a hint.
 *
 * @param path of the key, e.g. `services.scaling.min`
 */
export function arbitraryOf(schema: z.ZodType, path: string, hints: Hints): fc.Arbitrary<unknown> {
  const hint = hintFor(path, hints);
  if (hint) return accepted(hint, schema);
  const bare = bareSchema(schema);
  const { type, shape, keyType, valueType, element, options, entries, values } = definitionOf(bare);
  switch (type) {
    case "object":
      return objectOf(shape ?? {}, path, hints);
    case "record":
      return fc.dictionary(
        arbitraryOf(keyType ?? z.string(), `${path}.<key>`, hints) as fc.Arbitrary<string>,
        arbitraryOf(valueType ?? z.string(), `${path}.*`, hints),
        { maxKeys: 3, noNullPrototype: true },
      );
    case "array":
      return accepted(listOf(bare, arbitraryOf(element ?? z.string(), `${path}.*`, hints)), schema);
    case "union":
      return fc.oneof(...(options ?? []).map((option) => arbitraryOf(option, path, hints)));
    case "enum":
      return fc.constantFrom(...Object.values(entries ?? {}));
    case "literal":
      return fc.constantFrom(...(values ?? []));
    case "boolean":
      return fc.boolean();
    case "number":
      return accepted(numberOf(bare as z.ZodNumber), schema);
    case "string":
      return textOf(schema, bare as z.ZodString, path);
    default:
      throw new Error(`${path}: no values are known for zod's ${type}; add the type to arbitraryOf, or a hint`);
  }
}

/** The hint that says most of the path. */
function hintFor(path: string, hints: Hints): fc.Arbitrary<unknown> | undefined {
  const [best] = Object.keys(hints)
    .filter((end) => path === end || path.endsWith(`.${end}`))
    .sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : hints[best];
}

/** How often a key that may be left out is there: of ten. Deeper ones are likelier, or hardly any config would have them. */
const PRESENT = { atTop: 3, below: 5 };

/** What is required is there, and anything else now and then, so that a config has a few unusual settings and not all. */
function objectOf(shape: Readonly<Record<string, z.ZodType>>, path: string, hints: Hints): fc.Arbitrary<unknown> {
  const absent = Symbol("absent");
  const weight = path.includes(".") ? PRESENT.below : PRESENT.atTop;
  const keys = Object.entries(shape).map(([key, inner]) => {
    const value = arbitraryOf(inner, `${path}.${key}`, hints);
    if (isRequired(inner)) return [key, value] as const;
    const nothing = { arbitrary: fc.constant<unknown>(absent), weight: 10 - weight };
    return [key, fc.oneof(nothing, { arbitrary: value, weight })] as const;
  });
  return fc
    .tuple(...keys.map(([, value]) => value))
    .map((made) =>
      Object.fromEntries(keys.flatMap(([key], index) => (made[index] === absent ? [] : [[key, made[index]]]))),
    );
}

function listOf(bare: z.ZodType, element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const checks = (bare as z.ZodArray).def.checks ?? [];
  const limits = checks.map((check) => check._zod.def as { check: string; minimum?: number; maximum?: number });
  const least = Math.max(0, ...limits.flatMap(({ minimum }) => minimum ?? []));
  const most = Math.min(least + 3, ...limits.flatMap(({ maximum }) => maximum ?? []));
  return fc.array(element, { minLength: least, maxLength: most });
}

function numberOf(bare: z.ZodNumber): fc.Arbitrary<unknown> {
  const min = bare.minValue ?? 0;
  const max = bare.maxValue ?? 1e9;
  const isWhole = bare.format === "safeint";
  const between = isWhole
    ? fc.integer({ min, max: Math.min(max, Number.MAX_SAFE_INTEGER) })
    : fc.double({ min, max, noNaN: true });
  const near = [min, max, ...(isWhole ? [Math.min(min + 1, max), Math.max(max - 1, min)] : [])];
  return fc.oneof({ arbitrary: fc.constantFrom(...near), weight: 2 }, { arbitrary: between, weight: 1 });
}

function textOf(schema: z.ZodType, bare: z.ZodString, path: string): fc.Arbitrary<unknown> {
  const examples = (docsOf(schema).examples ?? []).filter((example) => typeof example === "string");
  const patterns = (bare.def.checks ?? [])
    .map((check) => (check._zod.def as { pattern?: RegExp }).pattern)
    .filter((pattern) => pattern !== undefined);
  const candidates = [
    ...(examples.length > 0 ? [fc.constantFrom(...examples)] : []),
    ...patterns.slice(0, 1).flatMap((pattern) => matching(pattern) ?? []),
    ...(patterns.length === 0 ? [fc.constantFrom(...ODD_TEXTS), fc.string({ unit: "grapheme", maxLength: 20 })] : []),
  ].filter((each) => takesSome(each, schema));
  if (candidates.length === 0) throw new Error(`${path}: neither pattern nor examples give a value; add a hint`);
  return accepted(fc.oneof(...candidates), schema);
}

/** Texts of a pattern; none where fast-check does not know its syntax. */
function matching(pattern: RegExp): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(pattern, { size: "small" });
  } catch {
    return undefined;
  }
}

function takesSome(arbitrary: fc.Arbitrary<unknown>, schema: z.ZodType): boolean {
  return fc.sample(arbitrary, { numRuns: 30, seed: 1 }).filter((value) => schema.safeParse(value).success).length >= 3;
}

function accepted(arbitrary: fc.Arbitrary<unknown>, schema: z.ZodType): fc.Arbitrary<unknown> {
  return arbitrary.filter((value) => schema.safeParse(value).success);
}
