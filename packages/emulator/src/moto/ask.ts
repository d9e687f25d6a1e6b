import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { motoPython } from "./environment";

/** A call of the AWS API, in the names of AWS's Python SDK: `elbv2`, `describe_rules`, `{ ListenerArn }`. */
export interface Question {
  readonly service: string;
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Asks the AWS API itself, whatever Terraform and its state say of it; all pages of each answer, in order. What AWS refuses
 * is answered with `{ error: code }`.
 * @param surroundings its environment is the cloud's: see `withSettings`
 */
export async function ask(questions: readonly Question[], surroundings: Surroundings): Promise<unknown[]> {
  const { env, signal } = surroundings;
  const python = await motoPython(surroundings);
  const input = JSON.stringify(questions);
  const answers = await run(python, [path.join(__dirname, "ask.py")], { env, input, signal });
  return JSON.parse(answers) as unknown[];
}
