import { request, type ServerResponse } from "node:http";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { Backend, Outcome } from "../../src/gateway/backend";
import {
  api,
  backendAt,
  closeAll,
  closedPort,
  echo,
  integration,
  route,
  send,
  startGateway,
  startServer,
  until,
  type ForwardDecision,
} from "../support/gateway-fixtures";

afterEach(closeAll);

const all = api({ routes: [route("$default")] });

/** A server of raw connections, for the faults that no HTTP server makes. */
async function startRaw(onRequest: (socket: Socket, requests: number) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let requests = 0;
    socket.on("error", () => undefined);
    socket.on("data", () => {
      requests += 1;
      onRequest(socket, requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  raw.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
const raw: (() => void)[] = [];
afterEach(() => {
  for (const close of raw.splice(0)) close();
});

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

test("an answer that is fixed, or redirects, needs no target", async () => {
  const response = { status: 301, headers: { Location: "https://example.com/" }, body: "" };
  const backend: Backend = { decide: () => ({ kind: "respond", via: ["listener", "rule 1"], response }) };
  const { port, records } = await startGateway(all, backend);
  expect(await send(port, {})).toMatchObject({ status: 301, headers: { location: "https://example.com/" } });
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({ via: ["listener", "rule 1"], target: undefined, integrationStatus: 301 });
});

test("the backend decides on the request as it will be sent", async () => {
  const { port: service } = await startServer(echo);
  const asked: unknown[] = [];
  const backend = backendAt(service);
  const mapped = integration({
    requestParameters: {
      "overwrite:path": "/v2$request",
      "append:querystring.v": "2",
      "append:header.x-service": "books",
    },
  });
  const { port } = await startGateway(api({ routes: [route("$default", { integration: mapped })] }), {
    decide: (incoming) => {
      asked.push(incoming);
      return backend.decide(incoming);
    },
  });
  await send(port, { path: "/a?x=1" });
  expect(asked).toMatchObject([
    { method: "GET", path: "/v2$request", query: "x=1&v=2", sourceIp: "127.0.0.1", headers: { "x-service": "books" } },
  ]);
});

test("an answer arrives when the service has ended it, as HTTP APIs hand it on", async () => {
  let answering: ServerResponse | undefined;
  const { port: service } = await startServer((_incoming, response) => {
    answering = response;
    response.write("first");
  });
  const backend = backendAt(service);
  const { port, records } = await startGateway(all, backend);
  let arrived = false;
  const answer = send(port, {}).finally(() => (arrived = true));
  await until(() => answering !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(arrived).toBe(false);
  expect(backend.outcomes).toEqual([]);
  answering?.end("second");
  expect(await answer).toMatchObject({ status: 200, headers: { "content-length": "11" }, body: "firstsecond" });
  await until(() => records.length === 1);
  expect(records[0]?.responseLength).toBe("firstsecond".length);
  expect(backend.outcomes).toEqual([{ kind: "answered", status: 200, closing: false }]);
});

test("an answer that begins in time and does not end in time is AWS's 503, and logged as one", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("first");
  });
  const slow = api({ routes: [route("$default", { integration: integration({ timeoutMilliseconds: 50 }) })] });
  const { port, records } = await startGateway(slow, backendAt(service));
  expect(await send(port, {})).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({ status: 503, integrationStatus: 200, error: "no answer within 50 ms" });
});

test.each([
  ["is", 10 * 1024 * 1024, { status: 200, error: undefined }],
  ["is more than", 10 * 1024 * 1024 + 1, { status: 500, error: "the answer is larger than 10 MB" }],
])("an answer that %s the 10 MB that HTTP APIs hand on", async (_what, bytes, recorded) => {
  const { port: service } = await startServer((_incoming, response) => {
    response.end(Buffer.alloc(bytes));
  });
  const backend = backendAt(service);
  const { port, records } = await startGateway(all, backend);
  expect((await send(port, {})).status).toBe(recorded.status);
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject(recorded);
  expect(backend.outcomes).toHaveLength(1);
});

test("a body of unknown length passes for every method", async () => {
  const { port: service } = await startServer(echo);
  const { port } = await startGateway(all, backendAt(service));
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const answer = await send(port, { method, headers: { "transfer-encoding": "chunked" }, body: "hello" });
    expect(JSON.parse(answer.body)).toMatchObject({ method, body: "hello" });
  }
});

test("HEAD has headers and no body", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    response.setHeader("content-length", "5");
    response.end();
  });
  const { port } = await startGateway(all, backendAt(service));
  expect(await send(port, { method: "HEAD" })).toMatchObject({
    status: 200,
    headers: { "content-length": "5" },
    body: "",
  });
});

