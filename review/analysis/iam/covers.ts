import type { Matcher, Statement } from "./statement";

/**
 * Whether everything that `narrow` allows was allowed by `wide`. It says yes only where that is plain to see; the
 * question is then not asked of a human, so doubt counts as no.
 */
export const covers = (wide: Statement, narrow: Statement): boolean =>
  wide.effect === narrow.effect &&
  includes(wide.action, narrow.action, true) &&
  includes(wide.resource, narrow.resource, false) &&
  includes(wide.principal, narrow.principal, false) &&
  // Every condition narrows further.
  wide.conditions.every((condition) => narrow.conditions.includes(condition));

const includes = (wide: Matcher, narrow: Matcher, ignoreCase: boolean): boolean => {
  const same = wide.not === narrow.not && wide.values.join("\n") === narrow.values.join("\n");
  if (same || wide.not || narrow.not) return same;
  return narrow.values.every((value) => wide.values.some((pattern) => matches(pattern, value, ignoreCase)));
};

/** IAM's wildcards: `*` any run of characters, `?` one. A principal's kind (`AWS:`) is not crossed by a wildcard. */
const matches = (pattern: string, value: string, ignoreCase: boolean): boolean => {
  if (pattern === value || pattern === "*") return true;
  if (pattern === "AWS:*") return value.startsWith("AWS:");
  // A reference may hold characters that are no wildcard.
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, ignoreCase ? "is" : "s").test(value);
};
