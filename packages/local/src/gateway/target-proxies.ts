import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { ProxyServer, type ServerOptions } from "http-proxy-3";
import type { Attempt } from "./attempt";
import { TargetConnections } from "./target-connections";

/** The library's events of a request to a target. */
export interface ProxyEvents {
  /** The request has its socket; if that is still connecting, nothing is sent yet. */
  onSocket(attempt: Attempt, request: ClientRequest, socket: Socket): void;
  onAnswer(attempt: Attempt, answer: IncomingMessage): void;
  onError(attempt: Attempt, error: NodeJS.ErrnoException): void;
}

/** The library's proxy for one target, and its kept connections. */
interface TargetProxy {
  readonly proxy: ProxyServer;
  readonly connections: TargetConnections;
}

/**
 * The library reports its events with the client's request, which refers to its attempt. A WeakMap instead tripled the work
 * of the garbage collector: 15 % of the gateway's time.
 */
const ATTEMPT = Symbol("attempt");

interface CarriedRequest extends IncomingMessage {
  [ATTEMPT]?: Attempt;
}

/** Once there are this many targets, all are forgotten, including those that stopped. */
const REMEMBERED_TARGETS = 256;

/**
 * One proxy of the library per target. With the options fixed there, requests have no options of their own, which the
 * library would copy: that took a fifth of the gateway's time.
 */
export class TargetProxies {
  private readonly known = new Map<string, TargetProxy>();

  constructor(private readonly events: ProxyEvents) {}

  /** Whether the attempt would go to a kept connection that its target has just closed. */
  takeClosed(attempt: Attempt): boolean {
    return this.to(attempt).connections.takeClosed();
  }

  /** Sends the request of an attempt to its target; `options` are those that differ from its target's proxy. */
  send(attempt: Attempt, options: ServerOptions | undefined): void {
    const { response } = attempt.job.exchange;
    const request: CarriedRequest = attempt.job.exchange.request;
    request[ATTEMPT] = attempt;
    const { proxy } = this.to(attempt);
    if (options === undefined) proxy.web(request, response);
    else proxy.web(request, response, options);
  }

  /** Closes idle connections; those in use end with their request. */
  close(): void {
    for (const { connections } of this.known.values()) connections.destroyIdle();
    this.known.clear();
  }

  private to({ decision }: Attempt): TargetProxy {
    const { target, keptMilliseconds } = decision;
    const key = `${target.host}:${target.port} ${keptMilliseconds}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= REMEMBERED_TARGETS) this.close();
    const created = this.create(target.host, target.port, new TargetConnections(keptMilliseconds));
    this.known.set(key, created);
    return created;
  }

  private create(host: string, port: number, connections: TargetConnections): TargetProxy {
    // `toProxy` keeps the path as it is; otherwise the library normalizes it.
    const options = { target: { host, port }, agent: connections, toProxy: true, selfHandleResponse: true };
    const proxy = new ProxyServer(options);
    const { events } = this;
    proxy.on("proxyReq", (proxyRequest, request: CarriedRequest, _response, _options, socket) => {
      const attempt = request[ATTEMPT];
      if (attempt !== undefined) events.onSocket(attempt, proxyRequest, socket);
    });
    proxy.on("proxyRes", (answer, request: CarriedRequest) => {
      const attempt = request[ATTEMPT];
      if (attempt !== undefined) events.onAnswer(attempt, answer);
    });
    function failed(error: NodeJS.ErrnoException, request: CarriedRequest): void {
      const attempt = request[ATTEMPT];
      if (attempt !== undefined) events.onError(attempt, error);
    }
    proxy.on("error", failed);
    proxy.on("econnreset", failed);
    return { proxy, connections };
  }
}
