import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { compileMatcher, createProbe, type ProbeResult } from "../../src/balancer/health-check";
import type { HealthCheck } from "@private-http-api/topology";
import { healthCheck } from "../support/requests";

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function probe(server: Server, changes: Partial<HealthCheck> = {}): Promise<ProbeResult> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return createProbe({ ...healthCheck, ...changes })({ id: "a", host: "127.0.0.1", port });
}

function answering(listener: RequestListener): Server {
  return createServer(listener);
}

test("asks the health path as the load balancer does, over a connection of its own", async () => {
  const seen: unknown[] = [];
  const server = answering((request, response) => {
    seen.push(request.url, request.headers["user-agent"], request.headers.connection);
    response.end();
  });
  await expect(probe(server, { path: "/health?deep=1" })).resolves.toEqual({ passed: true });
  expect(seen).toEqual(["/health?deep=1", "ELB-HealthChecker/2.0", "close"]);
});

test("another status fails with the load balancer's reason", async () => {
  const server = answering((_request, response) => response.writeHead(503).end());
  await expect(probe(server)).resolves.toEqual({
    passed: false,
    reason: "Health checks failed with these codes: [503]",
  });
});

test("an answer that does not come in time fails", async () => {
  const server = answering(() => undefined);
  await expect(probe(server, { timeoutSeconds: 0.05 })).resolves.toEqual({
    passed: false,
    reason: "Request timed out",
  });
});

test("TCP: whoever accepts is healthy, whoever refuses is not", async () => {
  const server = createTcpServer();
  await expect(probe(server, { protocol: "TCP" })).resolves.toEqual({ passed: true });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const refused = createProbe({ ...healthCheck, protocol: "TCP" })({ id: "a", host: "127.0.0.1", port });
  await expect(refused).resolves.toMatchObject({ passed: false });
});

// ELBv2 API reference, Matcher.HttpCode: "200,202" or "200-299".
test.each<[string, number, boolean]>([
  ["200", 200, true],
  ["200", 201, false],
  ["200,202", 202, true],
  ["200-299", 250, true],
  ["200-299", 300, false],
  ["200-204, 301", 301, true],
])("matcher %s on %d: %s", (matcher, status, expected) => {
  expect(compileMatcher(matcher)(status)).toBe(expected);
});
