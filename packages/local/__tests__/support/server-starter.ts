import { createServer, type Server } from "node:http";
import type { ContainerRun, ContainerSpec, ContainerStarter, Exit } from "../../src/tasks/container-run";

/**
 * Containers that are servers of this process and answer every path with their task's id; one whose image is `broken`
 * exits at once.
 */
export class ServerStarter implements ContainerStarter {
  /** Those that run, by task. */
  readonly servers = new Map<string, Server>();

  /** @param close closes a server that is asked to stop, and calls back when its task has ended */
  constructor(private readonly close: (server: Server, ended: () => void) => void) {}

  leavesOut(): undefined {
    return undefined;
  }

  check(): readonly string[] {
    return [];
  }

  warning(): undefined {
    return undefined;
  }

  start({ taskId, container: { image }, port }: ContainerSpec): ContainerRun {
    const server = createServer((_request, response) => response.end(taskId));
    let end: (exit: Exit) => void = () => undefined;
    const exited = new Promise<Exit>((resolve) => {
      end = resolve;
    });
    if (image === "broken") end({ code: 1, signal: null });
    else server.listen(port, "127.0.0.1");
    this.servers.set(taskId, server);
    const stop = () => {
      this.servers.delete(taskId);
      this.close(server, () => {
        end({ code: 0, signal: null });
      });
      return Promise.resolve();
    };
    return { pid: undefined, exited, stop, kill: () => void stop() };
  }
}
