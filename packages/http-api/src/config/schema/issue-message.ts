import type { core } from "zod";
import { quote } from "../problem";
import { nearest } from "./nearest";

/** Zod's raw issue as the message of a problem: what was given, what is allowed, what to do. */
export function issueMessage(issue: core.$ZodRawIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(issue.keys, allowedKeys(issue.inst));
    case "invalid_type":
      return `${gotOrMissing(issue.input)}; give ${article(issue.expected)}`;
    case "invalid_value":
      return `got ${quote(issue.input)}; allowed: ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `got ${quote(issue.input)}; give ${issue.inclusive === false ? "more than" : "at least"} ${String(issue.minimum)}${unit(issue.origin, issue.minimum)}`;
    case "too_big":
      return `got ${quote(issue.input)}; give ${issue.inclusive === false ? "less than" : "at most"} ${String(issue.maximum)}${unit(issue.origin, issue.maximum)}`;
    case "invalid_union":
      return `got ${quote(issue.input)}; it matches none of the allowed forms`;
    case "invalid_key":
      return `is not an allowed name: ${issue.issues.map(({ message }) => message).join("; ")}`;
    default:
      return `got ${quote(issue.input)}; ${issue.message ?? "it is not allowed here"}`;
  }
}

/** How a problem begins: what was given, shortened, or that nothing was. */
export function gotOrMissing(input: unknown): string {
  return input === undefined ? "is missing" : `got ${quote(input)}`;
}

/** The refusal of keys that a strict object does not have, with the nearest one that it has. */
function unknownKeys(keys: readonly string[], allowed: readonly string[]): string {
  const named = keys.map((key) => `${JSON.stringify(key)}${suggestion(key, allowed)}`).join(", ");
  return `unknown key ${named}; allowed: ${allowed.join(", ")}`;
}

function allowedKeys(schema: unknown): string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return shape ? Object.keys(shape) : [];
}

function suggestion(key: string, allowed: readonly string[]): string {
  const near = nearest(key, allowed);
  return near === undefined ? "" : ` (did you mean "${near}"?)`;
}

function article(type: string): string {
  const noun = { int: "whole number", record: "object", nonoptional: "value" }[type] ?? type;
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

function unit(origin: string, amount: number | bigint): string {
  const count = Number(amount);
  if (origin === "string") return count === 1 ? " character" : " characters";
  return origin === "array" ? (count === 1 ? " entry" : " entries") : "";
}
