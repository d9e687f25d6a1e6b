import { Command } from "commander";
import { runCommand, usageErrors } from "@private-http-api/cli-kit";
import {
  configFileIn,
  environmentNamed,
  imageBuilds,
  imageFileOf,
  readConfigFile,
  recordImages,
  repositoryName,
} from "@private-http-api/http-api";
import { checkAccount } from "../aws/check-account";
import { EcrRegistry } from "./image-registry";
import { deployImages, prepareBuilds } from "./images-stack";
import { provideImages } from "./provide-images";

async function main(): Promise<readonly string[]> {
  const command = new Command("npm run images --")
    .description("Builds and pushes an environment's missing images, and records the digest of each.")
    .argument("<environment>", "an environment of the config")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run images"))
    .parse();
  const [name = ""] = command.args;
  const project = process.cwd();
  await prepareBuilds(project);
  const file = configFileIn(process.env);
  const config = readConfigFile(file);
  const environment = environmentNamed(config, name, "npm run images");
  await checkAccount(environment);
  const images = await provideImages({
    builds: imageBuilds(config, environment),
    recorded: config.images?.record[config.name]?.[name],
    account: environment.account,
    region: environment.region,
    registry: new EcrRegistry(environment.region),
    repositoryOf: (service) => repositoryName({ application: config.name, environment: name }, service),
    record: (all) => {
      recordImages(file, config.name, name, all);
    },
    deploy: () => deployImages({ project, environment: name, env: process.env, progress }),
    progress,
  });
  return [
    ...images.map(({ service, tag, digest, outcome }) => `${service}: ${tag} ${digest} (${outcome})`),
    `${imageFileOf(file)}: has the images of ${name}; commit it`,
  ];
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

// Suppresses the SDK's notice about Node versions of future releases; the installed release is pinned.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
void runCommand(main);
