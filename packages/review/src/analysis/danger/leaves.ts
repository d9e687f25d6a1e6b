import { isList, isObject, UNKNOWN, type Json } from "@private-http-api/terraform-json";

/** Values by their path without list positions: `rule.expiration.days` has the days of every rule. */
export type Leaves = ReadonlyMap<string, readonly Json[]>;

/**
 * Every plain value of a resource. A list of blocks adds its length as `rule.#`, so that emptying it shows.
 * @param isWanted of which paths; it is asked for each value
 */
export function leavesOf(values: Json | undefined, isWanted: (path: string) => boolean = always): Leaves {
  const found = new Map<string, Json[]>();
  function push(path: string, value: Json): void {
    if (!isWanted(path)) return;
    const known = found.get(path);
    if (known === undefined) found.set(path, [value]);
    else known.push(value);
  }
  if (values !== undefined) visit(values, ROOT, push);
  return found;
}

function always(): boolean {
  return true;
}

function visit(value: Json, at: Path, push: (path: string, value: Json) => void): void {
  if (value === null || value === "") return;
  if (isList(value)) {
    push(at.below("#").text, value.length);
    for (const entry of value) visit(entry, at, push);
    return;
  }
  if (isObject(value)) {
    const { name, value: setting } = value;
    // A list of settings names them by an entry: `parameter.rds.force_ssl`.
    if (typeof name === "string" && typeof setting === "string") push(at.below(name).text, setting);
    for (const key of Object.keys(value)) visit(value[key] ?? null, at.below(key), push);
    return;
  }
  push(at.text, value);
}

/** A path, and those below it: thousands of resources have the same ones. */
class Path {
  private readonly known = new Map<string, Path>();

  constructor(readonly text: string) {}

  below(key: string): Path {
    let path = this.known.get(key);
    if (path === undefined) this.known.set(key, (path = new Path(this.text === "" ? key : `${this.text}.${key}`)));
    return path;
  }
}

const ROOT = new Path("");

/** Whether one path has the same values on both sides. */
export function sameLeaves(before: readonly Json[], after: readonly Json[]): boolean {
  return before.length === after.length && before.every((value, index) => value === after[index]);
}

/** `expiration` of `rule.expiration.days` is its parent, `days` its name. */
export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

export function isKnown(value: Json): boolean {
  return typeof value !== "string" || (value !== UNKNOWN && !value.includes("${"));
}