test("several cookies of a service stay several", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.end();
  });
  const { port } = await startGateway(all, backendAt(service));
  expect((await send(port, {})).headers["set-cookie"]).toEqual(["a=1", "b=2"]);
});

test("connections to a target are kept for the next request", async () => {
  const ports = new Set<number | undefined>();
  const { port: service } = await startServer((incoming, response) => {
    ports.add(incoming.socket.remotePort);
    response.end();
  });
  const { port } = await startGateway(all, backendAt(service));
  for (let count = 0; count < 5; count++) await send(port, {});
  expect(ports.size).toBe(1);
});

test("a target's `connection: close` reaches the backend, not the client", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    response.setHeader("connection", "close");
    response.end("bye");
  });
  const backend = backendAt(service);
  const { origin } = await startGateway(all, backend);
  const response = await fetch(origin);
  expect(response.headers.get("connection")).toBe("keep-alive");
  await response.text();
  expect(backend.outcomes).toEqual([{ kind: "answered", status: 200, closing: true }]);
});

test("a target that cannot be reached gives the backend's answer", async () => {
  const backend = backendAt(await closedPort());
  const { port, records } = await startGateway(all, backend);
  const answer = await send(port, {});
  expect(answer).toMatchObject({ status: 502, body: "bad: ECONNREFUSED", headers: { "content-type": "text/html" } });
  await until(() => records.length === 1);
  expect(records[0]?.error).toMatch(/ECONNREFUSED/);
  expect(backend.outcomes).toMatchObject([{ kind: "failed", error: { code: "ECONNREFUSED" } }]);
});

test.each(["declared", "chunked"])("a refused request goes to another target, its %s body whole", async (how) => {
  const { port: service } = await startServer(echo);
  const [dead, alive] = [backendAt(await closedPort()), backendAt(service)];
  const failing = dead.decide({} as never) as ForwardDecision;
  const next = jest.fn(() => alive.decide({} as never));
  const { port } = await startGateway(all, { decide: () => ({ ...failing, onRefused: next }) });
  const body = "0123456789".repeat(50_000);
  const length = how === "chunked" ? { "transfer-encoding": "chunked" } : { "content-length": String(body.length) };
  const answer = await send(port, { method: "POST", headers: length, body });
  expect((JSON.parse(answer.body) as { body: string }).body).toBe(body);
  expect(next).toHaveBeenCalledTimes(1);
  expect([dead.outcomes, alive.outcomes]).toMatchObject([[{ kind: "failed" }], [{ kind: "answered", status: 200 }]]);
});

test("a kept connection that the target closes under a GET costs the client nothing", async () => {
  const service = await startRaw((socket, requests) => {
    if (requests === 1) socket.write(OK);
    else socket.destroy();
  });
  const backend = backendAt(service);
  const { port } = await startGateway(all, backend);
  expect((await send(port, {})).status).toBe(200);
  expect(await send(port, {})).toMatchObject({ status: 200, body: "ok" });
  expect(backend.outcomes.map(({ kind }) => kind)).toEqual(["answered", "failed", "answered"]);
});

test("under a POST it is not repeated: the target may have read it", async () => {
  const service = await startRaw((socket, requests) => {
    if (requests === 1) socket.write(OK);
    else socket.destroy();
  });
  const { port } = await startGateway(all, backendAt(service));
  await send(port, {});
  expect((await send(port, { method: "POST", headers: { "content-length": "1" }, body: "x" })).status).toBe(502);
});

test("a target that closes a new connection without an answer is not asked again", async () => {
  let asked = 0;
  const service = await startRaw((socket) => {
    asked += 1;
    socket.destroy();
  });
  const { port } = await startGateway(all, backendAt(service));
  expect((await send(port, {})).status).toBe(502);
  expect(asked).toBe(1);
});

test("a target that breaks off within its answer is a 503", async () => {
  const service = await startRaw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf", () => socket.destroy());
  });
  const backend = backendAt(service);
  const { port, records } = await startGateway(all, backend);
  expect(await send(port, {})).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({ status: 503, error: "aborted" });
  expect(backend.outcomes).toMatchObject([{ kind: "failed" }]);
});

test("no answer within the integration's timeout is AWS's 503, and ends the request to the target", async () => {
  let left = false;
  const { port: service } = await startServer((_incoming, response) => {
    response.once("close", () => (left = true));
  });
  const backend = backendAt(service);
  const slow = api({ routes: [route("$default", { integration: integration({ timeoutMilliseconds: 50 }) })] });
  const { port, records } = await startGateway(slow, backend);
  expect(await send(port, {})).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  await until(() => left && records.length === 1);
  expect(records[0]).toMatchObject({ status: 503, error: "no answer within 50 ms" });
  expect(backend.outcomes).toMatchObject([{ kind: "failed" }]);
});

