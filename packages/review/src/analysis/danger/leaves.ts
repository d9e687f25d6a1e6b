import { isList, isObject, UNKNOWN, type Json } from "@private-http-api/terraform-json";
import { oncePerText } from "../../plan/once-per";

/** Values by their path without list positions: `rule.expiration.days` has the days of every rule. */
export type Leaves = ReadonlyMap<string, readonly Json[]>;

/** Every plain value of a resource. A list of blocks adds its length as `rule.#`, so that emptying it shows. */
export function leavesOf(values: Json | undefined): Leaves {
  const found = new Map<string, Json[]>();
  collect(values ?? null, "", found);
  return found;
}

function collect(value: Json, path: string, found: Map<string, Json[]>): void {
  if (isList(value)) {
    push(found, pathsBelow(path)("#"), value.length);
    for (const entry of value) collect(entry, path, found);
    return;
  }
  if (isObject(value)) {
    const { name, value: setting } = value;
    // A list of settings names them by an entry: `parameter.rds.force_ssl`.
    if (typeof name === "string" && typeof setting === "string") push(found, `${path}.${name}`, setting);
    const pathOf = pathsBelow(path);
    for (const key of Object.keys(value)) collect(value[key] ?? null, pathOf(key), found);
    return;
  }
  if (value !== null && value !== "") push(found, path, value);
}

/** Paths by parent and key: a text that is made once is found fast in a map. */
const pathsBelow = oncePerText((parent) => oncePerText((key) => (parent === "" ? key : `${parent}.${key}`)));

function push(found: Map<string, Json[]>, path: string, value: Json): void {
  const known = found.get(path);
  if (known === undefined) found.set(path, [value]);
  else known.push(value);
}

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
