import { connect } from "node:net";
import { createGateway } from "../../src/gateway/gateway";
import {
  api,
  backendAt,
  closeAll,
  echo,
  integration,
  route,
  send,
  startFor,
  startGateway,
  startServer,
  until,
  type Echo,
  type RawAnswer,
} from "../support/gateway-fixtures";

afterEach(closeAll);

function echoed(answer: RawAnswer): Echo {
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body) as Echo;
}

test("a request reaches the service with method, path, query and body as they were sent", async () => {
  const { port } = await startFor(echo);
  const path = "/api/b%6Foks/a%20b//c/?x=1&x=2&y=%26";
  const seen = echoed(await send(port, { method: "POST", path, headers: { "content-length": "2" }, body: "hi" }));
  expect(seen).toMatchObject({ method: "POST", url: path, body: "hi" });
});

test("the service sees who asked whom, and nothing of the client's connection", async () => {
  const { port } = await startFor(echo);
  const sent = {
    connection: "keep-alive, x-hop",
    "x-hop": "1",
    te: "trailers",
    "x-forwarded-for": "10.0.0.1",
    host: "shop.test",
  };
  const { headers } = echoed(await send(port, { headers: sent }));
  expect(headers).toMatchObject({
    host: "shop.test",
    "x-forwarded-for": "10.0.0.1, 127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-port": String(port),
    forwarded: "for=127.0.0.1;host=shop.test;proto=http",
    via: "HTTP/1.1 AmazonAPIGateway",
    connection: "keep-alive",
  });
  expect(headers["x-amzn-trace-id"]).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(headers).not.toHaveProperty("x-hop");
  expect(headers).not.toHaveProperty("te");
});

test("a trace that has begun goes on", async () => {
  const { port } = await startFor(echo);
  const trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
  expect(echoed(await send(port, { headers: { "x-amzn-trace-id": trace } })).headers["x-amzn-trace-id"]).toBe(trace);
});

test("every answer has an id of its own in the shape of an HTTP API's", async () => {
  const { port, records } = await startFor(echo);
  const first = await send(port, {});
  const second = await send(port, {});
  expect(first.headers["apigw-requestid"]).toMatch(/^[A-Za-z0-9+/]{15}=$/);
  expect(second.headers["apigw-requestid"]).not.toBe(first.headers["apigw-requestid"]);
  await until(() => records.length === 2);
  expect(records[0]?.requestId).toBe(first.headers["apigw-requestid"]);
});

test("what no route matches is AWS's 404", async () => {
  const { port } = await startFor(echo, { routes: [route("ANY /api/books"), route("ANY /api/books/{proxy+}")] });
  const answer = await send(port, { path: "/api/booksX" });
  expect(answer).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
  expect(answer.headers["content-type"]).toBe("application/json");
});

test("a named stage is the first segment of the path, and stays in the path that the service sees", async () => {
  const stage = { name: "dev", routeThrottles: {}, variables: {} };
  const { port } = await startFor(echo, { stage, routes: [route("GET /"), route("GET /api")] });
  expect(echoed(await send(port, { path: "/dev/api?x=1" })).url).toBe("/dev/api?x=1");
  expect((await send(port, { path: "/dev" })).status).toBe(200);
  expect((await send(port, { path: "/api" })).status).toBe(404);
  expect((await send(port, { path: "/device/api" })).status).toBe(404);
});

test("overwrite:path with $request.path takes the stage's name off", async () => {
  const stage = { name: "dev", routeThrottles: {}, variables: {} };
  const mapped = integration({ requestParameters: { "overwrite:path": "$request.path" } });
  const { port } = await startFor(echo, { stage, routes: [route("GET /api/{proxy+}", { integration: mapped })] });
  expect(echoed(await send(port, { path: "/dev/api/a%20b?x=1" })).url).toBe("/api/a%20b?x=1");
});

