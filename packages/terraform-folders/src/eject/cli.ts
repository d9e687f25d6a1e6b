import { relative, resolve } from "node:path";
import { Command } from "commander";
import { outdirIn, outputFolder, runCommand, synthesize, usageErrors } from "@private-http-api/cli-kit";
import { ejectEnvironment } from "../eject-environment";

interface Options {
  readonly out: string;
  readonly synth: boolean;
}

async function main(): Promise<readonly string[]> {
  const command = new Command("npm run eject --")
    .description("Writes an environment's stacks as plain Terraform projects, which need neither CDKTF nor Node.")
    .argument("<environment>", "environment of the config")
    .requiredOption("--out <folder>", "folder to write one folder per stack to")
    .option("--no-synth", "eject cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run eject"))
    .parse();
  const [environment = ""] = command.args;
  const { out, synth } = command.opts<Options>();
  const project = process.cwd();
  const target = resolve(outputFolder("--out", out));
  if (synth) await synthesize({ project, env: process.env });
  const folders = ejectEnvironment({ outdir: outdirIn(project, process.env), environment, target });
  return folders.map((folder) => relative(project, folder));
}

void runCommand(main);
