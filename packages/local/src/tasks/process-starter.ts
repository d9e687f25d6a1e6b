import { resolve } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import type { Container } from "@private-http-api/topology";
import type { ContainerRun, ContainerSpec, ContainerStarter } from "./container-run";
import { signalGroup } from "./process-group";
import { isExposed } from "./exposed-port";
import type { Reaper } from "./reaper";
import { fromShell, missingSecrets, type ShellEnvironment } from "./shell-environment";
import { spawned } from "./spawned";
import { shellCommand, type StartCommand, startCommand } from "./start-command";
import { killMarked, MARK_VARIABLE, taskMark } from "./task-mark";
import { missingProgram } from "./toolchain";

export interface ProcessStarterProps {
  /** The project's folder, to which build contexts are relative. */
  readonly project: string;
  /** The environment of the shell. */
  readonly shellEnvironment: ShellEnvironment;
  readonly reaper: Reaper;
  /** Names this run in the environment of its processes, e.g. by the id of this process. */
  readonly run: string;
  /** Starts the container in place of what its folder says. @default its folder says it */
  readonly command?: string;
}

/**
 * Runs containers as plain processes. They see the task definition's environment and not the shell's: a variable that
 * is missing there is missing here. Only the shell's AWS settings are passed on, in place of the task role. HOST is
 * the only address that they should listen on: a task on AWS is behind a security group, a process on this machine is not.
 */
export class ProcessStarter implements ContainerStarter {
  constructor(private readonly props: ProcessStarterProps) {}

  /** A task lives without a sidecar that is not essential, so a collector of traces for example need not be here. */
  leavesOut({ buildContext, essential, name, image = "no image" }: Container): string | undefined {
    if (this.props.command !== undefined || buildContext !== undefined || essential) return undefined;
    return `container ${name} (${image}) is built elsewhere and not essential: it does not run here; --containers runs it.`;
  }

  check(container: Container, service: string): readonly string[] {
    const { shellEnvironment } = this.props;
    const problems = missingSecrets(container, service, shellEnvironment);
    if (container.buildContext === undefined && this.props.command === undefined) {
      const image = container.image ?? "no image";
      return [
        ...problems,
        `${service}: container ${container.name} (${image}) is built elsewhere; use --containers, --service ${service}=http://localhost:<port> or --run ${service}="<command>".`,
      ];
    }
    try {
      const command = this.commandOf(container);
      const missing = missingProgram(command, service, shellEnvironment["PATH"]);
      return missing === undefined ? problems : [...problems, missing];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [...problems, ...error.lines];
    }
  }

  /** In the folder that the image is built from; where it is built elsewhere, in the project's. */
  private commandOf(container: Container): StartCommand {
    const { project, command } = this.props;
    const folder = resolve(project, container.buildContext ?? "");
    return command === undefined ? startCommand(container, folder) : shellCommand(command, folder, "--run");
  }

  /** What of this machine's own a container that listens here shows; said once for each service. */
  warning(_container: Container, port: number, service: string): string | undefined {
    if (!isExposed(port)) return undefined;
    return `${service} listens on every interface: it can be reached from the network, past the authorizer. Let it listen on the address that HOST names (127.0.0.1).`;
  }

  start({ taskId, container, port, write }: ContainerSpec): ContainerRun {
    const { shellEnvironment } = this.props;
    const command = this.commandOf(container);
    const mark = taskMark(this.props.run, taskId);
    const shell = fromShell(shellEnvironment, ["TZ", ...container.secrets]);
    const { child, exited, closed } = spawned({
      file: command.file,
      args: command.args,
      cwd: command.cwd,
      env: {
        ...shell,
        ...command.env,
        ...container.environment,
        HOST: "127.0.0.1",
        PORT: String(port),
        [MARK_VARIABLE]: mark,
      },
      prefix: `${taskId} | `,
      write,
    });
    const { pid } = child;
    function signal(name: NodeJS.Signals): void {
      if (pid !== undefined) signalGroup(pid, name);
    }
    const forget = pid === undefined ? (): void => undefined : this.props.reaper.watchGroup(pid);
    let isStopping = false;
    const ended = exited.then(async () => {
      // `go run` ends at SIGTERM and leaves the program that it built to drain.
      if (isStopping) await closed;
      // What the program itself has started and left behind.
      signal("SIGKILL");
      killMarked(mark);
      forget();
    });
    return {
      pid,
      exited,
      stop: async () => {
        isStopping = true;
        signal("SIGTERM");
        const timer = setTimeout(() => {
          signal("SIGKILL");
        }, container.stopTimeoutSeconds * 1000);
        await ended;
        clearTimeout(timer);
      },
      kill: () => {
        signal("SIGKILL");
      },
    };
  }
}
