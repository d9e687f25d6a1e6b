import { inspect } from "node:util";

/** One thing that is wrong with a config: where it is, and what to do about it, in one line. */
export interface Problem {
  /** Keys from the root of the config file to the value. */
  readonly path: readonly PropertyKey[];
  /** What was given, what is allowed, what to do. */
  readonly message: string;
}

/** `services.book-service.taskPolicy[0].Sid: …`, the form in which every problem is shown. */
export function formatProblem({ path, message }: Problem): string {
  return path.length === 0 ? message : `${formatPath(path)}: ${message}`;
}

/** `services.book-service.taskPolicy[0].Sid`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${String(key)}]` : `${index === 0 ? "" : "."}${shown(key)}`))
    .join("");
}

/** A key as it is, or as JSON where it would break the line. */
function shown(key: PropertyKey): string {
  const text = String(key);
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : text;
}

/** A value as a problem quotes it: JSON, cut short. */
export function quote(value: unknown): string {
  const text = textOf(value);
  if (text === undefined) return "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function textOf(value: unknown): string | undefined {
  // JSON writes null for Infinity and NaN.
  if (typeof value === "number") return String(value);
  if (typeof value === "function") return "a function";
  try {
    return JSON.stringify(value);
  } catch {
    // JSON has neither bigints nor circular references.
    return inspect(value, { breakLength: Infinity, compact: true });
  }
}
