import { isIP } from "node:net";
import { isWithin, overlaps, rangeOf } from "../network/addresses";
import { shortestCalls } from "./api-calls";
import { matches } from "./globs";

/** One operator with one key: `StringLike`, `s3:prefix`, and the values of which one must fit (or none, negated). */
export interface ConditionTest {
  /** In lower case, without `ForAnyValue:` and `IfExists`. */
  readonly operator: string;
  readonly set: "any" | "all" | undefined;
  readonly ifExists: boolean;
  /** In lower case: AWS compares keys so. */
  readonly key: string;
  readonly values: readonly string[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function conditionTest(operator: string, key: string, values: readonly string[]): ConditionTest {
  const [, set, name, ifExists] = /^(?:For(Any|All)Values?:)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
  const plain = (name ?? operator).toLowerCase();
  return {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN:
    // ArnEquals and ArnLike behave identically.
    operator: plain.replace(/^arnequals$/, "arnlike").replace(/^arnnotequals$/, "arnnotlike"),
    set: set === undefined ? undefined : set.toLowerCase() === "any" ? "any" : "all",
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values: [...new Set(values.map((value) => sameFor(plain, value)))].sort(),
  };
}

/** Length of the prefix of a single address, by version. */
const ONE_ADDRESS: Readonly<Record<number, string>> = { 4: "/32", 6: "/128" };

/** One text for values that an operator takes for the same. */
function sameFor(operator: string, value: string): string {
  if (operator === "bool" || operator === "null") return value.toLowerCase();
  if (operator.endsWith("ipaddress")) return value + (ONE_ADDRESS[isIP(value)] ?? "");
  return operator.startsWith("arn") ? shortestCalls(value) : value;
}

/** Whether whatever passes `narrow` passes `wide`. Doubt counts as no. */
export function implies(narrow: ConditionTest, wide: ConditionTest): boolean {
  if (narrow.key !== wide.key) return false;
  // A key that is missing passes IfExists, and ForAllValues.
  if (narrow.ifExists && !wide.ifExists) return false;
  if (narrow.set === "all" && wide.set !== "all") return false;
  if (narrow.set === "any" && wide.set !== "any") return false;
  // What is not there is not equal, but no value that ForAnyValue could find.
  if (narrow.operator.includes("not") && narrow.set !== "any" && wide.set === "any") return false;
  if (narrow.values.length === 0 || wide.values.length === 0) return sameValues(narrow, wide);
  if (narrow.operator === wide.operator && sameValues(narrow, wide)) return true;
  const [from, to] = [kindOf(narrow.operator), kindOf(wide.operator)];
  if (from === undefined || to === undefined) return false;
  if (!from.negated && !to.negated) return narrow.values.every((value) => isAmong(value, from, wide.values, to));
  // What is excluded after is what must have been excluded before, or more.
  if (from.negated && to.negated) return wide.values.every((value) => isAmong(value, to, narrow.values, from));
  if (from.negated) return false;
  return narrow.values.every((value) => wide.values.every((other) => isApart(value, from, other, to)));
}

/** Whether one value is enough, so that a test of several is as many tests of one. */
export function isChoice({ operator, set }: ConditionTest): boolean {
  const kind = kindOf(operator);
  return kind !== undefined && !kind.negated && set !== "all";
}

interface Kind {
  readonly compares: "text" | "pattern" | "address" | "number" | "exact";
  readonly negated: boolean;
  readonly ignoresCase: boolean;
  readonly order?: "<" | "<=" | ">" | ">=";
}

function kindOf(operator: string): Kind | undefined {
  const negated = /not/.test(operator);
  const ignoresCase = operator.includes("ignorecase");
  if (/^string(not)?equals(ignorecase)?$/.test(operator)) return { compares: "text", negated, ignoresCase };
  if (/^(string|arn)(not)?like$/.test(operator)) return { compares: "pattern", negated, ignoresCase };
  if (/^(not)?ipaddress$/.test(operator)) return { compares: "address", negated, ignoresCase };
  if (/^(bool|null|binaryequals|(numeric|date)(not)?equals)$/.test(operator))
    return { compares: "exact", negated, ignoresCase };
  const [, side, equals] = /^(?:numeric|date)(lessthan|greaterthan)(equals)?$/.exec(operator) ?? [];
  if (side === undefined) return undefined;
  const sign = side === "lessthan" ? "<" : ">";
  return { compares: "number", negated: false, ignoresCase, order: equals === undefined ? sign : `${sign}=` };
}

/** Whether what one value lets through is let through by the others. */
function isAmong(value: string, from: Kind, others: readonly string[], to: Kind): boolean {
  if (from.compares === "address" && to.compares === "address") return isWithin(value, others);
  if (from.compares === "number" || to.compares === "number") return isWithinLimit(value, from, others, to);
  return others.some((other) => {
    if (to.compares === "exact" || from.compares === "exact") return to.compares === from.compares && other === value;
    if (to.compares === "pattern" && (from.compares === "text" || from.compares === "pattern"))
      return matches(other, value, to.ignoresCase);
    if (to.compares !== "text" || !isOneText(value, from)) return false;
    if (from.ignoresCase && !to.ignoresCase) return false;
    return to.ignoresCase ? other.toLowerCase() === value.toLowerCase() : other === value;
  });
}

/** A pattern without wildcards fits one text. */
function isOneText(value: string, { compares }: Kind): boolean {
  return compares === "text" || (compares === "pattern" && !/[*?]/.test(value));
}

function isWithinLimit(value: string, from: Kind, others: readonly string[], to: Kind): boolean {
  function read(text: string): number {
    return Number.isNaN(Number(text)) ? Date.parse(text) : Number(text);
  }
  const order = to.order;
  if (order === undefined || others.length !== 1) return false;
  const [number, limit] = [read(value), read(others[0] ?? "")];
  if (Number.isNaN(number) || Number.isNaN(limit)) return false;
  if (from.order === undefined) {
    if (from.compares !== "exact") return false;
    return order === "<"
      ? number < limit
      : order === "<="
        ? number <= limit
        : order === ">"
          ? number > limit
          : number >= limit;
  }
  if (from.order[0] !== order[0]) return false;
  const closer = order.startsWith("<") ? number < limit : number > limit;
  return closer || (number === limit && (order.length === 2 || from.order.length === 1));
}

function isApart(value: string, from: Kind, other: string, to: Kind): boolean {
  if (from.compares === "address" && to.compares === "address") {
    const [first, second] = [rangeOf(value), rangeOf(other)];
    return first !== undefined && second !== undefined && !overlaps(first, second);
  }
  if (from.compares === "text" && to.compares === "text") return value.toLowerCase() !== other.toLowerCase();
  return from.compares === "text" && to.compares === "pattern" && !value.includes("$") && !matches(other, value, true);
}

function sameValues(one: ConditionTest, other: ConditionTest): boolean {
  return one.operator === other.operator && one.values.join("\n") === other.values.join("\n");
}
