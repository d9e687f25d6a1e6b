import { isList, isObject, type Json, type JsonObject } from "./json";

/** Stands for a value that the plan marks as sensitive. */
export const SENSITIVE = "(sensitive)";
/** The same on the later side, where the value is not what it was. */
export const SENSITIVE_CHANGED = "(sensitive, changed)";

/** Shorter secrets are not looked for in other texts: they would take ordinary words with them. */
const SHORTEST_SOUGHT = 8;

/** Takes sensitive values out of a plan, and remembers them so that no other text lets them through. */
export class Redactor {
  private readonly secrets = new Set<string>();

  /** `value` without what `mask` marks; `other` is the earlier value, to tell a change without showing it. */
  redact(value: Json, mask: Json | undefined, other?: Json): Json {
    if (mask === true) return this.hide(value, other);
    if (isList(mask) && isList(value)) {
      const earlier = isList(other) ? other : [];
      return value.map((entry, index) => this.redact(entry, mask[index], earlier[index]));
    }
    if (isObject(mask) && isObject(value)) return this.redactObject(value, mask, isObject(other) ? other : {});
    return value;
  }

  /** The text with every remembered secret taken out. */
  scrub(text: string): string {
    let clean = text;
    for (const secret of this.secrets) if (clean.includes(secret)) clean = clean.split(secret).join(SENSITIVE);
    return clean;
  }

  /** A copy of any plain data with every text in it scrubbed. */
  scrubAll<T>(data: T): T {
    if (this.secrets.size === 0) return data;
    return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
      typeof value === "string" ? this.scrub(value) : value,
    ) as T;
  }

  private redactObject(value: JsonObject, mask: JsonObject, other: JsonObject): JsonObject {
    const marked = Object.keys(mask);
    if (marked.length === 0) return value;
    const copy: Record<string, Json> = { ...value };
    for (const key of marked) {
      const entry = value[key];
      if (entry !== undefined) copy[key] = this.redact(entry, mask[key], other[key]);
    }
    return copy;
  }

  private hide(value: Json, other: Json | undefined): Json {
    if (value === null) return null;
    this.remember(value);
    return other === undefined || JSON.stringify(other) === JSON.stringify(value) ? SENSITIVE : SENSITIVE_CHANGED;
  }

  private remember(value: Json): void {
    if (typeof value === "string" && value.length >= SHORTEST_SOUGHT) this.secrets.add(value);
    else if (isList(value) || isObject(value)) for (const entry of Object.values<Json>(value)) this.remember(entry);
  }
}
