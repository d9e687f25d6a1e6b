import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { outputFolder, runCommand, usageErrors, UserError } from "@private-http-api/cli-kit";
import { readSynthesis } from "@private-http-api/terraform-json";
import { readUntrusted } from "./read-untrusted";
import { vetSynthesis } from "./vet-synthesis";

interface Options {
  readonly against: string;
  readonly out: string;
}

function main(): readonly string[] {
  const command = new Command("npm run vet --")
    .description("Checks that a pull request's synthesized JSON can safely be planned with credentials, and copies it.")
    .argument("<folder>", "cdktf.out of the pull request")
    .requiredOption("--against <folder>", "cdktf.out of the base branch")
    .requiredOption("--out <folder>", "folder that gets the stacks' JSON and nothing else of the pull request")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run vet"))
    .parse();
  const [folder = ""] = command.args;
  const { against, out } = command.opts<Options>();
  const target = resolve(outputFolder("--out", out));
  const stacks = readUntrusted(resolve(folder));
  const refusals = vetSynthesis(stacks, readSynthesis(resolve(against)));
  if (refusals.length > 0) throw new UserError(refusals.join("\n"));
  for (const { name, json } of stacks) {
    const stack = join(target, "stacks", name);
    mkdirSync(stack, { recursive: true });
    // Written from what was checked: Terraform might read a repeated key differently.
    writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(json, null, 2));
  }
  cpSync(join(resolve(folder), "manifest.json"), join(target, "manifest.json"));
  return [`${stacks.length} stacks can be planned`];
}

void runCommand(() => Promise.resolve(main()));
