import type { Container, TaskDefinition } from "@private-http-api/topology";

/** One container to start, with everything that the task knows about it. */
export interface ContainerSpec {
  readonly taskId: string;
  readonly task: TaskDefinition;
  readonly container: Container;
  /** The port to listen on, instead of the task definition's. */
  readonly port: number;
  /** Called with its output, in prefixed lines. */
  readonly write: (text: string) => void;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A started container, as a process or with an engine. */
export interface ContainerRun {
  readonly pid: number | undefined;
  readonly exited: Promise<Exit>;
  /** SIGTERM, and SIGKILL after the container's stop timeout; resolves when it has ended. */
  stop(): Promise<void>;
  kill(): void;
}

/** Starts containers in one of the two ways. */
export interface ContainerStarter {
  /** Why this container is not started although its task is; `undefined` if it is started. */
  leavesOut(container: Container): string | undefined;
  /** Reports what prevents this container from starting, before anything is started. */
  check(container: Container, service: string): readonly string[];
  start(spec: ContainerSpec): ContainerRun;
  /** What the user should know about a service that listens on this port of this machine. */
  warning(container: Container, port: number, service: string): string | undefined;
}
