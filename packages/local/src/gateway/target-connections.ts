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
}

/**
 * The kept connections to one target. Like a load balancer, it keeps them for its own idle timeout, whatever time the
 * target names in `keep-alive`, and uses the connection that was idle longest (which one AWS uses is unknown). After the
 * time that the target names, the target closes; Node adds a second (`keepAliveTimeoutBuffer`), others do not.
 */
export class TargetConnections extends Agent {
  /** Until when each connection that the target has closed still counts as open. */
  private readonly closed: number[] = [];
  // From Node 22 on, an idle connection whose target ends it closes without an "end".
  private readonly onClosed = (): void => {
    this.closed.push(performance.now() + CLOSE_UNNOTICED_MILLISECONDS);
  };
  /** When the load balancer's own idle timeout ends a connection, the target has not closed it. */
  private readonly onOwnTimeout: (this: KeptSocket) => void;

  /** @param idleMilliseconds after this time the load balancer closes an idle connection itself */
  constructor(private readonly idleMilliseconds: number) {
    super({ keepAlive: true, scheduling: "fifo", timeout: idleMilliseconds });
    const { onClosed } = this;
    this.onOwnTimeout = function () {
      this.removeListener("close", onClosed);
    };
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
    const named = namedMilliseconds(socket);
    const targetCloses = named < this.idleMilliseconds;
    socket.setKeepAlive(true, 1000);
    socket.unref();
    socket.once("close", this.onClosed);
    // After this time, the agent closes the idle connection.
    const milliseconds = targetCloses ? named : this.idleMilliseconds;
    if (socket.timeout !== milliseconds) socket.setTimeout(milliseconds);
    if (!targetCloses) socket.prependOnceListener("timeout", this.onOwnTimeout);
    return true;
  }

  override reuseSocket(stream: Duplex, request: ClientRequest): void {
    const socket = stream as KeptSocket;
    socket.removeListener("close", this.onClosed);
    socket.removeListener("timeout", this.onOwnTimeout);
    if (socket.timeout !== this.idleMilliseconds) socket.setTimeout(this.idleMilliseconds);
    super.reuseSocket(socket, request);
  }
}

/** The idle time that the target's last answer named, as in `keep-alive: timeout=5`. */
function namedMilliseconds({ _httpMessage: message }: KeptSocket): number {
  const seconds = /\btimeout=(\d+)/i.exec(String(message?.res?.headers["keep-alive"] ?? ""))?.[1];
  return seconds === undefined ? Infinity : Math.max(1, Number(seconds) * 1000);
}
