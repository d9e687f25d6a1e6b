import type { Json } from "./json";

/**
 * Reads the part of Terraform's expression language that synthesized JSON uses to build values: object and list
 * literals, quoted templates, numbers, and `jsonencode` of those. Anything else stays a `${…}` text, which serves as
 * the value's name. Returns the text itself when it is no single `${…}`.
 */
export const evaluateTemplate = (template: string): Json => {
  const inner = soleInterpolation(template);
  if (inner === undefined) return template.replaceAll("$${", "${");
  const parsed = new ExpressionParser(inner).whole();
  return parsed === undefined ? template : parsed.value;
};

/** `x` of `${x}`, when the whole text is this one interpolation. */
const soleInterpolation = (template: string): string | undefined => {
  if (!template.startsWith("${") || !template.endsWith("}")) return undefined;
  return endOfBraces(template, 1) === template.length ? template.slice(2, -1) : undefined;
};

/** The place after the brace that closes the one at `open`; quoted parts are skipped. */
const endOfBraces = (text: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfQuotes(text, at) - 1;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at + 1;
  }
  return -1;
};

const endOfQuotes = (text: string, open: number): number => {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith("$${", at)) at += 2;
    else if (text.startsWith("${", at)) {
      const end = endOfBraces(text, at + 1);
      if (end < 0) return text.length;
      at = end - 1;
    } else if (text[at] === '"') return at + 1;
  }
  return text.length;
};

class UnreadExpression extends Error {}

class ExpressionParser {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): { value: Json } | undefined {
    try {
      const value = this.value();
      this.space();
      return this.at === this.text.length ? { value } : undefined;
    } catch (thrown) {
      if (thrown instanceof UnreadExpression) return undefined;
      throw thrown;
    }
  }

  private value(): Json {
    this.space();
    const char = this.text[this.at];
    if (char === "{") return this.object();
    if (char === "[") return this.list();
    if (char === '"') return this.quoted();
    return this.word();
  }

  private object(): Json {
    const entries: [string, Json][] = [];
    this.each("}", () => {
      const key = this.text[this.at] === '"' ? this.quoted() : this.match(/[\w-]+/y);
      if (!this.take("=") && !this.take(":")) throw new UnreadExpression();
      entries.push([typeof key === "string" ? key : JSON.stringify(key), this.value()]);
    });
    return Object.fromEntries(entries);
  }

  private list(): Json {
    const items: Json[] = [];
    this.each("]", () => items.push(this.value()));
    return items;
  }

  private each(close: string, read: () => void): void {
    this.at++;
    while (!this.take(close)) {
      read();
      if (!this.take(",")) {
        if (this.take(close)) return;
        throw new UnreadExpression();
      }
    }
  }

  /** A quoted template: escapes resolved, interpolations kept as they are written. */
  private quoted(): Json {
    const end = endOfQuotes(this.text, this.at);
    const raw = this.text.slice(this.at + 1, end - 1);
    this.at = end;
    const template = raw.replace(/\$?\$\{|\\(u[0-9a-fA-F]{4}|.)/g, (all, escape: string | undefined) =>
      escape === undefined ? all : (JSON.parse(`"\\${escape}"`) as string),
    );
    return evaluateTemplate(template);
  }

  private word(): Json {
    const start = this.at;
    const number = /-?\d+(\.\d+)?(?=[\s,\]})]|$)/y;
    number.lastIndex = start;
    const digits = number.exec(this.text)?.[0];
    if (digits !== undefined) {
      this.at += digits.length;
      return Number(digits);
    }
    if (this.text.startsWith("jsonencode(", start)) {
      this.at += "jsonencode(".length;
      const value = this.value();
      if (!this.take(")")) throw new UnreadExpression();
      return JSON.stringify(value);
    }
    const raw = this.opaque();
    if (raw === "true" || raw === "false") return raw === "true";
    return raw === "null" ? null : `\${${raw}}`;
  }

  /** Everything up to the comma or bracket that ends this value. */
  private opaque(): string {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? "";
      if (char === '"') this.at = endOfQuotes(this.text, this.at) - 1;
      else if ("([{".includes(char)) depth++;
      else if (")]}".includes(char) && depth-- === 0) break;
      else if (char === "," && depth === 0) break;
    }
    const raw = this.text.slice(start, this.at).trim();
    if (raw === "") throw new UnreadExpression();
    return raw;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new UnreadExpression();
    this.at += found.length;
    return found;
  }

  private take(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    this.space();
    return true;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }
}
