import { request, type IncomingMessage, type RequestListener } from "node:http";
import { ConsumerDoor } from "../../src/gateway/consumer-door";
import {
  api,
  backendAt,
  closeAll,
  type ForwardDecision,
  integration,
  route,
  send,
  startGateway,
  startServer,
  until,
} from "../support/gateway-fixtures";

afterEach(closeAll);

interface Limits {
  readonly timeoutMilliseconds?: number;
  readonly idleMilliseconds?: number;
  readonly decision?: Partial<ForwardDecision>;
}

/** A REST API that streams the responses of a service. */
async function streaming(service: RequestListener, limits: Limits = {}) {
  const { timeoutMilliseconds = 60_000, idleMilliseconds = 60_000, decision } = limits;
  const { port: target } = await startServer(service);
  const backend = backendAt(target, decision);
  const streams = integration({ timeoutMilliseconds, stream: { idleMilliseconds } });
  const described = api({ rest: {}, routes: [route("ANY /{proxy+}", { integration: streams })] });
  return { ...(await startGateway(described, backend)), backend, target: `service/${target}` };
}

/** Asks, and resolves when the headers are there. */
function open(port: number, method = "GET"): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, method, path: "/a", agent: false }, resolve).once("error", reject).end();
  });
}

async function nextPart(answer: IncomingMessage): Promise<string> {
  const part = answer.read() as Buffer | null;
  if (part !== null) return part.toString();
  return new Promise((resolve) => answer.once("readable", () => void nextPart(answer).then(resolve)));
}

/** How an answer ends for the client: complete, or by a closed connection. */
function ending(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    answer.resume();
    answer.once("end", () => {
      resolve("complete");
    });
    answer.once("error", ({ message }) => {
      resolve(message);
    });
  });
}

test("each part arrives when the service has written it, and so do the headers", async () => {
  let write: (part: string) => void = () => undefined;
  let end: () => void = () => undefined;
  const { port, records, backend } = await streaming((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream", "x-service": "books" });
    response.flushHeaders();
    write = (part) => response.write(part);
    end = () => response.end();
  });
  const answer = await open(port);
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: { "content-type": "text/event-stream", "x-service": "books", "transfer-encoding": "chunked" },
  });
  for (const part of ["data: 1\n\n", "data: 2\n\n"]) {
    write(part);
    expect(await nextPart(answer)).toBe(part);
  }
  expect(records).toEqual([]);
  end();
  expect(await ending(answer)).toBe("complete");
  await until(() => records.length === 1);
  expect(records[0]).toMatchObject({ status: 200, responseLength: 18, error: undefined, reason: undefined });
  expect(backend.outcomes).toEqual([{ kind: "answered", status: 200 }]);
});

test("more than the 10 MB of a buffered answer arrive, at the pace of the client", async () => {
  const bytes = 24 * 1024 * 1024;
  let taken = 0;
  const { port, records } = await streaming((_request, response) => {
    const part = Buffer.alloc(64 * 1024, "x");
    function more(): void {
      while (taken < bytes) {
        taken += part.length;
        if (!response.write(part)) {
          response.once("drain", more);
          return;
        }
      }
      response.end();
    }
    more();
  });
  const answer = await open(port);
  await new Promise((resolve) => setTimeout(resolve, 200));
  // What the sockets' and the streams' buffers hold, and no more.
  expect(taken).toBeLessThan(bytes);
  expect(await ending(answer)).toBe("complete");
  await until(() => records.length === 1);
  expect(records[0]?.responseLength).toBe(bytes);
});

test.each([
  [
    "takes longer than the timeout",
    { timeoutMilliseconds: 400 },
    "did not end its answer within the integration's timeout of 400 ms",
  ],
  ["pauses for longer than API Gateway allows", { idleMilliseconds: 400 }, "sent nothing for 0.4 s"],
  [
    "pauses for longer than the load balancer's idle timeout",
    { decision: { idleTimeoutMilliseconds: 400, onTimeout: () => ({ status: 504, headers: {}, body: "" }) } },
    "sent nothing for the load balancer's idle timeout of 0.4 s",
  ],
])("a stream that %s is cut off, and the client sees that it is incomplete", async (_what, limits, why) => {
  let left = false;
  const { port, records, backend, target } = await streaming((_request, response) => {
    response.once("close", () => (left = true));
    response.write("first");
  }, limits);
  const answer = await open(port);
  expect(await ending(answer)).toBe("aborted");
  await until(() => left && records.length === 1);
  expect(records[0]).toMatchObject({ status: 200, error: `${target} ${why}` });
  expect(records[0]?.reason).toBe(`${target} ${why}: the answer is incomplete`);
  expect(backend.outcomes).toMatchObject([{ kind: "failed" }]);
});

