import type { Problem } from "../problem";

/** Keys called `__proto__`, anywhere: JavaScript means something else by it, and the schema passes over it in silence. */
export function prototypeKeys(
  value: unknown,
  path: readonly PropertyKey[] = [],
  seen: WeakSet<object> = new WeakSet(),
): readonly Problem[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]): readonly Problem[] => {
    const at = [...path, key];
    if (key !== "__proto__") return prototypeKeys(inner, at, seen);
    return [{ path: at, message: "is not an allowed name: JavaScript keeps it for itself; give another" }];
  });
}
