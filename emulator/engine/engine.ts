import { mkdirSync } from "node:fs";
import path from "node:path";
import { startBackground, type BackgroundProcess } from "../process/background-process";
import { run, tryRun } from "../process/run";
import type { Surroundings } from "../tools/surroundings";

export interface EngineOptions extends Surroundings {
  /** Holds images, containers, socket and log of an engine that is started here. */
  readonly folder: string;
  readonly lifetime: "parent" | "own";
}

export interface Engine {
  /** Whether it was started here, for this run alone: its images and containers go with it. */
  readonly own: boolean;
  /** Address for `DOCKER_HOST`; undefined for the one that the docker command finds by itself. */
  readonly host?: string;
  /** Makes the docker command and the docker provider use this engine. */
  readonly env: NodeJS.ProcessEnv;
  readonly process?: BackgroundProcess;
  stop(): Promise<void>;
}

/** Whether the docker command reaches an engine. */
export async function engineAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await tryRun("docker", ["version", "--format", "{{.Server.Version}}"], { env })).exitCode === 0;
}

/** Uses the engine that the docker command reaches, else starts one of its own. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { env } = options;
  if (await engineAnswers(env)) {
    options.progress("engine: using the one that answers");
    return { own: false, env: {}, stop: () => Promise.resolve() };
  }
  const { folder } = options;
  const docker = path.join(folder, "docker-cli");
  mkdirSync(docker, { recursive: true });
  const host = `unix://${path.join(folder, "docker.sock")}`;
  const ownEnv = { DOCKER_HOST: host, DOCKER_CONFIG: docker };
  const process = await startBackground({
    command: "dockerd",
    args: [
      ...["--host", host],
      ...["--data-root", path.join(folder, "data")],
      ...["--exec-root", path.join(folder, "exec")],
      ...["--pidfile", path.join(folder, "docker.pid")],
      // Nothing of the machine's network is touched: containers use its own (`--network host`).
      ...["--iptables=false", "--ip6tables=false", "--bridge=none"],
      // Works on every file system, inside containers too.
      ...["--storage-driver", "vfs"],
    ],
    env,
    logFile: path.join(folder, "dockerd.log"),
    lifetime: options.lifetime,
    ...(options.signal ? { signal: options.signal } : {}),
    ready: () => engineAnswers({ ...env, ...ownEnv }),
    // Containers get 10 s each, at the same time, before the daemon kills them.
    graceSeconds: 30,
  });
  const stop = async () => {
    await process.stop();
    await unmount(folder, env);
  };
  return { own: true, host, env: ownEnv, process, stop };
}

/** Takes away mounts that a daemon which was killed left behind, so that the folder can be removed. */
async function unmount(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const mounts = await run("cat", ["/proc/mounts"], { env });
  const left = mounts
    .split("\n")
    .flatMap((line) => line.split(" ")[1] ?? [])
    .filter((mount) => mount.startsWith(`${folder}/`));
  for (const mount of left.reverse()) await tryRun("umount", ["--lazy", mount], { env });
}
