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
  /** Identifies this run in the environment of its processes, e.g. the id of this process. */
  readonly run: string;
  /** Command that starts the container. @default the one of its folder */
  readonly command?: string;
}

/**
 * Runs containers as plain processes. They see the task definition's environment and not the shell's: a variable that
 * is missing there is missing here. Only the shell's AWS settings are passed on, instead of the task role. HOST is the only
 * address that they should listen on: a task on AWS is behind a security group, a process on this machine is not.
 */
export class ProcessStarter implements ContainerStarter {
  constructor(private readonly props: ProcessStarterProps) {}

  /** A task can run without a sidecar that is not essential, so a trace collector, for example, is not needed here. */
  leavesOut({ buildContext, essential, name, image = "no image" }: Container): string | undefined {
    if (this.props.command !== undefined || buildContext !== undefined || essential) return undefined;
    return `container ${name} (${image}) is built elsewhere and not essential: it is not started here; --containers starts it.`;
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

  /** In the folder that the image is built from; if it is built elsewhere, in the project's folder. */
  private commandOf(container: Container): StartCommand {
    const { project, command } = this.props;
    const folder = resolve(project, container.buildContext ?? "");
    return command === undefined ? startCommand(container, folder) : shellCommand(command, folder, "--run");
  }

  /** Warns about a service that can be reached from the network. */
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
    const forget = this.props.reaper.watchGroup(pid);
    let isStopping = false;
    const ended = exited.then(async () => {
      // `go run` ends at SIGTERM, while the program that it built is still draining.
      if (isStopping) await closed;
      // Ends what the program has started and left behind.
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
