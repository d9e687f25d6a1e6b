import { type Json } from "@private-http-api/terraform-json/values";

/** JSON inside a string attribute, such as a policy; `undefined` where it is known only to Terraform. */
export function embeddedJson(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(withPlainExpressions(value)) as Json;
  } catch {
    return undefined;
  }
}

/** JSON in which Terraform's expressions are plain text: quotes in `${lookup(x, "y")}` are the expression's, not JSON's. */
function withPlainExpressions(text: string): string {
  let depth = 0;
  let isQuoted = false;
  // An escape, `$${` or `\"`, is one piece, and so is the start of an expression.
  return text.replaceAll(/\$\$\{|\$\{|\\.|["{}]/g, (piece) => {
    if (depth === 0) {
      if (piece === "${") depth = 1;
      return piece;
    }
    if (piece === '"') isQuoted = !isQuoted;
    else if (!isQuoted && piece.endsWith("{")) depth += 1;
    else if (!isQuoted && piece === "}") depth -= 1;
    return piece.replaceAll(/["\\]/g, "'");
  });
}
