import { relative, resolve } from "node:path";
import { Command } from "commander";
import { outdirIn, runCommand, synthesize, usageErrors } from "@private-http-api/cli-kit";
import { lockProviders, PLATFORMS } from "./lock-providers";

interface Options {
  readonly platform: readonly string[];
  readonly fsMirror?: string;
  readonly synth: boolean;
}

async function main(): Promise<readonly string[]> {
  const { platform, fsMirror, synth } = new Command("npm run lock --")
    .description("Writes locks/: the provider versions and hashes of every kind of stack, from the registry.")
    .option("--platform <platforms...>", "platforms to lock for", [...PLATFORMS])
    .option("--fs-mirror <folder>", "take the hashes from a mirror instead of the registry")
    .option("--no-synth", "lock the providers of cdktf.out as it is")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run lock"))
    .parse()
    .opts<Options>();
  const project = process.cwd();
  if (synth) await synthesize({ project, env: process.env });
  const files = await lockProviders({
    outdir: outdirIn(project, process.env),
    folder: resolve("locks"),
    platforms: platform,
    ...(fsMirror === undefined ? {} : { fsMirror: resolve(fsMirror) }),
    env: process.env,
  });
  return files.map((file) => relative(project, file));
}

void runCommand(main);
