import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Engine, ensureBaseImage, findCommand, startEngine } from "@private-http-api/emulator";
import { describeWith, progress, temporaryFolder } from "@private-http-api/test-support";
import type { ContainerRun, ContainerSpec } from "../../../src/tasks/container-run";
import { EngineStarter } from "../../../src/tasks/engine-starter";
import { Reaper } from "../../../src/tasks/reaper";
import { container } from "../../support/containers";
import { eventually } from "../../support/programs";

/** How long the slow engine pauses, in seconds. */
const pause = 1.5;

const STEPS = ["create", "start"] as const;
type Step = (typeof STEPS)[number];

/**
 * The engine's command with a pause in one step of `run`, as large images, slow disks and pulls cause it: before the
 * container is created, or between that and its start. A daemon completes the container that it is creating although the
 * command that asked for it has ended: so does this one.
 */
const SLOW_ENGINE = `#!/bin/sh
[ "$1" = run ] || exec "$REAL_ENGINE" "$@"
name=$3
shift
setsid sh -c '[ "$SLOW_STEP" != create ] || { echo create >> "$STEPS"; sleep ${pause}; }; exec "$REAL_ENGINE" create "$@"' sh "$@" || exit
[ "$SLOW_STEP" != start ] || { echo start >> "$STEPS"; sleep ${pause}; }
exec "$REAL_ENGINE" start --attach "$name"
`;

const image = "node:slow-engine";
const modules = resolve(__dirname, "../../../src/tasks");

describeWith(["engine"], "a container whose engine takes its time", () => {
  let engine: Engine;
  let env: NodeJS.ProcessEnv;
  let reaper: Reaper;
  let count = 0;

  beforeAll(async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "docker"), SLOW_ENGINE, { mode: 0o755 });
    const own = { env: process.env, progress };
    engine = await startEngine({ ...own, folder: join(folder, "engine"), lifetime: "parent" });
    await ensureBaseImage(image, engine, own);
    env = {
      ...process.env,
      ...engine.settings,
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
      REAL_ENGINE: findCommand("docker", process.env),
    };
    reaper = new Reaper(env);
  });

  afterAll(async () => {
    reaper.close();
    await engine.stop();
  });

  /** Starts a container, and waits until the engine is in that step. */
  async function startedUntil(step: Step): Promise<{ readonly started: ContainerRun; readonly run: string }> {
    const run = `slow-${(count += 1)}`;
    const { shellEnvironment, isInStep } = watching(step);
    const started = new EngineStarter({ shellEnvironment, reaper, run }).start(spec);
    await eventually(isInStep);
    return { started, run };
  }

  function watching(step: Step) {
    const file = join(temporaryFolder({ steps: "" }), "steps");
    return {
      shellEnvironment: { ...env, SLOW_STEP: step, STEPS: file },
      isInStep: () => readFileSync(file, "utf8").includes(step),
    };
  }

  function containersOf(run: string): string {
    const label = `label=private-http-api.run=${run}`;
    return spawnSync("docker", ["ps", "--all", "--quiet", "--filter", label], { env, encoding: "utf8" }).stdout;
  }

  /** Past the end of the step, because until then there is no container yet. */
  async function isGone(run: string): Promise<void> {
    await sleep(2 * pause * 1000);
    await eventually(() => containersOf(run) === "", 15_000);
  }

  test.each(STEPS)("stops and leaves nothing when it is told to in the step %s", async (step) => {
    const { started, run } = await startedUntil(step);
    await inTime(started.stop());
    await isGone(run);
  });

  test.each(STEPS)("is killed and leaves nothing in the step %s", async (step) => {
    const { started, run } = await startedUntil(step);
    started.kill();
    await inTime(started.exited);
    await isGone(run);
  });

  test.each(STEPS)("goes with a run that is killed in the step %s", async (step) => {
    const run = `slow-${(count += 1)}`;
    const { shellEnvironment, isInStep } = watching(step);
    const file = join(temporaryFolder(), "parent.ts");
    writeFileSync(file, parent(run));
    const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), file], {
      env: shellEnvironment,
      stdio: "inherit",
    });
    await eventually(isInStep, 15_000);
    child.kill("SIGKILL");
    await isGone(run);
  });
});

const spec: ContainerSpec = {
  taskId: "web/1",
  task: { address: "t", family: "t", cpu: 256, memoryMiB: 512, containers: [] },
  container: container({ image, command: ["node", "-e", "setInterval(() => undefined, 1000)"], stopTimeoutSeconds: 1 }),
  port: 20_001,
  write: () => undefined,
};

function inTime(promise: Promise<unknown>): Promise<void> {
  let isSettled = false;
  void promise.then(() => (isSettled = true));
  return eventually(() => isSettled, 15_000);
}

/** A run that starts the container, and waits to be killed. */
function parent(run: string): string {
  return `
    import { EngineStarter } from ${JSON.stringify(join(modules, "engine-starter"))};
    import { Reaper } from ${JSON.stringify(join(modules, "reaper"))};
    const { env } = process;
    new EngineStarter({ shellEnvironment: env, reaper: new Reaper(env), run: "${run}" }).start({
      ...${JSON.stringify(spec)},
      write: () => undefined,
    });
  `;
}
