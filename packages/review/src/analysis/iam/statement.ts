import { oncePer } from "../../plan/once-per";
import { shortestCalls } from "./api-calls";
import { conditionTest, type ConditionTest } from "./conditions";
import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  parseArn,
  stableText,
  textOf,
} from "@private-http-api/terraform-json";

/** A policy statement in one form, whatever way it was written: lists sorted, single values as lists, no Sid. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** `not` is NotAction, NotResource, NotPrincipal. */
  readonly action: Matcher;
  readonly resource: Matcher;
  /** `AWS:arn…`, `Service:ecs-tasks.amazonaws.com`, `AWS:*` for everyone; no values in an identity policy. */
  readonly principal: Matcher;
  /** `StringEquals aws:SourceAccount = 111111111111`, one a key, sorted. */
  readonly conditions: readonly string[];
  /** The same, to be compared. */
  readonly tests: readonly ConditionTest[];
}

export interface Matcher {
  readonly not: boolean;
  readonly values: readonly string[];
}

/** The statements of a policy document; undefined where it is none, or not all of it is known. */
export function statementsOf(
  policy: Json | undefined,
  label: (value: string) => string,
): readonly Statement[] | undefined {
  if (!isObject(policy)) return undefined;
  const statements = listOf(policy["Statement"]);
  const known = statements.filter(isObject);
  if (known.length < statements.length) return undefined;
  return known.map((statement) => ({
    effect: textOf(statement["Effect"])?.toLowerCase() === "deny" ? "Deny" : "Allow",
    action: matcher(statement, "Action", (value) => value),
    resource: matcher(statement, "Resource", (value) => shortestCalls(label(value))),
    principal: principalOf(statement, label),
    conditions: conditionsOf(statement["Condition"], label),
    tests: testsOf(statement["Condition"], label),
  }));
}

/** The same text for statements that mean the same. Actions are compared without regard to case, as IAM does. */
export const statementKey = oncePer((statement: Statement) =>
  stableText([
    statement.effect,
    ...[statement.action, statement.resource, statement.principal].map((part, index) => [
      part.not,
      index === 0 ? part.values.map((value) => value.toLowerCase()).sort() : part.values,
    ]),
    statement.tests.map((test) => stableText(test as unknown as JsonObject)).sort(),
  ]),
);

export function sortedSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function matcher(statement: JsonObject, key: string, read: (value: string) => string): Matcher {
  const not = statement[`Not${key}`] !== undefined && statement[`Not${key}`] !== null;
  const values = listOf(statement[not ? `Not${key}` : key]);
  return { not, values: sortedSet(values.map((value) => read(textOf(value) ?? stableText(value)))) };
}

function principalOf(statement: JsonObject, label: (value: string) => string): Matcher {
  const not = statement["NotPrincipal"] !== undefined && statement["NotPrincipal"] !== null;
  const principal = statement[not ? "NotPrincipal" : "Principal"];
  if (typeof principal === "string") return { not, values: [`AWS:${principal}`] };
  const values = Object.entries(objectOf(principal)).flatMap(([kind, names]) =>
    listOf(names).map((name) => `${kind}:${principalName(kind, textOf(name) ?? "", label)}`),
  );
  return { not, values: sortedSet(values) };
}

/** An account may be named by its number or by its root user: AWS takes them for the same. */
function principalName(kind: string, name: string, label: (value: string) => string): string {
  const principal = kind === "AWS" ? parseArn(name) : undefined;
  return principal?.service === "iam" && principal.resource === "root" ? principal.account : label(name);
}

function conditionsOf(condition: Json | undefined, label: (value: string) => string): readonly string[] {
  return sortedSet(
    Object.entries(objectOf(condition)).flatMap(([operator, keys]) =>
      Object.entries(objectOf(keys)).map(([key, values]) => {
        const texts = sortedSet(listOf(values).map((value) => label(textOf(value) ?? "")));
        return `${operator} ${quoted(key, /["\s]/)} = ${texts.map((text) => quoted(text, /[",]/)).join(", ")}`;
      }),
    ),
  );
}

function testsOf(condition: Json | undefined, label: (value: string) => string): readonly ConditionTest[] {
  return Object.entries(objectOf(condition)).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys)).map(([key, values]) =>
      conditionTest(
        operator,
        key,
        listOf(values).map((value) => label(textOf(value) ?? "")),
      ),
    ),
  );
}

/** One value with a comma in it is not two values. */
function quoted(text: string, unclear: RegExp): string {
  return unclear.test(text) ? JSON.stringify(text) : text;
}
