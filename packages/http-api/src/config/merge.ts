/** Whether a value is an object, and not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys whose value is a choice between forms, which an override replaces as a whole. */
const ATOMIC = new Set(["image", "previousEntry"]);

/** `override` over `base`, key by key; arrays and single choices are replaced. Neither argument is changed. */
export function mergeSettings(base: unknown, override: unknown): unknown {
  if (override === undefined) return base;
  if (!isObject(base) || !isObject(override)) return override;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(override)) {
    merged[key] = ATOMIC.has(key) ? (value === undefined ? base[key] : value) : mergeSettings(base[key], value);
  }
  return merged;
}
