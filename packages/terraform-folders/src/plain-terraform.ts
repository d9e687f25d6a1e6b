import { relative, resolve } from "node:path";
import { isList, isObject, type Json, type JsonObject } from "@private-http-api/terraform-json";

/** The folder that a stack's JSON was written to, and the one that it is copied to. */
export interface FolderMove {
  readonly from: string;
  readonly to: string;
}

/** Attributes with a relative path out of the stack's folder: the blocks on the way to them, `*` for any name. */
const PATHS = [
  ["resource", "docker_image", "*", "build", "context"],
  ["terraform", "backend", "local", "path"],
  ["data", "terraform_remote_state", "*", "config", "path"],
] as const;

/**
 * A synthesized stack as a separate Terraform project: without CDKTF's metadata (the keys `//`), and with the relative
 * paths out of its folder rewritten for the new folder. Everything else stays as it is.
 */
export function plainTerraform(stack: JsonObject, move: FolderMove): JsonObject {
  const plain = withoutMetadata(stack) as JsonObject;
  return PATHS.reduce<JsonObject>((json, path) => mapAt(json, path, (text) => moved(text, move)) as JsonObject, plain);
}

function withoutMetadata(value: Json): Json {
  if (isList(value)) return value.map(withoutMetadata);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutMetadata(entry)]));
}

/** Applies `change` to every text at the path; a block may be an object or a list of objects. */
function mapAt(value: Json, path: readonly string[], change: (text: string) => string): Json {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === "string" ? change(value) : value;
  if (isList(value)) return value.map((entry) => mapAt(entry, path, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      step === "*" || step === key ? mapAt(entry, rest, change) : entry,
    ]),
  );
}

function moved(path: string, { from, to }: FolderMove): string {
  return relative(to, resolve(from, path)).replaceAll("\\", "/");
}
