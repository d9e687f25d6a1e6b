import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { outdirIn, outputFolder, runCommand, usageErrors } from "@private-http-api/cli-kit";
import { configFileIn, environmentNamed, readConfigFile } from "@private-http-api/http-api";
import { applyEnvironment } from "./apply";
import { findDrift } from "./drift";
import { gate } from "./gate";
import { planEnvironment } from "./plan";
import { smokeTest } from "./smoke";

const { env } = process;
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupt.abort();
  });
}

function surroundings() {
  const project = process.cwd();
  return {
    project,
    outdir: outdirIn(project, env),
    env,
    signal: interrupt.signal,
    progress: (line: string) => process.stderr.write(`${line}\n`),
  };
}

function folder(out: string): string {
  return resolve(outputFolder("--out", out));
}

/** Passes a value to later steps and jobs of a workflow. */
function output(name: string, value: string): void {
  if (env["GITHUB_OUTPUT"] !== undefined) appendFileSync(env["GITHUB_OUTPUT"], `${name}=${value}\n`);
}

const program = new Command("npm run pipeline --")
  .description("The steps that deploy a commit on main (docs/pipeline.md).")
  .configureOutput(usageErrors("npm run pipeline"));

function subcommand(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .allowExcessArguments(false)
    .configureOutput(usageErrors(`npm run pipeline -- ${name}`));
}

subcommand("gate", "Checks that deploys of an environment are set up: its roles, and who approves.")
  .argument("<environment>", "an environment of the config")
  .action(async (name: string) => {
    await runCommand(async () => {
      await gate({
        environment: environmentNamed(readConfigFile(configFileIn(env)), name, "npm run pipeline"),
        planRole: env["PLAN_ROLE"] ?? "",
        deployRole: env["DEPLOY_ROLE"] ?? "",
        api: env["GITHUB_API_URL"] ?? "https://api.github.com",
        repository: env["GITHUB_REPOSITORY"] ?? "",
        token: env["GH_TOKEN"] ?? "",
      });
      return [`${name}: can be deployed`];
    });
  });

subcommand("plan", "Plans an environment as synthesized, stores the plans beside its states, writes the review.")
  .argument("<environment>", "an environment of the config")
  .requiredOption("--commit <sha>", "the commit that is planned")
  .requiredOption("--out <folder>", "folder that gets the review")
  .action(async (environment: string, { commit, out }: { commit: string; out: string }) => {
    await runCommand(async () => {
      const planned = await planEnvironment({ ...surroundings(), environment, commit, out: folder(out) });
      output("exit-code", String(planned.exitCode));
      output("digest", planned.digest);
      const { exitCode, digest } = planned;
      return [`${environment}: ${exitCode === 0 ? "nothing to deploy" : `waits for approval; digest ${digest}`}`];
    });
  });

subcommand("apply", "Applies the approved plans of an environment, then plans and applies what depends on them.")
  .argument("<environment>", "an environment of the config")
  .requiredOption("--commit <sha>", "the commit of this checkout")
  .requiredOption("--approved <digest>", "digest of the approved plans")
  .requiredOption("--out <folder>", "folder that gets a summary and the API's outputs")
  .action(async (environment: string, options: { commit: string; approved: string; out: string }) => {
    await runCommand(async () =>
      applyEnvironment({ ...surroundings(), ...options, environment, out: folder(options.out) }),
    );
  });

subcommand("smoke", "Calls every <service>_url of a deployed API.")
  .argument("<outputs.json>", "outputs of the API stack, as apply writes them")
  .option("--within <seconds>", "how long to retry until an answer passes", Number, 120)
  .action(async (outputs: string, { within }: { within: number }) => {
    await runCommand(() => smokeTest({ outputs, withinMs: within * 1000 }));
  });

subcommand("drift", "Checks that AWS matches this commit.")
  .argument("<environment>", "an environment of the config")
  .requiredOption("--out <folder>", "folder that gets the review, and whether there is drift")
  .action(async (environment: string, { out }: { out: string }) => {
    await runCommand(async () => {
      const hasDrift = await findDrift({ ...surroundings(), environment, out: folder(out) });
      return [`${environment}: ${hasDrift ? "does not match this commit" : "no drift"}`];
    });
  });

// Suppresses the SDK's notice about Node versions of future releases; the installed release is pinned.
env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
void program.parseAsync();
