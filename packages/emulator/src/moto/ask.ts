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
 * Calls the AWS API directly, independent of Terraform and its state. Returns the responses in order, with all their pages;
 * an error response is `{ error: code }`.
 * @param surroundings with the environment of the cloud: see `withSettings`
 */
export async function ask(questions: readonly Question[], surroundings: Surroundings): Promise<unknown[]> {
  const { env, signal } = surroundings;
  const python = await motoPython(surroundings);
  const input = JSON.stringify(questions);
  const answers = await run(python, [path.join(__dirname, "ask.py")], { env, input, signal });
  return JSON.parse(answers) as unknown[];
}
