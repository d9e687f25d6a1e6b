import { type Expression, parseTemplate, UnknownSyntax } from "./expression";
import type { Json } from "./json";

/**
 * The literal value of a text of synthesized JSON: object and list literals, numbers, and `jsonencode` of those. A
 * reference, or any other expression that only Terraform can evaluate, stays text like `${aws_lb.public.arn}`, which
 * serves as the value's name.
 */
export function readTemplate(text: string): Json {
  if (!text.includes("${") && !text.includes("%{")) return text;
  try {
    return plain(parseTemplate(text));
  } catch (error) {
    if (error instanceof UnknownSyntax) return text;
    throw error;
  }
}

function plain(expression: Expression): Json {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return expression.parts
        .map((part) => (part.kind === "literal" ? String(part.value) : `\${${part.source}}`))
        .join("");
    case "list":
      return expression.items.map(plain);
    case "object":
      return Object.fromEntries(expression.entries.map(([key, value]) => [keyText(plain(key)), plain(value)]));
    case "call": {
      const [only, more] = expression.args;
      if (expression.name === "jsonencode" && only !== undefined && more === undefined) {
        return JSON.stringify(plain(only));
      }
      return `\${${expression.source}}`;
    }
    case "reference":
    case "other":
      return `\${${expression.source}}`;
  }
}

function keyText(key: Json): string {
  return typeof key === "string" ? key : JSON.stringify(key);
}
