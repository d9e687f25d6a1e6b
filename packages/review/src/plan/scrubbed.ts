declare const scrubbed: unique symbol;

/** A text that holds no secret and no control character. Only `Redactor.scrubAll` makes one. */
export type ScrubbedText = string & { readonly [scrubbed]: true };

/**
 * The same data with every free text scrubbed: the only form in which what a plan says reaches a renderer. A text of a
 * fixed choice (`"created" | "destroyed"`) is this project's own and stays what it is.
 */
export type Scrubbed<T> = T extends string
  ? string extends T
    ? ScrubbedText
    : T
  : T extends readonly (infer U)[]
    ? readonly Scrubbed<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Scrubbed<T[K]> }
      : T;

/** Data with every text in it replaced; `write` gets the key of the text; in lists, the key of the list. */
export function withTexts(data: unknown, write: (text: string, key: string) => string, key = ""): unknown {
  if (typeof data === "string") return write(data, key);
  if (Array.isArray(data)) return data.map((entry) => withTexts(entry, write, key));
  if (typeof data !== "object" || data === null) return data;
  const copy = { ...data } as Record<string, unknown>;
  for (const name of Object.keys(copy)) {
    const value = copy[name];
    if (typeof value === "string") copy[name] = write(value, name);
    else if (typeof value === "object") copy[name] = withTexts(value, write, name);
  }
  return copy;
}
