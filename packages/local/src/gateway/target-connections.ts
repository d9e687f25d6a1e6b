import { Agent, type ClientRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Socket } from "node:net";

/**
 * How long after a target closed an idle connection the load balancer may still choose it, in milliseconds. On AWS it is
 * the time until the target's FIN arrives and is noticed: unknown, a millisecond or two within a Region. It is far longer
 * here, so that what happens a few times a day on AWS shows within minutes. A target that keeps idle connections longer
 * than the load balancer never closes first, and is never affected.
 */
export const CLOSE_UNNOTICED_MILLISECONDS = 100;

/** A socket of Node's HTTP client, with the answer that was last read from it (an internal field of Node). */
interface KeptSocket extends Pick<Socket, "setKeepAlive" | "unref" | "timeout" | "setTimeout">, Duplex {
  readonly _httpMessage?: { readonly res?: IncomingMessage } | null;
  [WAIT]: Wait | undefined;
}

/** Where a connection keeps its wait, instead of listeners that come and go with each request. */
const WAIT = Symbol("wait");

/** A connection's time between two requests. */
interface Wait {
  idle: boolean;
  /** The `keep-alive` of the target's last answer. */
  named: string | string[] | undefined;
  /** After this time, the target closes the idle connection, or the load balancer itself. */
  milliseconds: number;
}

/**
 * The kept connections to one target. Like a load balancer, it keeps them for its own idle timeout, whatever time the
 * target names in `keep-alive`, and uses the connection that was idle longest (which one AWS uses is unknown). After the
 * time that the target names, the target closes; Node adds a second (`keepAliveTimeoutBuffer`), others do not.
 */
export class TargetConnections extends Agent {
  /** Until when each connection that the target has closed still counts as open. */
  private readonly closed: number[] = [];

  /** @param idleMilliseconds after this time the load balancer closes an idle connection itself */
  constructor(private readonly idleMilliseconds: number) {
    super({ keepAlive: true, scheduling: "fifo" });
  }

  /** Whether the next request would go to a connection that the target has just closed; it is counted once. */
  takeClosed(): boolean {
    const { closed } = this;
    if (closed.length === 0) return false;
    const now = performance.now();
    while (closed.length > 0 && (closed[0] ?? 0) <= now) closed.shift();
    return closed.shift() !== undefined;
  }

  /** Closes the idle connections; those in use end with their request, and are not kept after it. */
  destroyIdle(): void {
    this.maxFreeSockets = 0;
    for (const sockets of Object.values(this.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  override keepSocketAlive(stream: Duplex): boolean {
    const socket = stream as KeptSocket;
    const wait = (socket[WAIT] ??= this.waitOf(socket));
    wait.idle = true;
    const named = socket._httpMessage?.res?.headers["keep-alive"];
    if (named !== wait.named) {
      wait.named = named;
      wait.milliseconds = Math.min(namedMilliseconds(named), this.idleMilliseconds);
    }
    if (socket.timeout !== wait.milliseconds) socket.setTimeout(wait.milliseconds);
    socket.unref();
    return true;
  }

  override reuseSocket(stream: Duplex, request: ClientRequest): void {
    const wait = (stream as KeptSocket)[WAIT];
    if (wait !== undefined) wait.idle = false;
    super.reuseSocket(stream, request);
  }

  private waitOf(socket: KeptSocket): Wait {
    const wait: Wait = { idle: true, named: undefined, milliseconds: this.idleMilliseconds };
    socket.setKeepAlive(true, 1000);
    // The agent closes the connection then. At the load balancer's own idle timeout, the target has not closed it.
    socket.on("timeout", () => {
      if (wait.milliseconds === this.idleMilliseconds) wait.idle = false;
    });
    // From Node 22 on, an idle connection whose target ends it closes without an "end".
    socket.on("close", () => {
      if (wait.idle) this.closed.push(performance.now() + CLOSE_UNNOTICED_MILLISECONDS);
    });
    return wait;
  }
}

/** The idle time that a target's answer names, as in `keep-alive: timeout=5`. */
function namedMilliseconds(keepAlive: string | string[] | undefined): number {
  const seconds = /\btimeout=(\d+)/i.exec(String(keepAlive ?? ""))?.[1];
  return seconds === undefined ? Infinity : Math.max(1, Number(seconds) * 1000);
}
