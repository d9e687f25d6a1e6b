import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Backend } from "./backend";
import { systemClock } from "./clock";
import { Exchange } from "./exchange";
import { exchangeRecord, type ExchangeRecord } from "./exchange-record";
import type { ExchangeTrace } from "./exchange-trace";
import { balancerHeaders } from "./forwarding-headers";
import { Forwarder } from "./forwarder";

/** Settings of a {@link ConsumerDoor}. */
export interface ConsumerDoorProps {
  readonly backend: Backend;
  /** Endpoint, endpoint service and load balancer that a request passes first, for the page. */
  readonly via: readonly string[];
  /** Gets each exchange that has ended. */
  readonly onExchange?: ((record: ExchangeRecord, trace: ExchangeTrace) => void) | undefined;
}

const SETTING = { stageName: "", stageVariables: {}, cors: undefined, pastGateway: true } as const;

/** How long a Network Load Balancer keeps an idle connection, in milliseconds [User Guide for Network Load Balancers]. */
const IDLE_MILLISECONDS = 350_000;

/** Nothing on this way limits the whole time of an answer: the longest time of a timer, 25 days. */
const UNLIMITED_MILLISECONDS = 2 ** 31 - 1;

/** The interface endpoint of a consumer: requests reach the load balancer directly, without the API and its checks. */
export class ConsumerDoor {
  private readonly forwarder = new Forwarder();
  private readonly server = createServer(
    { keepAliveTimeout: IDLE_MILLISECONDS, requireHostHeader: false },
    (...both) => {
      this.serve(...both);
    },
  );

  constructor(private props: ConsumerDoorProps) {}

  /** Sends requests to another backend from now on. */
  use(props: Pick<ConsumerDoorProps, "backend" | "via">): void {
    this.props = { ...this.props, ...props };
  }

  /** Rejects with the system's error when the port is not available. */
  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, host, () => {
        this.server.off("error", reject);
        resolve(this.server.address() as AddressInfo);
      });
    });
  }

  /** Accepts no more connections, and closes those that are still open after the drain time. */
  close(drainMilliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => {
        this.server.closeAllConnections();
      }, drainMilliseconds);
      this.server.close(() => {
        clearTimeout(cut);
        this.forwarder.close();
        resolve();
      });
      this.server.closeIdleConnections();
    });
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const { backend, via, onExchange } = this.props;
    const exchange = new Exchange(request, response, { ...SETTING, entry: via }, systemClock);
    exchange.routeKey = "PrivateLink";
    response.on("close", () => {
      exchange.responseLatency = systemClock.now() - exchange.startedAt;
      onExchange?.(exchangeRecord(exchange, performance.now()), exchange.trace);
      if (!this.server.listening) this.server.closeIdleConnections();
    });
    const { method, path, query, sourceIp } = exchange;
    const headers = balancerHeaders(request, exchange);
    this.forwarder.send({
      exchange,
      backend,
      request: { method, path, query, headers, sourceIp },
      mappings: () => undefined,
      body: undefined,
      timeoutMilliseconds: UNLIMITED_MILLISECONDS,
      // Load balancers pass on what comes, of any length.
      stream: { idleMilliseconds: IDLE_MILLISECONDS },
    });
  }
}
