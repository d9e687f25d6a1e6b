/**
 * The subset of Terraform's expressions that synthesized JSON uses: text with `${…}`, references, function calls, lists,
 * objects and literals. See "Expressions" and "Strings and Templates" of the Terraform language.
 */
export type Expression = (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "reference"; readonly path: readonly string[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  /** Syntax that this reader does not support: an operator, `for`, a splat. */
  | { readonly kind: "other" }
) & {
  /** The expression as written. */
  readonly source: string;
};

/** A text that cannot be read as a template: an unclosed bracket or quote, or a directive (`%{ if … }`). */
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
    const start = this.at;
    const parts: Expression[] = [];
    let literal = "";
    function flush(): void {
      if (literal !== "") parts.push({ kind: "literal", value: literal, source: literal });
      literal = "";
    }
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
      } else if (end !== undefined && this.take("\\")) literal += this.escape();
      else {
        literal += this.text[this.at] ?? "";
        this.at += 1;
      }
    }
    flush();
    const [only] = parts;
    const source = this.text.slice(start, this.at);
    if (only === undefined) return { kind: "literal", value: "", source };
    return parts.length === 1 ? only : { kind: "template", parts, source };
  }

  private escape(): string {
    const code = this.match(/u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y);
    if (code !== undefined) return String.fromCodePoint(parseInt(code.slice(1), 16));
    const letter = this.text[this.at] ?? "";
    this.at += 1;
    return escapes[letter] ?? letter;
  }

  /** One value, up to the comma or bracket that ends it. */
  private expression(): Expression {
    this.match(/\s*/y);
    const start = this.at;
    try {
      const known = this.known();
      if (this.isAtEnd()) return known;
    } catch (error) {
      if (!(error instanceof UnknownSyntax)) throw error;
    }
    this.at = start;
    this.skip();
    const source = this.text.slice(start, this.at).trim();
    if (source === "") throw new UnknownSyntax("no expression");
    return { kind: "other", source };
  }

  private known(): Expression {
    const start = this.at;
    const withSource = <T>(node: T): T & { source: string } => ({ ...node, source: this.text.slice(start, this.at) });
    if (this.take('"')) {
      const inner = this.template('"');
      return inner.kind === "template" ? withSource(inner) : inner;
    }
    if (this.match(/[[{](?=\s*for\b)/y) !== undefined) throw new UnknownSyntax("for");
    if (this.take("[")) return withSource({ kind: "list", items: this.until("]", () => this.expression()) });
    if (this.take("{")) return withSource({ kind: "object", entries: this.until("}", () => this.entry()) });
    if (this.take("(")) {
      const inner = this.expression();
      this.need(")");
      return inner;
    }
    const number = this.match(/-?\d+(\.\d+)?/y);
    if (number !== undefined) return withSource({ kind: "literal", value: Number(number) });
    const name = this.match(/[A-Za-z_][\w-]*/y);
    if (name === undefined) throw new UnknownSyntax(`unexpected ${this.text.slice(this.at, this.at + 10)}`);
    const keyword = keywords.get(name);
    if (keyword !== undefined) return withSource({ kind: "literal", value: keyword });
    if (this.take("(")) {
      const args = this.until(")", () => this.expression());
      return withSource({ kind: "call", name, args });
    }
    const path = [name, ...this.attributes()];
    return withSource({ kind: "reference", path });
  }

  private isAtEnd(): boolean {
    return [",", ")", "]", "}"].some((token) => this.peekToken(token));
  }

  /** Advances to the comma or bracket that ends the current value; skips brackets and quotes inside it. */
  private skip(): void {
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? "";
      if (char === '"') {
        this.at++;
        this.template('"');
        this.at--;
      } else if ("([{".includes(char)) depth++;
      else if (")]}".includes(char) && depth-- === 0) return;
      else if (char === "," && depth === 0) return;
    }
  }

  private entry(): readonly [Expression, Expression] {
    this.match(/\s*/y);
    const start = this.at;
    const bare = this.match(/[A-Za-z_][\w-]*(?=\s*[=:])/y);
    const key: Expression =
      bare === undefined ? this.known() : { kind: "literal", value: bare, source: this.text.slice(start, this.at) };
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
