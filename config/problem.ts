/** One thing that is wrong with a configuration: where it stands, and what to do about it in one line. */
export interface Problem {
  /** Keys from the root of the config file to the value. */
  readonly path: readonly PropertyKey[];
  /** What was given, what is allowed, what to do. */
  readonly message: string;
}

/** `services.book-service.cpu: …`, the form in which every problem is shown. */
export function formatProblem({ path, message }: Problem): string {
  return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
}

/** A value as a problem quotes it: JSON, cut short. */
export function quote(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) as string | undefined);
  if (text === undefined) return "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
