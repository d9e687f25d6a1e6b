import type { Resource } from "../../plan/planned-resources";
import type { Grant } from "./grants/grant";
import { FIREWALLS } from "./others/firewalls";
import { MEMBERS } from "./others/members";

const READERS = [...FIREWALLS, ...MEMBERS];

/** Whether a type of another provider is read as a whole. */
export function isReadAsAWhole(type: string): boolean {
  return READERS.some(({ types }) => types.test(type));
}

/** What a resource of another provider than AWS's gives by being there. */
export function grantsOfOthers({ type, values }: Resource): readonly Grant[] {
  if (type.startsWith("aws_")) return [];
  return READERS.filter(({ types }) => types.test(type)).flatMap(({ read }) => read(values));
}
