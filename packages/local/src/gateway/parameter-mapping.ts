import { UserError } from "@private-http-api/cli-kit";
import { parseParameterKey, type ParameterKey } from "./parameter-key";
import { compileSelection, type Selection } from "./selection";

/** One line of a parameter mapping: what changes, and its new value. */
export interface ParameterChange {
  readonly key: ParameterKey;
  readonly value: Selection;
}

/** Compiles a mapping; every line that API Gateway would refuse is a problem that names the integration and the key. */
export function compileParameters(
  parameters: Readonly<Record<string, string>>,
  side: "request" | "response",
  where: string,
): readonly ParameterChange[] {
  const problems: string[] = [];
  const changes: ParameterChange[] = [];
  for (const [name, text] of Object.entries(parameters)) {
    const key = parseParameterKey(name, side);
    const value = compileSelection(text);
    if (typeof key === "string") problems.push(`${where}: ${side} parameter \`${name}\`: ${key}`);
    else if (value.kind === "invalid") problems.push(`${where}: ${side} parameter \`${name}\`: ${value.reason}`);
    else changes.push({ key, value });
  }
  if (problems.length > 0) throw new UserError(...problems);
  return changes;
}
