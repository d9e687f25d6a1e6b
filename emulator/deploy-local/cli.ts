import { Command, InvalidArgumentError } from "commander";
import path from "node:path";
import pc from "picocolors";
import { deployLocally, type LocalDeployOptions } from "./deploy";
import { destroyLocally } from "./destroy";
import { discard } from "./discard";
import { readRecord } from "./record";
import { deploymentSummary, destructionSummary } from "./summary";

interface Flags {
  readonly environment: string;
  readonly destroy: boolean;
}

const flags = new Command("deploy:local")
  .description("Deploys an environment to an AWS emulator on this machine, with the real Terraform and AWS provider.")
  .option("--environment <name>", "an environment of the config", environmentName, "dev")
  .option("--destroy", "destroy what was deployed and stop everything that was started", false)
  .parse()
  .opts<Flags>();

const projectFolder = path.resolve(__dirname, "../..");
const interrupt = new AbortController();
const options: LocalDeployOptions = {
  projectFolder,
  environment: flags.environment,
  folder: path.join(projectFolder, ".deploy-local", flags.environment),
  env: process.env,
  signal: interrupt.signal,
  progress: (line) => {
    console.error(pc.dim(line));
  },
};

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) return;
    console.error(pc.yellow("Interrupted: waiting for what is under way to end"));
    interrupt.abort();
  });
}

void main().catch(async (error: unknown) => {
  process.exitCode = 1;
  if (readRecord(options.folder) === undefined) await discard(options.folder, undefined, options.env);
  if (interrupt.signal.aborted) {
    const left = readRecord(options.folder)
      ? "run this again to go on, or with --destroy to take it away"
      : "nothing is left";
    console.error(pc.yellow(`Interrupted; ${left}.`));
    process.exitCode = 130;
    return;
  }
  console.error(pc.red(error instanceof Error ? error.message : String(error)));
});

async function main(): Promise<void> {
  if (!flags.destroy) {
    console.log(deploymentSummary(await deployLocally(options), options));
    return;
  }
  const destruction = await destroyLocally(options);
  console.log(destructionSummary(destruction, options));
  if (destruction && destruction.problems.length > 0) process.exitCode = 1;
}

/** The name becomes a folder's, which is removed in the end: it must not lead out of where it belongs. */
function environmentName(given: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(given)) return given;
  throw new InvalidArgumentError("Give the name of an environment of the config: letters, digits, _ and -.");
}
