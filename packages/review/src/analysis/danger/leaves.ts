import { isList, isObject, UNKNOWN, type Json } from "@private-http-api/terraform-json";
import { push } from "../../plan/push";

/** Values by their path without list positions: `rule.expiration.days` has the days of every rule. */
export type Leaves = ReadonlyMap<string, readonly Json[]>;

const NONE: Leaves = new Map();

/**
 * Every plain value of a resource. A list of blocks adds its length as `rule.#`, so that emptying it shows.
 * @param paths those that are wanted
 */
export function leavesOf(values: Json | undefined, paths = EVERY_PATH): Leaves {
  if (values === undefined) return NONE;
  const found = new Map<string, Json[]>();
  visit(values, paths, found);
  return found;
}

function visit(value: Json, at: Path, found: Map<string, Json[]>): void {
  if (isList(value)) {
    const length = at.below("#");
    if (length.isWanted) push(found, length.text, value.length);
    for (const entry of value) visit(entry, at, found);
  } else if (isObject(value)) {
    const { name, value: setting } = value;
    // A list of settings names them by an entry: `parameter.rds.force_ssl`.
    const named = typeof name === "string" && typeof setting === "string" ? at.below(name) : undefined;
    if (named?.isWanted === true) push(found, named.text, setting ?? null);
    for (const key of Object.keys(value)) visit(value[key] ?? null, at.below(key), found);
  } else if (at.isWanted && value !== null && value !== "") push(found, at.text, value);
}

/** A path, and those below it: thousands of resources have the same ones. */
export class Path {
  readonly isWanted: boolean;
  private readonly known = new Map<string, Path>();

  /** @param wants whether a path is wanted; it is asked once for each */
  constructor(
    private readonly wants: (path: string) => boolean,
    readonly text = "",
  ) {
    this.isWanted = wants(text);
  }

  below(key: string): Path {
    let path = this.known.get(key);
    if (path === undefined) {
      path = new Path(this.wants, this.text === "" ? key : `${this.text}.${key}`);
      this.known.set(key, path);
    }
    return path;
  }
}

const EVERY_PATH = new Path(() => true);

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