test("a target that is silent for the load balancer's idle timeout gives the load balancer's answer", async () => {
  const { port: service } = await startServer(() => undefined);
  const onTimeout = () => ({ status: 504, headers: {}, body: "idle" });
  const { port } = await startGateway(all, backendAt(service, { idleTimeoutMilliseconds: 50, onTimeout }));
  expect(await send(port, {})).toMatchObject({ status: 504, body: "idle" });
});

test("a client that leaves takes its request to the target along", async () => {
  let arrived = false;
  let left = false;
  const { port: service } = await startServer((_incoming, response) => {
    arrived = true;
    response.once("close", () => (left = true));
  });
  const backend = backendAt(service);
  const { port, records } = await startGateway(all, backend);
  const outgoing = request({ host: "127.0.0.1", port, agent: false });
  outgoing.once("error", () => undefined);
  outgoing.end();
  await until(() => arrived);
  outgoing.destroy();
  await until(() => left && records.length === 1);
  expect(records[0]?.status).toBeUndefined();
  expect(backend.outcomes).toMatchObject([{ kind: "failed", error: { message: "the client closed the connection" } }]);
});

test("a client that leaves in the middle of its upload leaves nothing behind", async () => {
  let arrived = false;
  let left = false;
  const { port: service } = await startServer((incoming) => {
    incoming.once("data", () => (arrived = true));
    incoming.once("close", () => (left = true));
    incoming.once("error", () => undefined);
  });
  const backend = backendAt(service);
  const { port } = await startGateway(all, backend);
  const outgoing = request({ host: "127.0.0.1", port, method: "POST", agent: false });
  outgoing.once("error", () => undefined);
  outgoing.write("part");
  await until(() => arrived);
  outgoing.destroy();
  await until(() => left && backend.outcomes.length === 1);
  expect(backend.outcomes).toMatchObject([{ kind: "failed" }]);
});

test("closing waits for the requests under way and takes no more", async () => {
  let finish: (() => void) | undefined;
  const { port: service } = await startServer((_incoming, response) => {
    finish = () => response.end("done");
  });
  const { gateway, port } = await startGateway(all, backendAt(service));
  const answer = send(port, {});
  await until(() => finish !== undefined);
  const closed = gateway.close(5000);
  await expect(send(port, {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
  finish?.();
  expect(await answer).toMatchObject({ status: 200, body: "done" });
  await closed;
});

test("closing cuts off what outlasts the drain time", async () => {
  let arrived = false;
  const { port: service } = await startServer(() => (arrived = true));
  const { gateway, port } = await startGateway(all, backendAt(service));
  const answer = send(port, {});
  const failed = expect(answer).rejects.toThrow("socket hang up");
  await until(() => arrived);
  await gateway.close(20);
  await failed;
});

test("no request fails while one of two services drains and stops", async () => {
  const outcomes: Outcome[] = [];
  const services = await Promise.all(
    [1, 2].map(() => startServer((_incoming, response) => setTimeout(() => response.end("ok"), 2))),
  );
  const down = new Set<number>();
  let turn = 0;
  const decide = (): ForwardDecision => {
    const up = services.map(({ port }) => port).filter((port) => !down.has(port));
    const port = up[turn++ % up.length] ?? 0;
    return {
      ...(backendAt(port).decide({} as never) as ForwardDecision),
      onRefused: () => {
        down.add(port);
        return decide();
      },
      done: (outcome) => outcomes.push(outcome),
    };
  };
  const { origin } = await startGateway(all, { decide });
  const statuses: number[] = [];
  const worker = async (): Promise<void> => {
    for (let count = 0; count < 20; count++) {
      const response = await fetch(origin);
      await response.text();
      statuses.push(response.status);
      // Node's close ends idle kept connections at once, and each other one after its answer.
      if (statuses.length === 200) services[0]?.server.close();
    }
  };
  await Promise.all(Array.from({ length: 25 }, worker));
  expect(statuses).toHaveLength(500);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});

test.each([
  ["request", { requestParameters: { "append:header.x-name": "$request.path.name" } }],
  ["answer", { responseParameters: { 200: { "append:header.x-name": "$request.path.name" } } }],
])("a mapping that makes no header of the %s is a 500, and the gateway goes on", async (_side, parameters) => {
  const { port: service } = await startServer(echo);
  const mapped = integration(parameters);
  const { port } = await startGateway(
    api({ routes: [route("GET /{name}", { integration: mapped })] }),
    backendAt(service),
  );
  expect(await send(port, { path: "/a%0Db" })).toMatchObject({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  });
  expect((await send(port, { path: "/fine" })).status).toBe(200);
});
