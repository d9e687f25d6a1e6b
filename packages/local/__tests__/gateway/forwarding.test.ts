import { request, type ServerResponse } from "node:http";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { Backend, BackendRequest, Decision } from "../../src/gateway/backend";
import { CLOSE_UNNOTICED_MILLISECONDS } from "../../src/gateway/target-connections";
import {
  api,
  backendAt,
  closeAll,
  closedPort,
  echo,
  type ForwardDecision,
  integration,
  route,
  send,
  startFor,
  startGateway,
  startServer,
  until,
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
  const backend: Backend = {
    decide: () => ({ kind: "respond", via: ["listener", "rule 1"], viaKind: "load balancer", response }),
  };
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
  expect(backend.outcomes).toEqual([{ kind: "answered", status: 200 }]);
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

test("a target's `connection: close` does not reach the client", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    response.setHeader("connection", "close");
    response.end("bye");
  });
  const backend = backendAt(service);
  const { origin } = await startGateway(all, backend);
  const response = await fetch(origin);
  expect(response.headers.get("connection")).toBe("keep-alive");
  await response.text();
  expect(backend.outcomes).toEqual([{ kind: "answered", status: 200 }]);
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

/**
 * "The load balancer received a TCP RST from the target when attempting to establish a connection": 502, and no word of
 * another target ("Troubleshoot your Application Load Balancers", HTTP 502).
 */
test.each(["GET", "POST"])("a refused %s is not sent to another target", async (method) => {
  let asked = 0;
  const dead = backendAt(await closedPort());
  function decide(incoming: BackendRequest): Decision {
    asked += 1;
    return dead.decide(incoming);
  }
  const { port, records } = await startGateway(all, { decide });
  expect((await send(port, { method })).status).toBe(502);
  expect(asked).toBe(1);
  await until(() => records.length === 1);
  expect(records[0]?.reason).toMatch(
    /^service\/\d+ refused the connection \(ECONNREFUSED\): nothing listens on its port: 502 from the load balancer$/,
  );
});

/** "The target closed the connection with a TCP RST or a TCP FIN while the load balancer had an outstanding request" (same page). */
test.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST"])(
  "a kept connection that the target closes under a %s is a 502: the target may have read the request",
  async (method) => {
    let asked = 0;
    const service = await startRaw((socket) => {
      asked += 1;
      if (asked === 1) socket.write(OK);
      else socket.resetAndDestroy();
    });
    const backend = backendAt(service);
    const { port, records } = await startGateway(all, backend);
    expect((await send(port, {})).status).toBe(200);
    expect((await send(port, { method })).status).toBe(502);
    expect(asked).toBe(2);
    expect(backend.outcomes.map(({ kind }) => kind)).toEqual(["answered", "failed"]);
    await until(() => records.length === 2);
    expect(records[1]?.reason).toMatch(
      /^service\/\d+ closed the kept connection \(ECONNRESET\) after the request was sent on it: 502 from the load balancer$/,
    );
  },
);

describe("a target whose keep-alive is shorter than the load balancer's idle timeout", () => {
  /** Answers each request, and closes the connection when it was idle for this time. */
  function closingAfter(milliseconds: number): Promise<number> {
    return startRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", () => {
        setTimeout(() => socket.end(), milliseconds);
      });
    });
  }

  /**
   * "the load balancer might send a request to the application before it receives the packet indicating that the
   * connection is closed. If this is the case, then the load balancer sends an HTTP 502" (Edit attributes for your
   * Application Load Balancer, Connection idle timeout).
   */
  test("gets a request in the moment in which it closes the connection: 502, and the reason says what to do", async () => {
    const { port, records } = await startGateway(all, backendAt(await closingAfter(50)));
    expect((await send(port, {})).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 55));
    expect((await send(port, {})).status).toBe(502);
    expect((await send(port, {})).status).toBe(200);
    await until(() => records.length === 3);
    expect(records[1]?.reason).toMatch(
      /its keep-alive timeout is shorter than the 60 s.*: 502 from the load balancer$/,
    );
  });

  test("gets a connection of its own once the load balancer knows", async () => {
    const { port } = await startGateway(all, backendAt(await closingAfter(10)));
    expect((await send(port, {})).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 10 + CLOSE_UNNOTICED_MILLISECONDS + 30));
    expect((await send(port, {})).status).toBe(200);
  });

  test("closes when it said that it would: Node's servers take a second longer, others do not", async () => {
    const named = await startRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\ncontent-length: 2\r\n\r\nok");
    });
    const { port } = await startGateway(all, backendAt(named));
    expect((await send(port, {})).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1003));
    expect((await send(port, {})).status).toBe(502);
  });

  test("is never met where the load balancer closes idle connections first", async () => {
    const backend = backendAt(await closingAfter(60), { keptMilliseconds: 20 });
    const { port } = await startGateway(all, backend);
    expect((await send(port, {})).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 62));
    expect((await send(port, {})).status).toBe(200);
  });
});

