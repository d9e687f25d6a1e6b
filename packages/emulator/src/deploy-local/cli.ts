import path from "node:path";
import pc from "picocolors";
import { checkPort, endingSignals, Foreground } from "@private-http-api/local";
import { killRunning } from "@private-http-api/cli-kit";
import { withEngine } from "./cloud";
import { deployLocally, type LocalDeployOptions } from "./deploy";
import { destroyLocally } from "./destroy";
import { discard } from "./discard";
import { afterCleanUp } from "../tools/after-clean-up";
import { failureText } from "../tools/failure-text";
import { readFlags } from "./flags";
import { lockFolder } from "./lock";
import { forgetCloud } from "./lost-cloud";
import { readRecord } from "./record";
import { serveDeployed } from "./serve";
import { deploymentSummary, destructionSummary, nextCommands } from "./summary";

const flags = readFlags(process.argv.slice(2));
const projectFolder = path.resolve(__dirname, "../../../..");
const interrupt = new AbortController();
const options: LocalDeployOptions = {
  projectFolder,
  environment: flags.environment,
  lenient: flags.lenient,
  folder: path.join(projectFolder, ".deploy-local", flags.environment),
  env: process.env,
  signal: interrupt.signal,
  progress: (line) => {
    console.error(pc.dim(line));
  },
};

let phase: "deploy" | "serve" = "deploy";
const foreground = new Foreground({
  print: (line) => {
    console.log(line);
  },
  end: (exitCode) => {
    console.log(`\n${flags.environment} stays deployed in the emulator.\n${nextCommands(options)}`);
    process.exit(exitCode);
  },
  fail,
});

for (const signal of endingSignals) {
  process.on(signal, () => {
    if (phase === "serve") {
      foreground.onSignal(signal);
      return;
    }
    if (interrupt.signal.aborted) endAtOnce();
    console.error(pc.yellow("Interrupted: waiting for the current step to end"));
    interrupt.abort();
  });
}

void main().catch(fail);

async function main(): Promise<void> {
  const unlock = await lockFolder(options.folder);
  process.on("exit", unlock);
  if (flags.destroy) {
    const destruction = await destroyLocally(options);
    console.log(destructionSummary(destruction, options));
    if (destruction && destruction.problems.length > 0) process.exitCode = 1;
    return;
  }
  // Now, because the ports are opened minutes later.
  if (flags.serve) await checkPort(flags.port, "--port");
  if (flags.serve) await checkPort(flags.pagePort, "--page-port");
  const deployment = await deployLocally(options).catch(discardUnfinished);
  console.log(deploymentSummary(deployment, options));
  if (!flags.serve) return;
  const cloud = await withEngine(deployment.cloud, options.folder, options);
  interrupt.signal.throwIfAborted();
  phase = "serve";
  const { stdout: output, pid: processId } = process;
  await serveDeployed({ ...flags, deployment: { ...deployment, cloud }, options, output, processId }, (served) => {
    // From here on, another run may change the deployment while it is served.
    unlock();
    foreground.begin(served);
  });
}

/** Removes a cloud that did not start. One that did is kept, and the next run continues with it. */
async function discardUnfinished(error: unknown): Promise<never> {
  const record = readRecord(options.folder);
  if (record !== undefined && !record.starting) throw error;
  throw await afterCleanUp(error, async () => {
    await discard(options.folder, record, options.env);
    forgetCloud(options.folder, options.env);
  });
}

/** At the second Ctrl-C: kills the current step, which may leave a lock that only `--destroy` removes. */
function endAtOnce(): never {
  foreground.kill();
  killRunning();
  console.error(
    pc.yellow("Interrupted again: the current step was killed; run this with --destroy to remove what is left."),
  );
  process.exit(130);
}

function fail(error: unknown): void {
  foreground.kill();
  if (interrupt.signal.aborted) {
    const left = readRecord(options.folder)
      ? "run this again to continue, or with --destroy to remove the deployment"
      : "nothing is left";
    console.error(pc.yellow(`Interrupted; ${left}.`));
    process.exit(130);
  }
  console.error(pc.red(failureText(error)));
  process.exit(1);
}
