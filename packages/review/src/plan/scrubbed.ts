declare const scrubbed: unique symbol;

/** A text that holds no secret and no control character. `Redactor.scrubAll` makes them. */
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

/**
 * Data with every text in it replaced; `write` gets the key of the text; in lists, the key of the list. What has no text that
 * is replaced is the same object, as nearly everything that a plan says is.
 */
export function withTexts(data: unknown, write: (text: string, key: string) => string, key = ""): unknown {
  if (typeof data === "string") return write(data, key);
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return withTextsInList(data, write, key);
  const entries = data as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(entries)) {
    const value = entries[name];
    const written = withTexts(value, write, name);
    if (written !== value) (copy ??= { ...entries })[name] = written;
  }
  return copy ?? data;
}

function withTextsInList(
  list: readonly unknown[],
  write: (text: string, key: string) => string,
  key: string,
): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const written = withTexts(list[at], write, key);
    if (written !== list[at]) (copy ??= [...list])[at] = written;
  }
  return copy ?? list;
}
