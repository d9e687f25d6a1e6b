import path from "node:path";
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import pc from "picocolors";
import { outdirIn, synthesize } from "@private-http-api/cli-kit";
import { removeState } from "./remove-state";

const command = new Command("npm run remove-state --")
  .description("Deletes an environment's state bucket on AWS, once its other stacks are destroyed.")
  .argument("<environment>", "an environment of the config")
  .option("--yes", "do not ask", false)
  .parse();
const [environment = ""] = command.args;
const { yes } = command.opts<{ yes: boolean }>();

void main().catch((error: unknown) => {
  console.error(pc.red(error instanceof Error ? error.message : String(error)));
  process.exit(1);
});

async function main(): Promise<void> {
  const project = path.resolve(__dirname, "../../../..");
  const outdir = outdirIn(project, process.env);
  const surroundings = {
    env: process.env,
    progress: (line: string) => {
      console.error(pc.dim(line));
    },
  };
  await synthesize({ project, outdir, env: process.env });
  const removed = await removeState({ ...surroundings, environment, outdir, confirm });
  console.log(removed === undefined ? "Nothing was removed." : `Removed ${removed}, with every state it held.`);
}

async function confirm(bucket: string): Promise<boolean> {
  if (yes) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `This deletes ${bucket} and all versions of the states in it. Type its name: `,
  );
  terminal.close();
  return answer.trim() === bucket;
}
