import type { Resource } from "../plan/planned-resources";
import type { BeforeAndAfter } from "./before-and-after";

export { shortNameOf as nameOf } from "../plan/names";

/** Writes a value of a resource as the review shows and compares it. */
export type Label = (value: string, from: { readonly stack: string }) => string;

const REFERENCE = /\$\{((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:data\.)?[a-z]\w*\.[\w-]+(?:\[[^\]]*\])?)(?=[.}])/g;

/**
 * ARNs of resources that the plans know, as references (`${aws_ecr_repository.books.arn}/*`), so that a value reads the
 * same before the first apply as after it. An address that several stacks have is written with its stack.
 */
export function labelIn(sides: BeforeAndAfter): Label {
  const ambiguous = addressesOfSeveralStacks(sides);
  function named(address: string, stack: string): string {
    return ambiguous.has(address) ? `${stack}: ${address}` : address;
  }
  return (value, from) => {
    const found = sides.after.resolvePrefix(value) ?? sides.before.resolvePrefix(value);
    if (found !== undefined) {
      const { resource, rest } = found;
      return `\${${named(resource.address, resource.stack)}.${arnAttribute(resource)}}${rest}`;
    }
    if (ambiguous.size === 0) return value;
    return value.replace(REFERENCE, (_, address: string) => `\${${named(address, from.stack)}`);
  };
}

function arnAttribute(resource: Resource): string {
  return typeof resource.values["arn"] === "string" ? "arn" : "id";
}

function addressesOfSeveralStacks({ plans, before, after }: BeforeAndAfter): ReadonlySet<string> {
  if (plans.length < 2) return new Set();
  const stacks = new Map<string, string>();
  const several = new Set<string>();
  for (const { address, stack } of [...before.resources, ...after.resources]) {
    if ((stacks.get(address) ?? stack) !== stack) several.add(address);
    stacks.set(address, stack);
  }
  return several;
}
