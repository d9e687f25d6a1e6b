import type { ApiConstraint } from "@private-http-api/test-support";
import { RENAMED } from "./attributes";
import { OPERATIONS } from "./operations";

/** Constraints by operation and member. */
export type ApiInputs = Readonly<Record<string, Readonly<Record<string, ApiConstraint>>>>;

/** What AWS's model says of the member that an attribute becomes; `undefined` where there is none. */
export function constraintOf(attribute: string, inputs: ApiInputs): ApiConstraint | undefined {
  const [type = "", ...path] = attribute.split(".");
  const members = inputs[OPERATIONS[type] ?? ""] ?? {};
  const wanted = plain(RENAMED[attribute] ?? path.join("."));
  const name = Object.keys(members).find((member) => plain(member) === wanted);
  return name === undefined ? undefined : (members[`${name}.entry`] ?? members[name]);
}

function plain(path: string): string {
  return path.toLowerCase().replaceAll("_", "");
}

/** What AWS would refuse a value for; `undefined` where it takes it. */
export function faultOf(value: string | number | boolean, { type, min, max, pattern, enum: allowed }: ApiConstraint) {
  if (typeof value === "boolean" || type === "boolean") return undefined;
  if (["integer", "long", "float", "double"].includes(type)) {
    const number = Number(value);
    if (Number.isNaN(number)) return "is no number";
    if (min !== undefined && number < min) return `is less than ${min}`;
    return max !== undefined && number > max ? `is more than ${max}` : undefined;
  }
  if (type !== "string") return undefined;
  const text = String(value);
  const { length } = Array.from(text);
  if (min !== undefined && length < min) return `has ${length} characters, fewer than ${min}`;
  if (max !== undefined && length > max) return `has ${length} characters, more than ${max}`;
  if (allowed && !allowed.includes(text)) return `is none of ${allowed.join(", ")}`;
  return pattern === undefined || matches(text, pattern) ? undefined : `does not match ${pattern}`;
}

/** AWS holds the whole text to a pattern. */
function matches(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`, "u").test(text);
}
