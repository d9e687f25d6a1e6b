import type { Container, TaskDefinition } from "@private-http-api/topology";

/** One container to start, with all that the task knows of it. */
export interface ContainerSpec {
  readonly taskId: string;
  readonly task: TaskDefinition;
  readonly container: Container;
  /** The port it shall listen on, in place of the one of the task definition. */
  readonly port: number;
  /** Gets its output, in prefixed lines. */
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
  /** Why this container is not started at all, though its task is; `undefined` where it is. */
  leavesOut(container: Container): string | undefined;
  /** Says what stands in the way of starting this container, before anything is started. */
  check(container: Container, service: string): readonly string[];
  start(spec: ContainerSpec): ContainerRun;
  /** What the user should know of a service that listens on this port of this machine. */
  warning(container: Container, port: number, service: string): string | undefined;
}
