import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { startBackground, type BackgroundProcessOptions, type Lifetime } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { engineRunFolder, makePrivateFolder } from "./run-folder";
import { unmountBelow } from "./unmount";

export interface EngineOptions extends Surroundings {
  /** Folder for images, containers, socket and log of an engine that is started here. */
  readonly folder: string;
  readonly lifetime: Lifetime;
  readonly onSpawn?: BackgroundProcessOptions["onSpawn"];
}

export interface Engine {
  /** Whether it was started here: its images and containers are then removed with it. */
  readonly own: boolean;
  /** Environment variables that make the docker command and the docker provider use this engine. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Time limit in milliseconds, for a remote engine whose host does not respond. */
const patienceMs = 10_000;

/** Whether the docker command reaches an engine. */
export function engineAnswers(env: NodeJS.ProcessEnv): boolean {
  const asked = ["version", "--format", "{{.Server.Version}}"];
  return spawnSync("docker", asked, { env, timeout: patienceMs }).status === 0;
}

/** Uses the engine that the docker command reaches, otherwise starts one. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { env } = options;
  if (engineAnswers(env)) {
    options.progress("engine: using the running one");
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
      // The machine's network stays unchanged: containers use it directly (`--network host`).
      ...["--iptables=false", "--ip6tables=false", "--bridge=none"],
      // Works on every file system, even inside containers.
      ...["--storage-driver", "vfs"],
    ],
    env,
    logFile: path.join(folder, "dockerd.log"),
    lifetime: options.lifetime,
    signal: options.signal,
    onSpawn: options.onSpawn,
    ready: () => Promise.resolve(engineAnswers({ ...env, ...settings })),
    // The daemon kills containers after 10 s, all at the same time.
    graceSeconds: 30,
  });
  async function stop() {
    await process.stop();
    await clearEngine(folder, env);
  }
  return { own: true, settings, stop };
}

/** Removes an ended engine's mounts and sockets, which removing its folder would not. */
export async function clearEngine(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const runFolder = engineRunFolder(folder);
  for (const mounted of [folder, runFolder]) await unmountBelow(mounted, env);
  rmSync(runFolder, { recursive: true, force: true });
}