test("a mapping that reads the body forwards the whole body too", async () => {
  const mapped = integration({ requestParameters: { "append:header.x-pet": "$request.body.pet.name" } });
  const { port } = await startFor(echo, { routes: [route("POST /", { integration: mapped })] });
  const body = '{"pet":{"name":"Rex"}}';
  const chunked = { "transfer-encoding": "chunked" };
  const seen = echoed(await send(port, { method: "POST", headers: chunked, body }));
  expect(seen).toMatchObject({ body, headers: { "x-pet": "Rex", "content-length": String(body.length) } });
});

test("response parameters change status and headers, by what the service answered", async () => {
  const mapped = integration({
    responseParameters: { 200: { "overwrite:statuscode": "202", "append:header.x-url": "$response.body.url" } },
  });
  const { port, records } = await startFor(echo, { routes: [route("GET /{proxy+}", { integration: mapped })] });
  const answer = await send(port, { path: "/a" });
  expect(answer).toMatchObject({ status: 202, headers: { "x-url": "/a" } });
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({ status: 202, integrationStatus: 200 });
});

test("an integration with a method of its own uses it", async () => {
  const { port } = await startFor(echo, { routes: [route("POST /", { integration: integration({ method: "PUT" }) })] });
  expect(echoed(await send(port, { method: "POST", headers: { "content-length": "1" }, body: "x" })).method).toBe(
    "PUT",
  );
});

test("more requests than a route's throttle allows get AWS's 429", async () => {
  const throttled = { name: "$default", variables: {}, routeThrottles: { "GET /a": { burst: 2, rate: 1 } } };
  const { port: service } = await startServer(echo);
  const described = api({ stage: throttled, routes: [route("GET /a"), route("GET /b")] });
  const { port } = await startGateway(described, backendAt(service), { clock: { now: () => 1000 } });
  const statuses = [];
  for (let count = 0; count < 3; count++) statuses.push((await send(port, { path: "/a" })).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await send(port, { path: "/a" })).body).toBe('{"message":"Too Many Requests"}');
  expect((await send(port, { path: "/b" })).status).toBe(200);
});

const TEN_MB = 10 * 1024 * 1024;
function largeEcho(body: Buffer, headers: Record<string, string>) {
  return async () => {
    const { port: service } = await startServer((incoming, response) => {
      let length = 0;
      incoming.on("data", (chunk: Buffer) => (length += chunk.length));
      incoming.on("end", () => response.end(String(length)));
    });
    const { port } = await startGateway(api({ routes: [route("$default")] }), backendAt(service));
    return send(port, { method: "PUT", headers, body });
  };
}

test.each([
  ["declared", { "content-length": String(TEN_MB) }],
  ["chunked", { "transfer-encoding": "chunked" }],
])("a %s body of exactly 10 MB passes", async (_how, headers: Record<string, string>) => {
  expect(await largeEcho(Buffer.alloc(TEN_MB), headers)()).toMatchObject({ status: 200, body: String(TEN_MB) });
});

test.each([
  ["declared", { "content-length": String(TEN_MB + 1), expect: "100-continue" }],
  ["chunked", { "transfer-encoding": "chunked" }],
])("a %s body of more than 10 MB is AWS's 413", async (_how, headers: Record<string, string>) => {
  const answer = await largeEcho(Buffer.alloc(TEN_MB + 1), headers)();
  expect(answer).toMatchObject({ status: 413, body: '{"message":"Request Entity Too Large"}' });
});

test("a request line and headers of more than 10,240 bytes are a 431", async () => {
  const { port } = await startFor(echo);
  expect((await send(port, { headers: { "x-large": "a".repeat(9000) } })).status).toBe(200);
  expect((await send(port, { headers: { "x-large": "a".repeat(11_000) } })).status).toBe(431);
});

