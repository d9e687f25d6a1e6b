import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { chooseEnvironment, environmentsIn } from "@private-http-api/terraform-json";
import { outdirIn, UserError, synthesize, usageError } from "@private-http-api/cli-kit";
import { readDeployedApi } from "./deployed-api";
import { openApiDocument } from "./document";

interface Options {
  readonly environment?: string;
  readonly synth: boolean;
}

async function main(): Promise<void> {
  const { environment, synth } = new Command("npm run openapi --")
    .description("Writes an OpenAPI 3.1 document beside each API's synthesized JSON.")
    .option("--environment <name>", "one environment (default: all)")
    .option("--no-synth", "describe cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => {
        write(usageError("npm run openapi", text));
      },
    })
    .parse()
    .opts<Options>();
  const project = process.cwd();
  if (synth) await synthesize({ project, env: process.env });
  const outdir = outdirIn(project, process.env);
  const asked = environment === undefined ? environmentsIn(outdir) : [chooseEnvironment(outdir, environment)];
  if (asked.length === 0) throw new UserError(`${outdir} has no stack <environment>-http-api.`);
  for (const name of asked) {
    const file = join(outdir, "stacks", `${name}-http-api`, "openapi.json");
    writeFileSync(file, `${JSON.stringify(openApiDocument(readDeployedApi(outdir, name, project)), null, 2)}\n`);
    console.log(relative(project, file));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
});