test("a service that breaks off breaks off the stream", async () => {
  const { port, records, backend } = await streaming((incoming, response) => {
    response.write("first", () => incoming.socket.destroy());
  });
  expect(await ending(await open(port))).toBe("aborted");
  await until(() => records.length === 1);
  expect(records[0]?.reason).toMatch(
    /^service\/\d+ broke off during its answer \(aborted\): the answer is incomplete$/,
  );
  expect(backend.outcomes).toMatchObject([{ kind: "failed" }]);
});

test("a client that leaves ends the stream of the service with one of its next parts", async () => {
  let left = false;
  const { port, records, backend } = await streaming((_request, response) => {
    const writing = setInterval(() => response.write("part"), 10);
    response.once("close", () => {
      clearInterval(writing);
      left = true;
    });
  });
  const answer = await open(port);
  answer.once("error", () => undefined);
  answer.destroy();
  await until(() => left && records.length === 1);
  expect(backend.outcomes).toMatchObject([{ kind: "failed", error: { message: "the client closed the connection" } }]);
});

test("HEAD, and answers without a body, are complete with their headers", async () => {
  const { port } = await streaming((incoming, response) => {
    if (incoming.method === "DELETE") response.writeHead(204).end();
    else response.writeHead(200, { "content-length": "5" }).end("hello");
  });
  const head = await send(port, { method: "HEAD", path: "/a" });
  expect(head).toMatchObject({ status: 200, headers: { "content-length": "5" }, body: "" });
  expect(await send(port, { method: "DELETE", path: "/a" })).toMatchObject({ status: 204, body: "" });
});

test("no answer within the timeout is a REST API's 504", async () => {
  const { port, records } = await streaming(() => undefined, { timeoutMilliseconds: 50 });
  const message = "Endpoint request timed out";
  expect(await send(port, { path: "/a" })).toMatchObject({ status: 504, body: JSON.stringify({ message }) });
  await until(() => records.length === 1);
  expect(records[0]?.reason).toMatch(/ of 50 ms: 504 from API Gateway$/);
});

describe("a REST API that does not stream", () => {
  async function buffering(service: RequestListener, timeoutMilliseconds = 5000) {
    const { port: target } = await startServer(service);
    const routes = [route("ANY /{proxy+}", { integration: integration({ timeoutMilliseconds }) })];
    return startGateway(api({ rest: {}, routes }), backendAt(target));
  }

  test("delivers an answer when it is complete", async () => {
    const { port } = await buffering((_request, response) => {
      response.write("first");
      setTimeout(() => response.end("second"), 50);
    });
    const answer = await send(port, { path: "/a" });
    expect(answer).toMatchObject({ status: 200, headers: { "content-length": "11" }, body: "firstsecond" });
    expect(answer.headers).toHaveProperty("x-amzn-requestid");
    expect(answer.headers).not.toHaveProperty("apigw-requestid");
  });

  test("answers 403 where a path has no method, a request no signature, or the stage no such name", async () => {
    const { port: target } = await startServer(() => undefined);
    const signed = route("GET /signed", { authorization: { type: "AWS_IAM" } });
    const stage = { name: "live", routeThrottles: {}, variables: {} };
    const { port } = await startGateway(api({ rest: {}, stage, routes: [route("GET /a"), signed] }), backendAt(target));
    for (const path of ["/live/b", "/live/signed"]) {
      expect(await send(port, { path })).toMatchObject({
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
      });
    }
    expect(await send(port, { path: "/next/a" })).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });

  test("answers as REST APIs do what is too large, too late, or incomplete", async () => {
    const large = await buffering((_request, response) => response.end(Buffer.alloc(10 * 1024 * 1024 + 1)));
    expect(await send(large.port, { path: "/a" })).toMatchObject({
      status: 500,
      body: '{"message":"Internal server error"}',
    });
    const late = await buffering((_request, response) => response.write("first"), 50);
    expect(await send(late.port, { path: "/a" })).toMatchObject({
      status: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
    const broken = await buffering((incoming, response) => {
      response.writeHead(200, { "content-length": "10" }).write("half", () => incoming.socket.destroy());
    });
    expect(await send(broken.port, { path: "/a" })).toMatchObject({
      status: 504,
      body: '{"message":"Network error communicating with endpoint"}',
    });
    const headers = { "content-length": String(10 * 1024 * 1024 + 1) };
    expect(await send(late.port, { method: "POST", path: "/a", headers })).toMatchObject({
      status: 413,
      body: '{"message":"Request Too Long"}',
    });
  });
});

test("a consumer's endpoint streams what load balancers pass on, of any length", async () => {
  const { port: service } = await startServer((_request, response) => {
    response.write("first");
    setTimeout(() => response.end(Buffer.alloc(11 * 1024 * 1024)), 100);
  });
  const door = new ConsumerDoor({ backend: backendAt(service), via: [] });
  try {
    const answer = await open((await door.listen(0, "127.0.0.1")).port);
    expect(await nextPart(answer)).toBe("first");
    expect(await ending(answer)).toBe("complete");
  } finally {
    await door.close(0);
  }
});
