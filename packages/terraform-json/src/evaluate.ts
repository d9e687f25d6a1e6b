import { type Expression, parseTemplate, UnknownSyntax } from "./expression";
import { encodeJson } from "./json-text";
import { isMap, Reference, Template, valueText, type Value } from "./value";

/** The value at a reference's path, e.g. `["aws_lb", "alb", "arn"]`; throws if there is none. */
export type Scope = (path: readonly string[]) => Value;

const referenceText = /\b(?:data\.)?[a-z][a-z0-9]*_\w+\.[\w-]+(?:\.[\w-]+)+/g;

/** Evaluates a value of Terraform JSON: every string in it may contain expressions. */
export function evaluate(raw: unknown, scope: Scope): Value {
  if (typeof raw === "string") return evaluateText(raw, scope);
  if (Array.isArray(raw)) return raw.map((item) => evaluate(item, scope));
  if (typeof raw === "object" && raw !== null) {
    return Object.fromEntries(Object.entries(raw).map(([key, entry]) => [key, evaluate(entry, scope)]));
  }
  return typeof raw === "number" || typeof raw === "boolean" ? raw : null;
}

function evaluateText(text: string, scope: Scope): Value {
  if (!text.includes("${") && !text.includes("%{")) return text;
  try {
    return evaluateExpression(parseTemplate(text), scope);
  } catch (error) {
    if (!(error instanceof UnknownSyntax)) throw error;
    return asWritten(text, scope);
  }
}

/** An expression that is not evaluated keeps its text and its references. */
function asWritten(text: string, scope: Scope): Template {
  const paths = text.match(referenceText) ?? [];
  return new Template(
    paths.map((path) => scope(path.split("."))),
    text,
  );
}

function evaluateExpression(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference":
      return scope(expression.path);
    case "template":
      return concatenate(expression.parts.map((part) => evaluateExpression(part, scope)));
    case "list":
      return expression.items.map((item) => evaluateExpression(item, scope));
    case "object":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [
          valueText(evaluateExpression(key, scope)),
          evaluateExpression(value, scope),
        ]),
      );
    case "call": {
      const args = expression.args.map((arg) => evaluateExpression(arg, scope));
      return call(expression.name, args) ?? asWritten(`\${${expression.source}}`, scope);
    }
    case "other":
      return asWritten(`\${${expression.source}}`, scope);
  }
}

/** The functions that synthesized stacks use; `undefined` for any other. */
function call(name: string, args: readonly Value[]): Value | undefined {
  const [first, second] = args;
  if (name === "jsonencode" && first !== undefined) return encodeJson(first);
  if (name === "tostring" && first !== undefined) return first;
  if (name === "join" && Array.isArray(second)) {
    const separator = valueText(first ?? "");
    const items = second as readonly Value[];
    return concatenate(items.flatMap((item, position) => (position === 0 ? [item] : [separator, item])));
  }
  if (name === "element" && Array.isArray(first) && first.length > 0) {
    return (first as readonly Value[])[Number(second) % first.length] ?? null;
  }
  return undefined;
}

function concatenate(parts: readonly Value[]): Value {
  return parts.some((part) => part instanceof Reference || part instanceof Template || isMap(part))
    ? new Template(parts)
    : parts.map(valueText).join("");
}
