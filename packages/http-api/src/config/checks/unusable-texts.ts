import type { Problem } from "../problem";

/**
 * Texts, anywhere, with what no service of AWS takes: NUL ends the texts of C programs, and half a surrogate pair has no
 * UTF-8 form, so that Terraform would send another text than the one given. They are not repeated: one may be a secret.
 */
export function unusableTexts(
  value: unknown,
  path: readonly PropertyKey[] = [],
  seen: WeakSet<object> = new WeakSet(),
): readonly Problem[] {
  if (typeof value === "string") return isUsable(value) ? [] : [{ path, message: FAULT }];
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(isUsable(key) ? [] : [{ path: [...path, key], message: FAULT }]),
    ...unusableTexts(inner, [...path, key], seen),
  ]);
}

const FAULT = "holds a NUL character or half a surrogate pair, which AWS does not accept; take it out";

function isUsable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
