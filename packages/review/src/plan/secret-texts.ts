import { base64Forms, hexForms, urlForms } from "./encoded-texts";

/** Where a remembered text is taken for what it is: in any other text, or only where it stands as a word of its own. */
type Reach = "anywhere" | "word" | "name";

interface Bucket {
  /** Longest first: what begins like a shorter secret is not cut short. */
  readonly lengths: readonly number[];
  readonly texts: ReadonlyMap<string, Reach>;
  readonly secrets: readonly string[];
}

/** Shorter texts are ordinary words, whatever they are marked as: ports, counts, `yes`. */
const SHORTEST = 4;
/** From here on a text is looked for inside words too. */
const SHORTEST_ANYWHERE = 8;
/** From here on even letters alone are no ordinary word. */
const LONGEST_WORD = 15;
/** No port and no count is as long. */
const SHORTEST_NUMBER = 6;

/** Finds secrets in texts, all of them in one pass, and leaves the names of resources readable. */
export class SecretTexts {
  /** Secret → whether it was found inside a document that is one as a whole. */
  private readonly secrets = new Map<string, boolean>();
  private readonly names: string[] = [];
  private index: { readonly byStart: ReadonlyMap<string, Bucket>; readonly whole: ReadonlySet<string> } | undefined;

  get isEmpty(): boolean {
    return this.secrets.size === 0;
  }

  add(secret: string, isPart: boolean): void {
    // What reads a secret from a file trims it or does not.
    for (const text of new Set([secret, secret.trim()])) {
      if (text.length >= SHORTEST) this.secrets.set(text, isPart && this.secrets.get(text) !== false);
    }
    this.index = undefined;
  }

  /** An address or a stack's name: Terraform lets no secret into one. */
  addName(name: string): void {
    this.names.push(name);
    this.index = undefined;
  }

  /** The text with `by` in place of every secret. */
  replace(text: string, by: string): string {
    const { byStart, whole } = (this.index ??= this.indexed());
    if (whole.has(text)) return by;
    let clean = "";
    let copied = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const bucket = byStart.get(text.slice(at, at + SHORTEST));
      if (bucket === undefined) continue;
      const found = matchAt(bucket, text, at);
      if (found === undefined) continue;
      if (found.reach !== "name") {
        clean += text.slice(copied, at) + by;
        copied = found.end;
      }
      at = found.end - 1;
    }
    return clean + text.slice(copied);
  }

  private indexed(): NonNullable<SecretTexts["index"]> {
    const reaches = new Map<string, Reach>();
    const whole = new Set<string>();
    const names = new Set(this.names);
    const nameParts = new Set([...names].flatMap(partsOf));
    for (const [secret, isPart] of this.secrets) {
      const isGenerated = looksGenerated(secret);
      if (!isGenerated && (nameParts.has(secret) || names.has(secret))) continue;
      const reach = reachOf(secret, isPart);
      if (reach === "whole") whole.add(secret);
      else if (reach !== undefined) for (const [form, of] of formsOf(secret, reach)) reaches.set(form, of);
    }
    const generated = [...this.secrets.keys()].filter(looksGenerated);
    const byStart = bucketsOf(new Map(generated.map((secret) => [secret, "anywhere"])));
    for (const name of names) {
      if (name.length >= SHORTEST && !reaches.has(name) && !isInside(byStart, name)) reaches.set(name, "name");
    }
    return { byStart: bucketsOf(reaches), whole };
  }
}

/** Words of an address, with and without their hyphens and underscores. */
function partsOf(name: string): readonly string[] {
  const parts = name.split(/[.[\]"]+/);
  return [...parts, ...parts.flatMap((entry) => entry.split(/[-_]/))];
}

/** How widely a secret is looked for: a common word that is marked as one must not take the whole review with it. */
function reachOf(secret: string, isPart: boolean): Reach | "whole" | undefined {
  if (/^\d+$/.test(secret)) return secret.length < SHORTEST_NUMBER ? undefined : "word";
  const isOrdinary = secret.length <= LONGEST_WORD && /^[a-z]+([-_. ][a-z]+)*$/i.test(secret);
  if (secret.length >= SHORTEST_ANYWHERE) return isOrdinary || isPart ? "word" : "anywhere";
  if (!isOrdinary) return "word";
  return isPart ? undefined : "whole";
}

/**
 * No resource has such a name by choice: a secret that stands in an address (a key of `for_each` that was made `nonsensitive`) is
 * still one.
 */
function looksGenerated(secret: string): boolean {
  return (
    secret.length >= 12 && /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && !/[\s/]/.test(secret)
  );
}

/**
 * A secret as it is, as it stands in JSON, in JSON that Terraform wrote, in JSON within JSON, in a URL, and in base64 and
 * hexadecimal, in which it is looked for inside words.
 */
function formsOf(secret: string, reach: Reach): ReadonlyMap<string, Reach> {
  const isNumber = /^\d+$/.test(secret);
  return new Map([
    ...(isNumber ? [] : [...base64Forms(secret), ...hexForms(secret)].map((form) => [form, "anywhere"] as const)),
    ...[secret, ...escapedForms(secret), ...urlForms(secret)].map((form) => [form, reach] as const),
  ]);
}

function escapedForms(secret: string): readonly string[] {
  if (/^[\w.~ -]*$/.test(secret)) return [];
  const inJson = jsonEscaped(secret);
  const byTerraform = inJson.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return [inJson, byTerraform, jsonEscaped(inJson), jsonEscaped(byTerraform)];
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function bucketsOf(reaches: ReadonlyMap<string, Reach>): ReadonlyMap<string, Bucket> {
  const grouped = new Map<string, Map<string, Reach>>();
  for (const [text, reach] of reaches) {
    const start = text.slice(0, SHORTEST);
    const group = grouped.get(start);
    if (group === undefined) grouped.set(start, new Map([[text, reach]]));
    else group.set(text, reach);
  }
  return new Map(
    [...grouped].map(([start, texts]) => {
      const lengths = [...new Set([...texts.keys()].map((text) => text.length))].sort((a, b) => b - a);
      const secrets = [...texts].filter(([, reach]) => reach !== "name").map(([text]) => text);
      return [start, { lengths, texts, secrets }];
    }),
  );
}

function matchAt(
  bucket: Bucket,
  text: string,
  at: number,
): { readonly end: number; readonly reach: Reach } | undefined {
  if (text.endsWith(CUT) && isCutSecret(bucket, text.slice(at, -CUT.length)))
    return { end: text.length - 1, reach: "anywhere" };
  for (const length of bucket.lengths) {
    const end = at + length;
    const reach = end > text.length ? undefined : bucket.texts.get(text.slice(at, end));
    if (reach === undefined || (reach === "word" && !isDelimited(text, at, end))) continue;
    return { end, reach };
  }
  return undefined;
}

/** Whether one of the texts stands anywhere in another one. */
function isInside(byStart: ReadonlyMap<string, Bucket>, text: string): boolean {
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    const bucket = byStart.get(text.slice(at, at + SHORTEST));
    if (bucket !== undefined && matchAt(bucket, text, at) !== undefined) return true;
  }
  return false;
}

/** Ends a text that was too long to be shown whole. */
const CUT = "…";

/** The start of a secret says much of it. */
function isCutSecret(bucket: Bucket, rest: string): boolean {
  return rest.length >= SHORTEST_ANYWHERE && bucket.secrets.some((secret) => secret.startsWith(rest));
}

const WORD = /[\w-]/;

function isDelimited(text: string, start: number, end: number): boolean {
  return !WORD.test(text.charAt(start - 1)) && !WORD.test(text.charAt(end));
}