test("the record tells the time of each hop", async () => {
  const { port: service } = await startServer((_incoming, response) => {
    setTimeout(() => response.end("ok"), 300);
  });
  const { port, records } = await startGateway(all, backendAt(service));
  await send(port, {});
  await until(() => records.length === 1);
  const hops = records[0]?.hops ?? [];
  expect(hops.map(({ at, name }) => [at, name])).toEqual([
    ["gateway", ""],
    ["load balancer", "listener"],
    ["task", `service/${service}`],
  ]);
  expect(hops[2]?.milliseconds).toBeGreaterThan(295);
  expect(hops[0]?.milliseconds).toBeLessThan(250);
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

// "The target response is malformed" ("Troubleshoot your Application Load Balancers", HTTP 502).
test("a target that switches protocols unasked is a 502 that says so", async () => {
  const { port, records } = await startFor((request) => {
    request.socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nhello");
  });
  expect((await send(port, {})).status).toBe(502);
  await until(() => records.length === 1);
  expect(records[0]?.reason).toMatch(
    /^service\/\d+ answered 101 Switching Protocols to a request that did not ask for it: 502 from the load balancer$/,
  );
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
  function onTimeout() {
    return { status: 504, headers: {}, body: "idle" };
  }
  const { port } = await startGateway(all, backendAt(service, { idleTimeoutMilliseconds: 50, onTimeout }));
  expect(await send(port, {})).toMatchObject({ status: 504, body: "idle" });
});

test("a client that resets its connection takes its request to the target along", async () => {
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
  outgoing.socket?.resetAndDestroy();
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

describe("a task that was made slow", () => {
  function slow(port: number, slowMilliseconds: number, changes: Partial<ForwardDecision> = {}) {
    const faults = { failsHealthChecks: false, slowMilliseconds };
    return backendAt(port, { target: { id: "service/1", host: "127.0.0.1", port, faults }, ...changes });
  }

  test("answers late, whole, and the time is the task's", async () => {
    const { port } = await startServer(echo);
    const gateway = await startGateway(api({ routes: [route("ANY /{proxy+}")] }), slow(port, 150));
    const { status, body } = await send(gateway.port, { method: "POST", path: "/x", body: "hello" });
    expect([status, (JSON.parse(body) as { body: string }).body]).toEqual([200, "hello"]);
    await until(() => gateway.records.length === 1);
    expect(gateway.records[0]?.hops.at(-1)?.milliseconds).toBeGreaterThanOrEqual(149);
  });

  test("is given up after the integration's timeout", async () => {
    const { port } = await startServer(echo);
    const timed = route("ANY /{proxy+}", { integration: integration({ timeoutMilliseconds: 100 }) });
    const gateway = await startGateway(api({ routes: [timed] }), slow(port, 300));
    expect((await send(gateway.port, { path: "/x" })).status).toBe(503);
    await new Promise((done) => setTimeout(done, 300));
    expect(gateway.records).toHaveLength(1);
  });

  test("and breaks off: 502", async () => {
    const { port } = await startServer((_request, response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("abc", () => setTimeout(() => response.destroy(), 20));
    });
    const gateway = await startGateway(api({ routes: [route("ANY /{proxy+}")] }), slow(port, 300));
    expect((await send(gateway.port, { path: "/x" })).status).toBe(502);
  });

  test("and is killed when its answer is there, but not yet sent: 502", async () => {
    const { port } = await startServer((request, response) => {
      response.end("abc", () => setTimeout(() => request.socket.destroy(), 20));
    });
    const gateway = await startGateway(api({ routes: [route("ANY /{proxy+}")] }), slow(port, 300));
    expect((await send(gateway.port, { path: "/x" })).status).toBe(502);
    await until(() => gateway.records.length === 1);
    expect(gateway.records[0]?.reason).toMatch(/closed the connection \(ECONNRESET\) after the request was sent: 502/);
  });

  test("and closes its connection with every answer", async () => {
    const { port } = await startServer((_request, response) => {
      response.setHeader("connection", "close").end("abc");
    });
    const gateway = await startGateway(api({ routes: [route("ANY /{proxy+}")] }), slow(port, 100));
    expect((await send(gateway.port, { path: "/x" })).body).toBe("abc");
  });
});
