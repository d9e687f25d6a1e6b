import type { PolicyRule } from "./policy-rule";

/** A resource that breaks a rule. */
export interface Violation {
  readonly rule: PolicyRule;
  /** Path of the construct, the stack's id first. */
  readonly path: string;
  /** What is wrong with it. */
  readonly what: string;
}

/** One line: where, which rule, what is wrong, what to do. */
export function formatViolation({ rule, path, what }: Violation): string {
  return `${path}: ${rule.name}: ${what}; ${rule.remedy}`;
}
