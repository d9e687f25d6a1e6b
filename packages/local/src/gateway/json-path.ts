/** The part of JSON path that parameter mappings support: names and indexes; no recursive descent, no filters. */
export type JsonPath = readonly (string | number)[];

/** Parses `.pets[0].name`; `undefined` for anything else. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const steps: (string | number)[] = [];
  const step = /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']+)'\]/y;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    steps.push(found[2] === undefined ? (found[1] ?? found[3] ?? "") : Number(found[2]));
  }
  return steps;
}

/** The value as text: strings as they are, anything else as JSON; `undefined` if it is missing or the text is not JSON. */
export function selectJson(body: Buffer | undefined, path: JsonPath): string | undefined {
  if (body === undefined || body.length === 0) return undefined;
  if (path.length === 0) return body.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
