import {
  BUILT_FROM,
  isList,
  isObject,
  parseJson,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import { hiddenIn } from "./encoded-texts";
import { printable } from "./printable";
import { withTexts, type Scrubbed } from "./scrubbed";
import { marksAny } from "./sensitive-mask";
import { SecretTexts } from "./secret-texts";

/** Stands for a value that the plan marks as sensitive. */
export const SENSITIVE = "(sensitive)";
/** The same on the later side, where the value is not what it was. */
export const SENSITIVE_CHANGED = "(sensitive, changed)";

/** Fields of a review that hold one of the review's own words; what a plan says looks otherwise. */
const OWN_FIELDS: ReadonlySet<string> = new Set(
  "basis change direction effect fate fingerprint holds kind level question region state what who".split(" "),
);
const OWN_WORD = /^([+~-]|[0-9a-f]{16}|[A-Za-z]+( [a-z]+)?|(unknown|[a-z]{2}(-[a-z]+)+-\d)(, taken for us-east-1)?)$/;

function isOwnWord(text: string, field: string): boolean {
  return OWN_FIELDS.has(field) && OWN_WORD.test(text);
}

/** Takes sensitive values out of a plan, and remembers them so that no other text lets them through. */
export class Redactor {
  private readonly secrets = new SecretTexts();

  /** Remembers what `mask` marks in a value, as the plan has it. */
  remember(value: Json | undefined, mask: Json | undefined): void {
    if (value === undefined) return;
    if (mask === true) this.rememberAll(value, false);
    else if (isList(mask) && isList(value))
      for (const [index, entry] of value.entries()) this.remember(entry, mask[index]);
    else if (isObject(mask) && isObject(value)) {
      for (const key of Object.keys(mask)) this.remember(value[key], mask[key]);
    }
  }

  /** An address or a stack's name, which is no secret, whatever secret has the same letters. */
  rememberName(name: string): void {
    this.secrets.addName(name);
  }

  /** `value` without what `mask` marks; `other` is the earlier value, to report a change without showing it. */
  redact(value: Json, mask: Json | undefined, other?: Json): Json {
    if (!marksAny(mask)) return value;
    if (mask === true) return hidden(value, other);
    if (isList(mask) && isList(value)) {
      const earlier = isList(other) ? other : [];
      return value.map((entry, index) => this.redact(entry, mask[index], earlier[index]));
    }
    if (isObject(mask) && isObject(value)) return this.redactObject(value, mask, isObject(other) ? other : {});
    return value;
  }

  /** The text with every remembered secret taken out. */
  scrub(text: string): string {
    return this.secrets.isEmpty ? text : this.secrets.replace(text, SENSITIVE);
  }

  /** A copy of what is to be shown, without secrets and without characters that act on the reader. */
  scrubAll<T>(data: T): Scrubbed<T> {
    if (this.secrets.isEmpty) return withTexts(data, printable) as Scrubbed<T>;
    return withTexts(data, (text, field) => printable(isOwnWord(text, field) ? text : this.scrub(text))) as Scrubbed<T>;
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

  /** `isPart`: within a document that is secret as a whole, most of which is nothing of the kind. */
  private rememberAll(value: Json, isPart: boolean): void {
    if (isList(value)) for (const entry of value) this.rememberAll(entry, isPart);
    else if (isObject(value)) {
      for (const [key, entry] of Object.entries(value)) {
        if (!isPart || !NAMES_OF_DOCUMENTS.test(key)) this.rememberAll(entry, isPart);
      }
    } else if (typeof value === "number") this.secrets.add(String(value), isPart);
    else if (typeof value === "string") this.rememberText(value, isPart);
  }

  private rememberText(text: string, isPart: boolean): void {
    if (isPlaceholder(text) || (isPart && isOfDocuments(text))) return;
    this.secrets.add(text, isPart);
    for (const hidden of hiddenIn(text)) this.secrets.add(hidden, isPart);
    const document = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
    if (document !== undefined) this.rememberAll(document, true);
  }
}

function hidden(value: Json, other: Json | undefined): Json {
  if (value === null) return null;
  return other === undefined || JSON.stringify(other) === JSON.stringify(value) ? SENSITIVE : SENSITIVE_CHANGED;
}

/** What stands in a plan, or in ours, in place of a value. */
function isPlaceholder(text: string): boolean {
  return text === UNKNOWN || text === SENSITIVE || text.startsWith(BUILT_FROM) || /^\$\{[^}]*\}$/.test(text);
}

/** Keys of policies and container definitions whose values are names and words of AWS's own. */
const NAMES_OF_DOCUMENTS = /^(name|(not)?action|effect|sid|version)$/i;

/** What policies and container definitions are full of: ARNs, services, Regions, dates. */
function isOfDocuments(text: string): boolean {
  return /^(arn:.*|[\w.-]+\.amazonaws\.com|[a-z]{2}(-[a-z]+)+-\d|\d{4}-\d\d-\d\d)$/.test(text);
}
