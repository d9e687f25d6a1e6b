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
  if (same || wide.not || narrow.not || narrow.values.length === 0) return same;
  return narrow.values.every((value) => wide.values.some((pattern) => matches(pattern, value, ignoreCase)));
};

/** IAM's wildcards: `*` any run of characters, `?` one. A principal's kind (`AWS:`) is not crossed by a wildcard. */
const matches = (pattern: string, value: string, ignoreCase: boolean): boolean => {
  if (pattern === value || pattern === "*") return true;
  if (pattern === "AWS:*") return value.startsWith("AWS:");
  return globs(piecesOf(pattern, ignoreCase), piecesOf(value, ignoreCase));
};

/** Characters; a reference (`${aws_s3_bucket.logs.arn}`) or a policy variable is one piece, whatever its text will be. */
const piecesOf = (text: string, ignoreCase: boolean): readonly string[] =>
  (ignoreCase ? text.toLowerCase() : text).match(/\$\{[^}]*\}|[^]/g) ?? [];

/** Goes back to the last `*` only, so that no pattern takes long. */
const globs = (pattern: readonly string[], value: readonly string[]): boolean => {
  let [at, star, resume] = [0, -1, 0];
  for (let read = 0; read < value.length;) {
    const piece = value[read] ?? "";
    if (pattern[at] === "*") {
      star = at++;
      resume = read;
    } else if (pattern[at] === piece || (pattern[at] === "?" && isOneCharacter(piece))) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  return pattern.slice(at).every((piece) => piece === "*");
};

const isOneCharacter = (piece: string): boolean => piece.length === 1 && piece !== "*";
