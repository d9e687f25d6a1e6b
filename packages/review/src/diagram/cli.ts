import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { outputFile, UserError, synthesize } from "@private-http-api/cli-kit";
import { readSynthesis } from "@private-http-api/terraform-json";
import { messageOf } from "../errors";
import { interruption } from "../interruption";
import { diagramOf } from "./diagram";

const program = new Command("diagram")
  .description("Draws the architecture of an environment from its synthesized JSON, as SVG.")
  .argument("<environment>")
  .option("--out <file>", "write there and not to standard output");

async function main(): Promise<void> {
  program.parse();
  const { out } = program.opts<{ out?: string }>();
  if (out !== undefined) outputFile("--out", out);
  const outdir = mkdtempSync(path.join(tmpdir(), "diagram-"));
  const signal = interruption();
  try {
    await synthesize({ project: process.cwd(), outdir, env: process.env, signal });
    const svg = diagramOf(readSynthesis(outdir), program.args[0] ?? "");
    if (out === undefined) process.stdout.write(svg);
    else writeFileSync(out, svg);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

main().catch((thrown: unknown) => {
  console.error(thrown instanceof UserError ? thrown.message : `diagram: ${messageOf(thrown)}`);
  process.exitCode = 1;
});
