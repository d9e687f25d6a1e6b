import { isList, isObject, UNKNOWN, type Json } from "@private-http-api/terraform-json";

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
    push(found, `${path}.#`, value.length);
    for (const entry of value) collect(entry, path, found);
    return;
  }
  if (isObject(value)) {
    const [name, setting] = [value["name"], value["value"]];
    // A list of settings names them by an entry: `parameter.rds.force_ssl`.
    if (typeof name === "string" && typeof setting === "string") push(found, `${path}.${name}`, setting);
    for (const [key, entry] of Object.entries(value)) collect(entry, path === "" ? key : `${path}.${key}`, found);
    return;
  }
  if (value !== null && value !== "") push(found, path, value);
}

function push(found: Map<string, Json[]>, path: string, value: Json): void {
  const known = found.get(path);
  if (known === undefined) found.set(path, [value]);
  else known.push(value);
}

/** `expiration` of `rule.expiration.days` is its parent, `days` its name. */
export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

export function isKnown(value: Json): boolean {
  return typeof value !== "string" || (value !== UNKNOWN && !value.includes("${"));
}
