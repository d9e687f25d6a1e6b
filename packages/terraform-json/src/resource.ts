import { UserError } from "@private-http-api/cli-kit";
import { isMap, type ResourceName, valueText, type Value, type ValueMap } from "./value";

/** A resource of a synthesized stack or of a state. */
export interface Resource extends ResourceName {
  readonly attributes: Attributes;
  /** Folder that Terraform runs in, from where relative paths are meant; a state does not tell. */
  readonly folder?: string;
  /** Region of its stack's AWS provider; a state and a plan do not tell. */
  readonly region?: string;
  /** Account of its stack's AWS provider; a state and a plan do not tell. */
  readonly account?: string;
  /** Folder of the state or plan that it was read from, where Terraform may have run. */
  readonly readFrom?: string;
}

/** Everything that was read, whether from synthesized stacks or from states. */
export interface Terraform {
  /** What was read, for messages: `cdktf.out/stacks/dev-*`, or the state files. */
  readonly source: string;
  /** `data.` stands before the type of a data source; `aws_alb…` are `aws_lb…`. */
  resources(type: string): readonly Resource[];
  /**
   * The resource of one of `types` that `value` points to, or the data source that read it.
   * @param from where the value is written: distinguishes resources with the same id
   */
  find(value: Value, types: readonly string[], from?: Resource): Resource | undefined;
}

/** Typed access to attributes and nested blocks; a wrong type is an error that names the resource. */
export class Attributes {
  constructor(
    /** Address for messages. */
    private readonly owner: string,
    private readonly values: () => ValueMap,
  ) {}

  value(name: string): Value | undefined {
    const value = this.values()[name];
    return value === null || value === "" ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : valueText(value);
  }

  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw new UserError(`${this.owner} has no ${name}; Terraform needs one there.`);
    return text;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (!Number.isFinite(number)) throw new UserError(`${this.owner}: ${name} is ${text}; a number is needed there.`);
    return number;
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === "true";
  }

  texts(name: string): readonly string[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value))
      throw new UserError(`${this.owner}: ${name} is ${valueText(value)}; a list is needed there.`);
    return (value as readonly Value[]).map(valueText);
  }

  textMap(name: string): Readonly<Record<string, string>> {
    const value = this.value(name);
    if (!isMap(value)) return {};
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, valueText(entry)]));
  }

  /** Nested blocks: Terraform JSON writes one as an object or a list of objects, a state always as a list. */
  blocks(name: string): readonly Attributes[] {
    const value = this.value(name);
    const list = Array.isArray(value) ? (value as readonly Value[]) : [value];
    return list.filter(isMap).map((block) => new Attributes(`${this.owner} (${name})`, () => block));
  }

  block(name: string): Attributes | undefined {
    return this.blocks(name)[0];
  }
}

/** Follows an attribute that must be there and must lead to a resource; the error names both ends. */
export function follow(
  terraform: Terraform,
  from: Resource,
  attributes: Attributes,
  attribute: string,
  types: readonly string[],
): Resource {
  const value = attributes.value(attribute);
  if (value === undefined) {
    throw new UserError(`${from.address} has no ${attribute}; it must name an ${types.join(" or ")}.`);
  }
  const found = terraform.find(value, types, from);
  if (found === undefined) {
    throw new UserError(
      `${from.address} refers by ${attribute} to ${valueText(value)}, but ${terraform.source} has no such ${types.join(" or ")}.`,
    );
  }
  return found;
}
