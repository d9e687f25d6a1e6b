import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Command } from "commander";
import { chooseEnvironment } from "../local/environments";
import { Problem } from "../local/problem";
import { synthesize } from "../local/synth";
import { environmentsIn } from "../local/topology/synthesized";
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
        write(`npm run openapi: ${text.replace(/^error: /, "").replace(/\s*\n\s*(?=\S)/g, " ")}`);
      },
    })
    .parse()
    .opts<Options>();
  const project = process.cwd();
  if (synth) await synthesize(project);
  // CDKTF's own variable, which the synth follows too.
  const outdir = resolve(project, process.env["CDKTF_OUTDIR"] ?? "cdktf.out");
  const asked = environment === undefined ? environmentsIn(outdir) : [chooseEnvironment(outdir, environment)];
  if (asked.length === 0) throw new Problem(`${outdir} has no stack <environment>-http-api.`);
  for (const name of asked) {
    const file = join(outdir, "stacks", `${name}-http-api`, "openapi.json");
    writeFileSync(file, `${JSON.stringify(openApiDocument(readDeployedApi(outdir, name, project)), null, 2)}\n`);
    console.log(relative(project, file));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
});