// "Total combined size of request line and header values" (Quotas for HTTP APIs).
test("the names of headers do not count", async () => {
  const { port } = await startFor(echo);
  const headers = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x-${"n".repeat(150)}-${n}`, "v"]));
  expect((await send(port, { headers })).status).toBe(200);
});

test.each(["", "Host: a\r\nHost: b\r\n"])(
  "a request without one Host header (%j) is a 400 with its reason",
  async (hosts) => {
    const { port, records } = await startFor(echo);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`GET / HTTP/1.1\r\n${hosts}\r\n`));
      socket.once("data", (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*"message":"Bad Request"/);
    await until(() => records.length === 1);
    expect(records[0]?.reason).toMatch(/no Host header, or several/);
  },
);

// RFC 9110, 10.1.1: 417 where a server does not meet an expectation.
test("an expectation other than 100-continue is a 417 with its reason", async () => {
  const { port, records } = await startFor(echo);
  const answer = await send(port, { headers: { expect: "200-maybe" } });
  expect(answer).toMatchObject({ status: 417, body: '{"message":"Expectation Failed"}' });
  await until(() => records.length === 1);
  expect(records[0]?.reason).toBe("the expectation `200-maybe` is not supported: 417 from API Gateway");
});

// "Choose between REST APIs and HTTP APIs" has no WebSocket for HTTP APIs: they are an API type of their own.
test("a WebSocket is refused with the reason, before the service is asked", async () => {
  const { port, records } = await startFor(echo);
  const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
  expect(await send(port, { headers })).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' });
  await until(() => records.length === 1);
  expect(records[0]?.reason).toMatch(/do not support WebSocket/);
  expect(records[0]?.target).toBeUndefined();
});

test("what is no HTTP is a 400, and the gateway goes on", async () => {
  const { port } = await startFor(echo);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
    socket.once("data", (data) => {
      resolve(data.toString());
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect((await send(port, {})).status).toBe(200);
});

test("each exchange writes one line in the stage's format", async () => {
  const accessLogFormat =
    "$context.httpMethod $context.routeKey $context.status $context.responseLength $context.integrationStatus";
  const stage = { name: "$default", routeThrottles: {}, variables: {}, accessLogFormat };
  const { port: service } = await startServer((_incoming, response) => response.end("hello"));
  const { port, lines } = await startGateway(api({ stage, routes: [route("GET /a")] }), backendAt(service));
  await send(port, { path: "/a" });
  await send(port, { path: "/b" });
  await until(() => lines.length === 2);
  expect(lines).toEqual(["GET GET /a 200 5 200", "GET - 404 23 -"]);
});

test("the record of an exchange says the way it took", async () => {
  const { port, records } = await startFor(echo);
  await send(port, { path: "/api/books?x=1" });
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({
    method: "GET",
    path: "/api/books",
    query: "x=1",
    routeKey: "ANY /{proxy+}",
    via: ["listener", "rule 10", "group"],
    status: 200,
    error: undefined,
  });
  expect(records[0]?.target).toMatch(/^service\/\d+$/);
});

test("a port that is taken is the caller's to tell", async () => {
  const { port } = await startServer(echo);
  const { gateway } = await startFor(echo);
  await gateway.close(0);
  const second = createGateway({ api: api({ routes: [] }), backendFor: () => backendAt(0), auth: "off" });
  await expect(second.listen(port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("all that API Gateway would refuse is told at once, a line each, and its routes answer 501", async () => {
  function bad(address: string) {
    return integration({ address, requestParameters: { "append:header.via": "x" } });
  }
  const routes = [route("GET /a", { integration: bad("one") }), route("GET /b", { integration: bad("two") })];
  const { gateway, port } = await startGateway(api({ routes }), backendAt(0));
  expect(gateway.notes).toEqual([
    expect.stringMatching(/^one: request parameter/),
    expect.stringMatching(/^two: request parameter/),
  ]);
  expect((await send(port, { path: "/a" })).status).toBe(501);
});
