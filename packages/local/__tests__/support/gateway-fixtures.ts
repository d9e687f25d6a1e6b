import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Backend, Decision, Outcome } from "../../src/gateway/backend";
import { createGateway, type Gateway, type GatewayProps } from "../../src/gateway/gateway";
import type { ExchangeRecord } from "../../src/gateway/exchange-record";
import type { HttpApi, HttpProxyIntegration, Route } from "@private-http-api/topology";
import { eventually } from "./programs";

export type ForwardDecision = Extract<Decision, { kind: "forward" }>;

export function integration(changes: Partial<HttpProxyIntegration> = {}): HttpProxyIntegration {
  return {
    kind: "http-proxy",
    address: "aws_apigatewayv2_integration.books",
    method: "ANY",
    backend: {
      kind: "cloud-map",
      service: { address: "s", namespace: "n", name: "s", services: [] },
      queryParameters: {},
    },
    requestParameters: {},
    responseParameters: {},
    timeoutMilliseconds: 5000,
    ...changes,
  };
}

export function route(key: string, changes: Partial<Route> = {}): Route {
  return { address: `route ${key}`, key, authorization: { type: "NONE" }, integration: integration(), ...changes };
}

export function api(changes: Partial<HttpApi> & Pick<HttpApi, "routes">): HttpApi {
  const stage = { name: "$default", routeThrottles: {}, variables: {} };
  return { address: "aws_apigatewayv2_api.api", name: "test", stage, ...changes };
}

/** Things that a test started and that must end with it, last first. */
const open: (() => Promise<void>)[] = [];

export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close();
}

export async function startServer(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  return { server, port: (server.address() as AddressInfo).port };
}

/** What the echoing service says about the request that reached it. */
export interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export const echo: RequestListener = (incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () => {
    const { method, url, headers } = incoming;
    const body = Buffer.concat(chunks).toString();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, body }));
  });
};

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A backend with one target, that keeps what the gateway told it. */
export function backendAt(port: number, changes: Partial<ForwardDecision> = {}): Backend & { outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  return {
    outcomes,
    decide: () => ({
      kind: "forward",
      target: { id: `service/${port}`, host: "127.0.0.1", port },
      via: ["listener", "rule 10", "group"],
      viaKind: "load balancer",
      answeredBy: "the load balancer",
      keptMilliseconds: 60_000,
      onFailure: (error) => ({
        status: 502,
        headers: { "Content-Type": "text/html" },
        body: `bad: ${error.code ?? ""}`,
      }),
      done: (outcome) => outcomes.push(outcome),
      ...changes,
    }),
  };
}

export interface Started {
  readonly gateway: Gateway;
  readonly port: number;
  readonly origin: string;
  readonly records: ExchangeRecord[];
  readonly lines: string[];
}

export async function startGateway(
  described: HttpApi,
  backend: Backend,
  changes: Partial<GatewayProps> = {},
): Promise<Started> {
  const records: ExchangeRecord[] = [];
  const lines: string[] = [];
  const gateway = createGateway({
    api: described,
    backendFor: () => backend,
    auth: "enforced",
    accessLog: (line) => lines.push(line),
    onExchange: (record) => records.push(record),
    ...changes,
  });
  const { port } = await gateway.listen(0, "127.0.0.1");
  open.push(() => gateway.close(0));
  return { gateway, port, origin: `http://127.0.0.1:${port}`, records, lines };
}

/** A gateway in front of one service, that answers `ANY /{proxy+}` unless told otherwise. */
export async function startFor(listener: RequestListener, changes: Partial<HttpApi> = {}): Promise<Started> {
  const { port } = await startServer(listener);
  return startGateway(api({ routes: [route("ANY /{proxy+}")], ...changes }), backendAt(port));
}

/** Waits until a condition holds, and fails before the test's own timeout would. */
export async function until(condition: () => boolean): Promise<void> {
  await eventually(condition, 4000);
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request that fetch cannot make: any path, any header, a body for any method. */
export function send(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string | string[]>; body?: string | Buffer },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", path = "/", headers = {} } = options;
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.once("error", reject);
      incoming.once("end", () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.once("error", reject);
    outgoing.end(options.body);
  });
}
