/** A value of Terraform's JSON; references are strings like `${aws_vpc.vpc.id}`. */
export type Json = string | number | boolean | null | readonly Json[] | Block;

/** A block, or an object of attributes. */
export interface Block {
  readonly [key: string]: Json | undefined;
}

/** The blocks under a name: Terraform's JSON has one block as an object and several as an array. */
export function blocks(value: Json | undefined): readonly Block[] {
  return list(value).filter((entry) => isBlock(entry));
}

/** A single value or a list of them, as a list. */
export function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The texts among a single value or a list of them. */
export function texts(value: Json | undefined): readonly string[] {
  return list(value).filter((entry) => typeof entry === "string");
}

/** JSON inside a string attribute, such as a policy; `undefined` where only Terraform will know it. */
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

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isBlock(value: Json): value is Block {
  return typeof value === "object" && value !== null && !isList(value);
}
