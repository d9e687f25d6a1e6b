/** Query strings are changed pair by pair as text, so that pairs without a mapping stay as they were sent. */

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A path with its query string, where there is one. */
export function withQuery(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}

function pairs(query: string): readonly string[] {
  return query === "" ? [] : query.split("&");
}

function nameOf(pair: string): string {
  const equals = pair.indexOf("=");
  return decode(equals === -1 ? pair : pair.slice(0, equals));
}

function valueOf(pair: string): string {
  const equals = pair.indexOf("=");
  return equals === -1 ? "" : decode(pair.slice(equals + 1));
}

/** All values of one name, decoded. */
export function queryValues(query: string, name: string): readonly string[] {
  return pairs(query)
    .filter((pair) => nameOf(pair) === name)
    .map(valueOf);
}

/** Every name once, several values joined by commas, as Lambda events have them. */
export function queryRecord(query: string): Record<string, string> {
  const values = new Map<string, string>();
  for (const pair of pairs(query)) {
    const name = nameOf(pair);
    const before = values.get(name);
    values.set(name, before === undefined ? valueOf(pair) : `${before},${valueOf(pair)}`);
  }
  return Object.fromEntries(values);
}

/** Every name with its values, in the order of the query string. */
export function queryValuesByName(query: string): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of pairs(query)) values.set(nameOf(pair), [...(values.get(nameOf(pair)) ?? []), valueOf(pair)]);
  return Object.fromEntries(values);
}

export function withoutParameter(query: string, name: string): string {
  return pairs(query)
    .filter((pair) => nameOf(pair) !== name)
    .join("&");
}

export function withParameter(query: string, name: string, value: string): string {
  return [...pairs(query), `${encodeURIComponent(name)}=${encodeURIComponent(value)}`].join("&");
}
