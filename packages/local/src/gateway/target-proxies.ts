import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { ProxyServer, type ServerOptions } from "http-proxy-3";
import type { Attempt } from "./attempt";
import type { Target } from "./backend";

/** What the library tells of a request to a target. */
export interface ProxyEvents {
  /** The request has its socket; nothing is sent yet where that still connects. */
  onSocket(attempt: Attempt, request: ClientRequest, socket: Socket): void;
  onAnswer(attempt: Attempt, answer: IncomingMessage): void;
  onError(attempt: Attempt, error: NodeJS.ErrnoException): void;
}

/** Targets that stopped are forgotten with all others once there are this many. */
const REMEMBERED_TARGETS = 256;

/**
 * One proxy of the library for each target. With the options fixed there, a request brings none of its own, which the
 * library would have to copy: that took a fifth of the gateway's time.
 */
export class TargetProxies {
  private readonly proxies = new Map<string, ProxyServer>();
  /** The library reports its events by the client's request. */
  private readonly attempts = new WeakMap<IncomingMessage, Attempt>();

  constructor(
    private readonly agent: Agent,
    private readonly events: ProxyEvents,
  ) {}

  /** Sends the request of an attempt to its target; `options` where the request needs others than its target's proxy has. */
  send(attempt: Attempt, options: ServerOptions | undefined): void {
    const { request, response } = attempt.job.exchange;
    this.attempts.set(request, attempt);
    const proxy = this.to(attempt.decision.target);
    if (options === undefined) proxy.web(request, response);
    else proxy.web(request, response, options);
  }

  private to({ host, port }: Target): ProxyServer {
    const key = `${host}:${port}`;
    const known = this.proxies.get(key);
    if (known !== undefined) return known;
    if (this.proxies.size >= REMEMBERED_TARGETS) this.proxies.clear();
    const proxy = this.create(host, port);
    this.proxies.set(key, proxy);
    return proxy;
  }

  private create(host: string, port: number): ProxyServer {
    // `toProxy` leaves the path as it is, where the library else normalizes it.
    const target = { host, port };
    const proxy = new ProxyServer({ target, agent: this.agent, toProxy: true, selfHandleResponse: true });
    const { events, attempts } = this;
    proxy.on("proxyReq", (proxyRequest, request, _response, _options, socket) => {
      const attempt = attempts.get(request);
      if (attempt !== undefined) events.onSocket(attempt, proxyRequest, socket);
    });
    proxy.on("proxyRes", (answer, request) => {
      const attempt = attempts.get(request);
      if (attempt !== undefined) events.onAnswer(attempt, answer);
    });
    const failed = (error: NodeJS.ErrnoException, request: IncomingMessage): void => {
      const attempt = attempts.get(request);
      if (attempt !== undefined) events.onError(attempt, error);
    };
    proxy.on("error", failed);
    proxy.on("econnreset", failed);
    return proxy;
  }
}
