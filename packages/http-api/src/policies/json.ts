/** A value of Terraform's JSON; references are strings like `${aws_vpc.vpc.id}`. */
export type Json = string | number | boolean | null | readonly Json[] | Block;

/** A block, or an object of attributes. */
export interface Block {
  readonly [key: string]: Json | undefined;
}

/** The blocks under a name: Terraform's JSON has one block as an object and several as an array. */
export function blocks(value: Json | undefined): readonly Block[] {
  return list(value).filter((entry) => isBlock(entry));
}

/** A single value or a list of them, as a list. */
export function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The texts among a single value or a list of them. */
export function texts(value: Json | undefined): readonly string[] {
  return list(value).filter((entry) => typeof entry === "string");
}

/** JSON inside a string attribute, such as a policy; `undefined` where only Terraform will know it. */
export function embeddedJson(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isBlock(value: Json): value is Block {
  return typeof value === "object" && value !== null && !isList(value);
}
