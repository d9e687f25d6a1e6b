import { Command } from "commander";
import { runCommand, synthesize, usageErrors } from "@private-http-api/cli-kit";
import { writeDocuments } from "./write-documents";

interface Options {
  readonly environment?: string;
  readonly synth: boolean;
}

async function main(): Promise<readonly string[]> {
  const { environment, synth } = new Command("npm run openapi --")
    .description("Writes an OpenAPI 3.1 document beside each API's synthesized JSON.")
    .option("--environment <name>", "one environment (default: all)")
    .option("--no-synth", "describe cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run openapi"))
    .parse()
    .opts<Options>();
  const project = process.cwd();
  if (synth) await synthesize({ project, env: process.env });
  return writeDocuments(project, process.env, environment);
}

void runCommand(main);
