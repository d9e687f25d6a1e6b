import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { ProxyServer } from "http-proxy-3";
import type { Attempt } from "./attempt";
import type { Target } from "./backend";
import type { GatewayRequest } from "./gateway-request";

export type TargetProxy = ProxyServer<typeof GatewayRequest>;

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
  private readonly proxies = new Map<string, TargetProxy>();

  constructor(
    private readonly agent: Agent,
    private readonly events: ProxyEvents,
  ) {}

  to({ host, port }: Target): TargetProxy {
    const key = `${host}:${port}`;
    const known = this.proxies.get(key);
    if (known !== undefined) return known;
    if (this.proxies.size >= REMEMBERED_TARGETS) this.proxies.clear();
    const proxy = this.create(host, port);
    this.proxies.set(key, proxy);
    return proxy;
  }

  private create(host: string, port: number): TargetProxy {
    // `toProxy` leaves the path as it is, where the library else normalizes it.
    const target = { host, port };
    const proxy: TargetProxy = new ProxyServer({ target, agent: this.agent, toProxy: true, selfHandleResponse: true });
    const { events } = this;
    proxy.on("proxyReq", (proxyRequest, { attempt }, _response, _options, socket) => {
      if (attempt !== undefined) events.onSocket(attempt, proxyRequest, socket);
    });
    proxy.on("proxyRes", (answer, { attempt }) => {
      if (attempt !== undefined) events.onAnswer(attempt, answer);
    });
    const failed = (error: NodeJS.ErrnoException, { attempt }: GatewayRequest): void => {
      if (attempt !== undefined) events.onError(attempt, error);
    };
    proxy.on("error", failed);
    proxy.on("econnreset", failed);
    return proxy;
  }
}
