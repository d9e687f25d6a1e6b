/** What a check found: with `fail` a deploy would fail, with `warn` it would not. */
export interface Finding {
  readonly status: "ok" | "warn" | "fail";
  /** e.g. `certificate arn:…`. */
  readonly what: string;
  /** What was found, and in a failure what to do. */
  readonly message: string;
}

export function ok(what: string, message: string): Finding {
  return { status: "ok", what, message };
}

export function warn(what: string, message: string): Finding {
  return { status: "warn", what, message };
}

export function fail(what: string, message: string): Finding {
  return { status: "fail", what, message };
}
