import { parseArn } from "@private-http-api/terraform-json";
import { implies, isChoice, type ConditionTest } from "./conditions";
import { matches, meet } from "./globs";
import type { Matcher, Statement } from "./statement";

/** Limit on the parts that a statement is split into; beyond it, the statement is compared as a whole. */
const MOST_PARTS = 4096;

/**
 * Whether everything that `narrow` says is said by the others together: merged, split or reordered statements say the
 * same. It says yes only where that is sure; the question is then not asked of a human, so doubt counts as no.
 */
export function coveredBy(narrow: Statement, others: readonly Statement[]): boolean {
  const same = others.filter(({ effect }) => effect === narrow.effect);
  if (same.length === 0) return false;
  if (same.some((wide) => covers(wide, narrow))) return true;
  return partsOf(narrow, same).every((part) => same.some((wide) => covers(wide, part)));
}

/** Whether one statement says all that another one does. */
export function covers(wide: Statement, narrow: Statement): boolean {
  return (
    wide.effect === narrow.effect &&
    includes(wide.action, narrow.action, true) &&
    includes(wide.resource, narrow.resource, false) &&
    includes(wide.principal, narrow.principal, false) &&
    // Every condition narrows further.
    wide.tests.every((test) => narrow.tests.some((other) => implies(other, test)))
  );
}

/** The same statement as many of one action, one resource, one principal and one value of a condition each. */
function partsOf(statement: Statement, others: readonly Statement[]): readonly Statement[] {
  const actions = split(
    statement.action,
    others.map(({ action }) => action),
    true,
  );
  const resources = split(
    statement.resource,
    others.map(({ resource }) => resource),
    false,
  );
  const principals = split(
    statement.principal,
    others.map(({ principal }) => principal),
    false,
  );
  const choices = testsOf(statement.tests);
  const count = actions.length * resources.length * principals.length * choices.length;
  if (count > MOST_PARTS) return [statement];
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      principals.flatMap((principal) => choices.map((tests) => ({ ...statement, action, resource, principal, tests }))),
    ),
  );
}

/** One value each. What is everything but some values is split where the others are: their exceptions apart. */
function split(part: Matcher, others: readonly Matcher[], ignoreCase: boolean): readonly Matcher[] {
  if (!part.not)
    return part.values.length === 0 ? [part] : part.values.map((value) => ({ not: false, values: [value] }));
  const exceptions = others.find((other) => other.not)?.values ?? [];
  const beyond = exceptions.filter((value) => !part.values.some((own) => matches(own, value, ignoreCase)));
  const rest = { not: true, values: [...new Set([...part.values, ...exceptions])].sort() };
  return [rest, ...beyond.map((value) => ({ not: false, values: [value] }))];
}

function testsOf(tests: readonly ConditionTest[]): readonly (readonly ConditionTest[])[] {
  return tests.reduce<readonly (readonly ConditionTest[])[]>(
    (combined, test) => {
      const options = isChoice(test) ? test.values.map((value) => ({ ...test, values: [value] })) : [test];
      if (combined.length * options.length > MOST_PARTS) return combined.map((entry) => [...entry, test]);
      return combined.flatMap((entry) => options.map((option) => [...entry, option]));
    },
    [[]],
  );
}

function includes(wide: Matcher, narrow: Matcher, ignoreCase: boolean): boolean {
  const same = wide.not === narrow.not && wide.values.join("\n") === narrow.values.join("\n");
  if (same) return true;
  if (wide.not && narrow.not) return isWithin(wide.values, narrow.values, ignoreCase);
  if (wide.not) {
    return (
      narrow.values.length > 0 && narrow.values.every((value) => !wide.values.some((except) => mayMeet(except, value)))
    );
  }
  if (narrow.not) return wide.values.some((value) => value === "*" || value === "AWS:*");
  if (narrow.values.length === 0) return false;
  return isWithin(narrow.values, wide.values, ignoreCase);
}

function isWithin(values: readonly string[], patterns: readonly string[], ignoreCase: boolean): boolean {
  return values.every((value) => patterns.some((pattern) => stands(pattern, value, ignoreCase)));
}

/** An account as principal means every principal in it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function stands(pattern: string, value: string, ignoreCase: boolean): boolean {
  if (matches(pattern, value, ignoreCase)) return true;
  const account = /^AWS:(\d{12})$/.exec(pattern)?.[1];
  const member = parseArn(value.slice("AWS:".length));
  return account !== undefined && member?.account === account && ["iam", "sts"].includes(member.service);
}

/** What is known after apply may be anything. */
function mayMeet(except: string, value: string): boolean {
  return except.includes("${") || value.includes("${") || meet(except, value);
}
