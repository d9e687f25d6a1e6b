import { usageErrors } from "@private-http-api/cli-kit";
import { Command } from "commander";
import pc from "picocolors";
import { motoPython } from "../moto/environment";
import { dockerProvider, dockerProviderMirror } from "../terraform/docker-provider";
import { findMirror } from "../terraform/mirror";
import { checkovPython } from "../tools/checkov";
import { nodeRelease, OTHER_NODES } from "../tools/node-release";
import { makeOpenTofu } from "../tools/opentofu";
import { missing, type Need } from "../tools/prerequisites";
import type { Surroundings } from "../tools/surroundings";
import { workflowLinters } from "../tools/workflow-linters";

const NEEDS: readonly Need[] = [
  ...(["terraform", "emulator", "docker-provider", "engine", "registry"] as const),
  ...(["checkov", "workflow-linters"] as const),
];

/** Installs or builds the tools that the end-to-end tests and `npm run deploy:local` would otherwise prepare at their first run. */
async function main(surroundings: Surroundings): Promise<void> {
  const { env, progress } = surroundings;
  const { opentofu = false } = new Command("npm run prepare:tools --")
    .description("Installs or builds the tools of the end-to-end tests, once.")
    .option("--opentofu", "also build OpenTofu: 5 to 15 minutes, needs Go")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run prepare:tools"))
    .parse()
    .opts<{ readonly opentofu?: boolean }>();
  const absent = missing(NEEDS, env);
  for (const reason of absent) console.error(pc.yellow(reason));
  if (absent.length > 0) process.exitCode = 1;

  function has(need: Need) {
    return missing([need], env).length === 0;
  }
  const made: Promise<unknown>[] = [];
  if (has("emulator")) made.push(motoPython(surroundings));
  if (has("checkov")) made.push(checkovPython(surroundings));
  if (has("workflow-linters")) made.push(workflowLinters(surroundings));
  const mirror = findMirror(env);
  if (mirror && !mirror.providers.includes(dockerProvider) && has("docker-provider")) {
    made.push(dockerProviderMirror(surroundings));
  }
  if (opentofu) made.push(makeOpenTofu(surroundings));
  for (const version of OTHER_NODES) made.push(nodeRelease(version, surroundings));
  await Promise.all(made);
  if (absent.length === 0) progress("tools are ready");
}

void main({
  env: process.env,
  progress: (line) => {
    console.error(line);
  },
}).catch((error: unknown) => {
  console.error(pc.red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});
