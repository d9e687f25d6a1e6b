import { isList, isObject, type Json } from "@private-http-api/terraform-json";
import { expressionsOf } from "./expressions";

/** Functions of Terraform that read the disk of the machine that plans. */
const READS = /\b(file(?:base64|exists|set|md5|sha\d+|base64sha\d+)?|templatefile|pathexpand|abspath)\s*\(/;

/** Texts whose expressions read files: the path, and the function. */
export function fileReads(
  value: Json | undefined,
  path = "",
): readonly { readonly path: string; readonly name: string }[] {
  if (typeof value === "string") {
    const name = READS.exec(expressionsOf(value))?.[1];
    return name === undefined ? [] : [{ path, name }];
  }
  return childrenOf(value).flatMap(([key, child]) => [
    ...fileReads(key, path),
    ...fileReads(child, path === "" ? key : `${path}.${key}`),
  ]);
}

/** Paths of blocks with one of these names, at any depth. */
export function forbiddenBlocks(value: Json | undefined, names: readonly string[], path = ""): readonly string[] {
  return childrenOf(value).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return names.includes(key) && !isList(value) && path.split(".").length >= 2
      ? [at]
      : forbiddenBlocks(child, names, at);
  });
}

function childrenOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  if (isList(value)) return value.map((child, index) => [String(index), child] as const);
  return isObject(value) ? Object.entries(value) : [];
}
