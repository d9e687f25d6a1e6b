/**
 * Terraform's expressions, as far as synthesized JSON has them: text with `${…}`, references, function calls, lists,
 * objects and literals. See "Expressions" and "Strings and Templates" of the Terraform language.
 */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "reference"; readonly path: readonly string[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] };

/** Thrown for syntax this reader does not know (operators, `for`); the caller keeps the text and its references. */
export class UnknownSyntax extends Error {}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const keywords = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Parses a string of Terraform JSON, where everything outside `${…}` is text. */
export function parseTemplate(text: string): Expression {
  return new Parser(text).template(undefined);
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Text up to `end` (a quote inside an expression, or the end of the input), with its interpolations. */
  template(end: '"' | undefined): Expression {
    const parts: Expression[] = [];
    let literal = "";
    const flush = (): void => {
      if (literal !== "") parts.push({ kind: "literal", value: literal });
      literal = "";
    };
    for (;;) {
      if (this.at >= this.text.length) {
        if (end !== undefined) throw new UnknownSyntax("text without a closing quote");
        break;
      }
      if (end !== undefined && this.take(end)) break;
      if (this.take("$${")) literal += "${";
      else if (this.take("%%{")) literal += "%{";
      else if (this.take("%{")) throw new UnknownSyntax("template directive");
      else if (this.take("${")) {
        flush();
        parts.push(this.expression());
        this.need("}");
      } else if (end !== undefined && this.take("\\")) {
        literal += escapes[this.text[this.at] ?? ""] ?? this.text[this.at] ?? "";
        this.at += 1;
      } else {
        literal += this.text[this.at] ?? "";
        this.at += 1;
      }
    }
    flush();
    const [only] = parts;
    if (only === undefined) return { kind: "literal", value: "" };
    return parts.length === 1 ? only : { kind: "template", parts };
  }

  private expression(): Expression {
    if (this.takeToken('"')) return this.template('"');
    if (this.takeToken("[")) return { kind: "list", items: this.until("]", () => this.expression()) };
    if (this.takeToken("{")) return { kind: "object", entries: this.until("}", () => this.entry()) };
    if (this.takeToken("(")) {
      const inner = this.expression();
      this.need(")");
      return inner;
    }
    const number = this.match(/-?\d+(\.\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const name = this.match(/[A-Za-z_][\w-]*/y);
    if (name === undefined) throw new UnknownSyntax(`unexpected ${this.text.slice(this.at, this.at + 10)}`);
    const keyword = keywords.get(name);
    if (keyword !== undefined) return { kind: "literal", value: keyword };
    if (this.takeToken("(")) return { kind: "call", name, args: this.until(")", () => this.expression()) };
    return { kind: "reference", path: [name, ...this.attributes()] };
  }

  private entry(): readonly [Expression, Expression] {
    const bare = this.match(/[A-Za-z_][\w-]*(?=\s*[=:])/y);
    const key: Expression = bare === undefined ? this.expression() : { kind: "literal", value: bare };
    if (!this.takeToken("=")) this.need(":");
    return [key, this.expression()];
  }

  private attributes(): string[] {
    const path: string[] = [];
    for (;;) {
      if (this.take(".")) {
        const name = this.match(/[A-Za-z_0-9][\w-]*/y);
        if (name === undefined) throw new UnknownSyntax("splat");
        path.push(name);
      } else if (this.take("[")) {
        const index = this.expression();
        if (index.kind !== "literal") throw new UnknownSyntax("computed index");
        path.push(String(index.value));
        this.need("]");
      } else return path;
    }
  }

  private until<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.takeToken(close)) {
      items.push(item());
      if (!this.takeToken(",") && !this.peekToken(close)) throw new UnknownSyntax(`no ${close}`);
    }
    return items;
  }

  private peekToken(token: string): boolean {
    this.match(/\s*/y);
    return this.text.startsWith(token, this.at);
  }

  private takeToken(token: string): boolean {
    return this.peekToken(token) && this.take(token);
  }

  private take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private need(token: string): void {
    if (!this.takeToken(token))
      throw new UnknownSyntax(`${token} is missing at ${this.text.slice(this.at, this.at + 20)}`);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}
