import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { chooseEnvironment, environmentsIn } from "@private-http-api/terraform-json";
import { outdirIn, runCommand, synthesize, usageErrors, UserError } from "@private-http-api/cli-kit";
import { readDeployedApi } from "./deployed-api";
import { openApiDocument } from "./document";

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
  const outdir = outdirIn(project, process.env);
  const asked = environment === undefined ? environmentsIn(outdir) : [chooseEnvironment(outdir, environment)];
  if (asked.length === 0) throw new UserError(`${outdir} has no stack <environment>-http-api.`);
  return asked.map((name) => {
    const file = join(outdir, "stacks", `${name}-http-api`, "openapi.json");
    writeFileSync(file, `${JSON.stringify(openApiDocument(readDeployedApi(outdir, name, project)), null, 2)}\n`);
    return relative(project, file);
  });
}

void runCommand(main);
