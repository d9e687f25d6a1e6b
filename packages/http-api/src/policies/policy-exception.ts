import type { RuleName } from "./rule-names";

/** A violation that was accepted on purpose. */
export interface PolicyException {
  readonly rule: RuleName;
  /** Path of the construct, or a prefix of paths that ends in `/*`. */
  readonly path: string;
  /** Why the rule does not apply here. */
  readonly reason: string;
  /** Where the exception is written, for the message about one that excuses nothing. */
  readonly source: string;
}

/** Whether an exception excuses what breaks a rule at a path. */
export function excuses(exception: PolicyException, { rule, path }: { rule: { name: string }; path: string }): boolean {
  if (exception.rule !== rule.name) return false;
  return exception.path.endsWith("/*") ? path.startsWith(exception.path.slice(0, -1)) : path === exception.path;
}
