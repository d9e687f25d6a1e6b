import { parse } from "yaml";
import { parseTemplate, UnknownSyntax } from "./expression";
import { decoded } from "./json-text";
import { Template, type Value } from "./value";

/**
 * The value that a document holds, JSON or YAML, with unknown parts or expressions of Terraform (`${aws_lb.x.arn}`) in it;
 * undefined where it is neither.
 */
export function decodeDocument(document: Value): Value | undefined {
  const forms = typeof document === "string" ? [document, withExpressions(document)] : [document];
  for (const form of forms)
    for (const read of [JSON.parse, parse] as ((text: string) => unknown)[]) {
      try {
        return decoded(form, read);
      } catch {
        // The next reader is asked.
      }
    }
  return undefined;
}

/** Expressions as unknown parts: the quotes in them are none of the document's. */
function withExpressions(text: string): Value {
  try {
    const expression = parseTemplate(text);
    const parts = expression.kind === "template" ? expression.parts : [expression];
    return new Template(
      parts.map((part) => (part.kind === "literal" ? part.source : new Template([], `\${${part.source}}`))),
    );
  } catch (error) {
    if (error instanceof UnknownSyntax) return text;
    throw error;
  }
}
