import path from "node:path";
import { Command } from "commander";
import { runCommand, usageErrors } from "@private-http-api/cli-kit";
import { configFileIn, readConfigFile } from "@private-http-api/http-api";
import { pinBaseImages } from "./pin";
import { registryDigest } from "./registry-digest";

async function main(): Promise<readonly string[]> {
  const command = new Command("npm run pin-images --")
    .description("Writes the registry's digest beside the tag of every base image, or renews it.")
    .argument("[Dockerfile...]", "files to change (default: those that the config builds)")
    .configureOutput(usageErrors("npm run pin-images"))
    .parse();
  const dockerfiles = command.args.length > 0 ? command.args : dockerfilesOfConfig();
  return pinBaseImages({ dockerfiles, digestOf: registryDigest });
}

function dockerfilesOfConfig(): readonly string[] {
  const { environments } = readConfigFile(configFileIn(process.env), process.env);
  const images = environments.flatMap(({ services }) => services.map(({ image }) => image));
  const files = images.flatMap((image) => ("build" in image ? [path.join(image.build, image.dockerfile)] : []));
  return [...new Set(files)].sort();
}

void runCommand(main);
