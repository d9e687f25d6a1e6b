import { execFileSync, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "@private-http-api/cli-kit";
import type { Container } from "@private-http-api/topology";
import type { ContainerRun, ContainerSpec, ContainerStarter } from "./container-run";
import type { Reaper } from "./reaper";
import { missingSecrets, type ShellEnvironment } from "./shell-environment";
import { spawned } from "./spawned";

export interface EngineStarterProps {
  readonly shellEnvironment: ShellEnvironment;
  readonly reaper: Reaper;
  /** Makes container names unique on this machine, e.g. the id of this process. */
  readonly run: string;
}

/** Pause before an order to the engine is repeated, in milliseconds. */
const orderAgain = 250;

/** Runs containers from their images, with docker or podman, with the task definition's limits. */
export class EngineStarter implements ContainerStarter {
  private readonly engine: string;
  private readonly env: Readonly<Record<string, string>>;

  constructor(private readonly props: EngineStarterProps) {
    this.env = Object.fromEntries(
      Object.entries(props.shellEnvironment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    this.engine = findEngine(this.env);
  }

  leavesOut(): undefined {
    return undefined;
  }

  /** Containers listen where their image says, as on AWS. */
  warning(): undefined {
    return undefined;
  }

  check(container: Container, service: string): readonly string[] {
    const missing = missingSecrets(container, service, this.env);
    if (container.image !== undefined && !container.image.includes("${")) return missing;
    return [
      ...missing,
      `${service}: the image of container ${container.name} is known only after a deploy; name its state with --state, or leave --containers out.`,
    ];
  }

  start(spec: ContainerSpec): ContainerRun {
    const { engine, env } = this;
    const name = `${spec.taskId.replaceAll("/", "-")}-${spec.container.name}-${this.props.run}`;
    const { reaper } = this.props;
    const forgetContainer = reaper.watchContainer(engine, name);
    const { child, exited } = spawned({
      file: engine,
      args: ["run", "--name", name, "--label", `private-http-api.run=${this.props.run}`, ...engineArguments(spec, env)],
      env,
      prefix: `${spec.taskId} | `,
      write: spec.write,
    });
    const forgetCommand = reaper.watchGroup(child.pid);
    void exited.then(() => {
      forgetCommand();
      forgetContainer();
    });
    /** Resolves when the engine has done it, or has refused it. It outlives this process. */
    function ordered(...args: readonly string[]): Promise<void> {
      const command = spawn(engine, args, { env, stdio: "ignore", detached: true });
      command.unref();
      return new Promise((resolve) => {
        for (const end of ["close", "error"]) command.once(end, resolve);
      });
    }
    /** Repeats an order: of a container that is still being created or started, the engine knows nothing to stop. */
    async function untilExited(...args: readonly string[]): Promise<void> {
      let hasExited = false;
      while (!hasExited) {
        await ordered(...args);
        hasExited = await Promise.race([exited.then(() => true), sleep(orderAgain, false, { ref: false })]);
      }
    }
    return {
      pid: child.pid,
      exited,
      stop: () => untilExited("stop", "--time", String(spec.container.stopTimeoutSeconds), name),
      kill: () => void untilExited("kill", name),
    };
  }
}

/** Options of `docker run` for a task definition's settings. */
export function engineArguments(
  { container, task, port }: ContainerSpec,
  env: Readonly<Record<string, string>>,
): readonly string[] {
  const variables = { ...container.environment, PORT: String(port) };
  const secrets = container.secrets.flatMap((name) => (env[name] === undefined ? [] : ["--env", name]));
  const [kind, ...words] = container.healthCheckCommand ?? [];
  return [
    "--rm",
    // Every container uses the machine's network, as a task has its own interface: ports need no mapping.
    ...["--network", "host"],
    ...(container.initProcessEnabled ? ["--init"] : []),
    ...(container.readonlyRootFilesystem ? ["--read-only"] : []),
    ...(container.user === undefined ? [] : ["--user", container.user]),
    ...container.droppedCapabilities.flatMap((capability) => ["--cap-drop", capability]),
    ...["--memory", `${task.memoryMiB}m`, "--cpus", String(task.cpu / 1024)],
    ...["--stop-timeout", String(container.stopTimeoutSeconds)],
    ...(kind === "CMD-SHELL" ? ["--health-cmd", words.join(" ")] : []),
    ...Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...secrets,
    ...(container.entryPoint?.[0] === undefined ? [] : ["--entrypoint", container.entryPoint[0]]),
    container.image ?? "",
    ...(container.entryPoint?.slice(1) ?? []),
    ...(container.command ?? []),
  ];
}

function findEngine(env: Readonly<Record<string, string>>): string {
  for (const engine of ["docker", "podman"]) {
    try {
      execFileSync(engine, ["version"], { env, stdio: "ignore", timeout: 10_000 });
      return engine;
    } catch {
      // Not installed, or its daemon does not respond.
    }
  }
  throw new UserError(
    "Running the images needs docker or podman, and neither responds; start one, or use npm start without --containers.",
  );
}
