import { Command } from "commander";
import { bundle, runCommand, usageErrors } from "@private-http-api/cli-kit";
import { configFileIn, environmentNamed, imageBuilds, readConfigFile } from "@private-http-api/http-api";
import { checkAccount } from "../aws/check-account";
import type { Finding } from "./finding";
import { preflight } from "./preflight";

async function main(): Promise<readonly string[]> {
  const command = new Command("npm run preflight --")
    .description("Checks, with your credentials, what a deploy needs; changes nothing. Exit code 1: it would fail.")
    .argument("<environment>", "an environment of the config")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run preflight"))
    .parse();
  const [name = ""] = command.args;
  const project = process.cwd();
  await bundle(project);
  const config = readConfigFile(configFileIn(process.env), process.env);
  const environment = environmentNamed(config, name, "npm run preflight");
  await checkAccount(environment);
  const builds = imageBuilds(config, environment);
  const findings = await preflight({ config, environment, builds, project, env: process.env, now: new Date() });
  if (findings.some(({ status }) => status === "fail")) process.exitCode = 1;
  return [`ok    account ${environment.account}, ${environment.region}`, ...findings.map(line)];
}

function line({ status, what, message }: Finding): string {
  return `${status.padEnd(4)}  ${what}: ${message}`;
}

// Suppresses the SDK's notice about Node versions of future releases; the installed release is pinned.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
void runCommand(main);
