import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { BackendRef, HttpApi } from "@private-http-api/topology";
import type { Backend } from "./backend";
import { systemClock, type Clock } from "./clock";
import { Exchange } from "./exchange";
import { exchangeRecord, type ExchangeRecord } from "./exchange-record";
import { emptyTrace, type ExchangeTrace } from "./exchange-trace";
import { Forwarder } from "./forwarder";
import { Front } from "./front";
import type { FunctionInvoker } from "./function-invoker";
import type { TrustedKeys } from "./jwt-authorizer";
import type { Pipeline } from "./pipeline";
import { refusedRequest } from "./refused-request";
import { BAD_REQUEST, EXPECTATION_FAILED, type Refusal } from "./refusal";
import { answerUnread, refusalOf, unreadRecord, type UnreadError } from "./unread-request";
import { declaresTooMuch } from "./request-body";

/** Larger than any request within API Gateway's limit, because Node counts names too; in bytes. */
const PARSED_HEADER_BYTES = 64 * 1024;
/** How long clients' connections stay open between requests, in milliseconds; longer than clients keep them. */
const KEEP_ALIVE_MILLISECONDS = 65_000;

/** Where a client's connection keeps its last exchange; a WeakMap costs more with each request than choosing its route. */
const LAST = Symbol("last");

interface ClientSocket extends Socket {
  [LAST]?: Exchange;
}

/** An API, and what is behind it. */
export interface ServedApi {
  readonly api: HttpApi;
  /** Returns the backend of a private integration; called once per integration. */
  readonly backendFor: (ref: BackendRef) => Backend;
  /** Runs the functions of Lambda integrations. @default an API that has some is refused */
  readonly functions?: FunctionInvoker;
}

export interface GatewayProps extends ServedApi {
  /** `off` accepts every request, whatever its route requires. */
  readonly auth: "enforced" | "off";
  /** Keys that JWT authorizers trust in addition to their issuers'. @default none */
  readonly trusted?: TrustedKeys | undefined;
  /** Endpoint through which a private REST API is called. @default the first that its policy names */
  readonly from?: string | undefined;
  /** Gets each access log line, in the stage's format. @default no access log */
  readonly accessLog?: (line: string) => void;
  /** Gets each exchange that has ended. */
  readonly onExchange?: (record: ExchangeRecord, trace: ExchangeTrace) => void;
  /** @default the system's clock */
  readonly clock?: Clock;
}

export interface Gateway {
  /** Differences from AWS, one line each, printed at startup. */
  readonly notes: readonly string[];
  /** Through which endpoint requests count as sent. @default the API is not called through endpoints */
  readonly endpoint: string | undefined;
  /** Compiles another API, which answers from `use` on; requests in flight end as they began. */
  prepare(served: ServedApi): { readonly notes: readonly string[]; readonly use: () => void };
  /** Rejects with the system's error when the port is not available. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Accepts no more connections, waits for requests in flight, and cuts them off after the drain time. */
  close(drainMilliseconds: number): Promise<void>;
}

/** Answers a request whose body was aborted or is malformed, and cuts off the request to the target. */
function refuseUnfinished(exchange: Exchange, refusal: Refusal, reason: string): void {
  const { response, attempt } = exchange;
  response.shouldKeepAlive = false;
  if (response.headersSent) response.destroy();
  else exchange.refuse(refusal, reason);
  if (attempt?.isSettled === false) attempt.cut("client");
}

/** Creates the gateway of an API. Routes that it does not understand answer 501. */
export function createGateway(props: GatewayProps): Gateway {
  const { clock = systemClock, accessLog, onExchange } = props;
  const forwarder = new Forwarder();
  function frontOf(served: ServedApi): Front {
    return new Front(served.api, {
      ...served,
      functions: served.functions,
      auth: props.auth,
      trusted: props.trusted,
      from: props.from,
      forwarder,
      clock,
    });
  }
  let front = frontOf(props);
  let closing = false;
  function serve(request: IncomingMessage, response: ServerResponse): void {
    handle(request, response, (exchange, pipeline) => {
      const refused = refusedRequest(request);
      if (refused === undefined) pipeline.run(exchange);
      else exchange.refuse(refused.refusal, refused.reason);
    });
  }

  function handle(
    request: IncomingMessage,
    response: ServerResponse,
    run: (exchange: Exchange, pipeline: Pipeline) => void,
  ): void {
    const { setting, pipeline, format } = front.stageOf(request.url ?? "/");
    const exchange = new Exchange(request, response, setting, clock);
    (request.socket as ClientSocket)[LAST] = exchange;
    if (closing) response.shouldKeepAlive = false;
    response.on("close", () => {
      exchange.responseLatency = clock.now() - exchange.startedAt;
      if (format !== undefined) accessLog?.(format(exchange));
      onExchange?.(exchangeRecord(exchange, performance.now()), exchange.trace);
      if (closing) server.closeIdleConnections();
    });
    run(exchange, pipeline);
  }

  const server = createServer(
    { maxHeaderSize: PARSED_HEADER_BYTES, requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE_MILLISECONDS },
    serve,
  );
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    if (!declaresTooMuch(request)) response.writeContinue();
    serve(request, response);
  });
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, (exchange) => {
      const expected = String(request.headers.expect);
      exchange.refuse(EXPECTATION_FAILED, `the expectation \`${expected}\` is not supported: 417 from API Gateway`);
    });
  });
  // A client that has sent its request may close its half of the connection, and still gets its answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  // CONNECT asks for a tunnel, which an HTTP API is not.
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const reason = "CONNECT asks for a tunnel, which an API does not offer: 400 from API Gateway";
    refuseUnread(socket, BAD_REQUEST, reason, Buffer.from(`CONNECT ${request.url ?? ""}`));
  });
  server.on("clientError", (error: UnreadError, socket: ClientSocket) => {
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const { refusal, reason } = refusalOf(error);
    const exchange = socket[LAST];
    if (exchange === undefined || exchange.response.writableEnded)
      refuseUnread(socket, refusal, reason, error.rawPacket);
    else refuseUnfinished(exchange, refusal, reason);
  });

  function refuseUnread(socket: Socket, refusal: Refusal, reason: string, packet: Buffer | undefined): void {
    answerUnread(socket, refusal);
    onExchange?.(unreadRecord(refusal, reason, packet, clock.now()), emptyTrace("", []));
  }

  return {
    notes: front.notes,
    get endpoint() {
      return front.endpoint;
    },
    prepare: (served) => {
      const next = frontOf(served);
      return {
        notes: next.notes,
        use: () => {
          front = next;
        },
      };
    },
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          resolve(server.address() as AddressInfo);
        });
      }),
    close: (drainMilliseconds) =>
      new Promise((resolve) => {
        closing = true;
        const cut = setTimeout(() => {
          server.closeAllConnections();
        }, drainMilliseconds);
        server.close(() => {
          clearTimeout(cut);
          forwarder.close();
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
