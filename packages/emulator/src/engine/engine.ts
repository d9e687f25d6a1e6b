import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { startBackground, type BackgroundProcessOptions, type Lifetime } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { engineRunFolder, makePrivateFolder } from "./run-folder";
import { unmountBelow } from "./unmount";

export interface EngineOptions extends Surroundings {
  /** Holds images, containers, socket and log of an engine that is started here. */
  readonly folder: string;
  readonly lifetime: Lifetime;
  readonly onSpawn?: BackgroundProcessOptions["onSpawn"];
}

export interface Engine {
  /** Whether it was started here, for this run alone: its images and containers go with it. */
  readonly own: boolean;
  /** Environment variables that make the docker command and the docker provider use this engine. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** An engine of a host that is away does not answer, and does not refuse either. */
const patienceMs = 10_000;

/** Whether the docker command reaches an engine. */
export function engineAnswers(env: NodeJS.ProcessEnv): boolean {
  const asked = ["version", "--format", "{{.Server.Version}}"];
  return spawnSync("docker", asked, { env, timeout: patienceMs }).status === 0;
}

/** Uses the engine that the docker command reaches, else starts one of its own. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { env } = options;
  if (engineAnswers(env)) {
    options.progress("engine: using the one that answers");
    return { own: false, settings: {}, stop: () => Promise.resolve() };
  }
  const { folder } = options;
  const runFolder = engineRunFolder(folder);
  mkdirSync(folder, { recursive: true });
  makePrivateFolder(runFolder);
  const host = `unix://${path.join(runFolder, "docker.sock")}`;
  const settings = { DOCKER_HOST: host, DOCKER_CONFIG: path.join(folder, "docker-cli") };
  const process = await startBackground({
    command: "dockerd",
    args: [
      ...["--host", host],
      ...["--data-root", path.join(folder, "data")],
      ...["--exec-root", path.join(runFolder, "exec")],
      ...["--pidfile", path.join(runFolder, "docker.pid")],
      // Nothing of the machine's network is touched: containers use its own (`--network host`).
      ...["--iptables=false", "--ip6tables=false", "--bridge=none"],
      // Works on every file system, inside containers too.
      ...["--storage-driver", "vfs"],
    ],
    env,
    logFile: path.join(folder, "dockerd.log"),
    lifetime: options.lifetime,
    signal: options.signal,
    onSpawn: options.onSpawn,
    ready: () => Promise.resolve(engineAnswers({ ...env, ...settings })),
    // Containers get 10 s each, at the same time, before the daemon kills them.
    graceSeconds: 30,
  });
  async function stop() {
    await process.stop();
    await clearEngine(folder, env);
  }
  return { own: true, settings, stop };
}

/** Takes away what an ended engine leaves outside of what its folder's removal takes away. */
export async function clearEngine(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const runFolder = engineRunFolder(folder);
  for (const mounted of [folder, runFolder]) await unmountBelow(mounted, env);
  rmSync(runFolder, { recursive: true, force: true });
}
