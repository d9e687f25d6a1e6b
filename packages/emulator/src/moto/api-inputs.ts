import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { motoPython } from "./environment";

/** Constraints of one member of an operation's input: lengths of texts, or bounds of numbers. */
export interface ApiConstraint {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

/**
 * The inputs of operations of AWS's API, from the service models that AWS's own SDK for Python carries (botocore).
 *
 * @param operations e.g. `ecs.CreateService`
 * @returns by operation, constraints by the member's path, e.g. `deploymentConfiguration.maximumPercent`
 */
export async function apiInputs(
  operations: readonly string[],
  surroundings: Surroundings,
): Promise<Readonly<Record<string, Readonly<Record<string, ApiConstraint>>>>> {
  const { env, signal } = surroundings;
  const python = await motoPython(surroundings);
  const input = JSON.stringify(operations);
  const answer = await run(python, [path.join(__dirname, "api_inputs.py")], { env, input, signal });
  return JSON.parse(answer) as Record<string, Record<string, ApiConstraint>>;
}
