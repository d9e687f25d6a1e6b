import type { Problem } from "../problem";

const PROTOTYPE = "is not an allowed name: JavaScript reserves it; give another";
const TEXT = "contains a NUL character or half a surrogate pair, which AWS does not accept; remove it";

/**
 * Keys and texts, anywhere in a config, that cannot be used: `__proto__` means something else to JavaScript, and the schema
 * ignores it; NUL ends the strings of C programs, and half a surrogate pair has no UTF-8 form, so that Terraform would send
 * another text. Texts are not quoted, because one may be a secret.
 */
export function unusableKeysAndTexts(
  value: unknown,
  path: readonly PropertyKey[] = [],
  seen: WeakSet<object> = new WeakSet(),
): readonly Problem[] {
  if (typeof value === "string") return isUsable(value) ? [] : [{ path, message: TEXT }];
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    return [
      ...(key === "__proto__" ? [{ path: at, message: PROTOTYPE }] : []),
      ...(isUsable(key) ? [] : [{ path: at, message: TEXT }]),
      ...unusableKeysAndTexts(inner, at, seen),
    ];
  });
}

function isUsable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
