import { type Socket, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { IRouter } from "express";
import { createServiceApp } from "./service-app";
import { type StartedApp, start } from "./testing/start";
import { type CaseAnswer, send } from "./testing/service-case";

/** Short enough for a test, long enough for a busy machine to answer everything else. */
const REQUEST_TIMEOUT_MILLISECONDS = 400;

let service: StartedApp;

beforeAll(async () => {
  function addRoutes(router: IRouter): void {
    router.get("/things/throws", () => {
      throw new Error("password is hunter2");
    });
    router.get("/things/rejects", () => Promise.reject(new TypeError("deep inside")));
    // As HTTP clients throw them, for an answer of another service.
    router.get("/things/upstream-refuses", () => {
      throw Object.assign(new Error("Request failed with status code 401"), { status: 401 });
    });
    router.get("/things/undecodable", () => {
      decodeURIComponent("%");
    });
    router.get("/things/late", async (_request, response) => {
      await sleep(REQUEST_TIMEOUT_MILLISECONDS * 2);
      response.json({});
    });
    router.get("/things/breaks-off", (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      throw new Error("broke off");
    });
  }
  service = await start((deps) =>
    createServiceApp({
      ...deps,
      service: "things",
      path: "/things",
      addRoutes,
      requestTimeoutMilliseconds: REQUEST_TIMEOUT_MILLISECONDS,
    }),
  );
});
afterAll(() => service.stop(0));

function get(path: string, headers: Record<string, string> = {}): Promise<CaseAnswer> {
  return send(service.baseUrl, { method: "GET", path, headers });
}

function linesOf(requestId: unknown): Readonly<Record<string, unknown>>[] {
  return service.logged.filter((line) => line["requestId"] === requestId);
}

test.each(["throws", "rejects", "upstream-refuses", "undecodable"])(
  "a handler that %s gives a bare 500, and the cause to the log alone",
  async (how) => {
    const answer = await get(`/things/${how}`, { "x-request-id": how });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      error: { code: "internal_error", message: "The service failed to answer." },
    });
    const [failed, ended] = linesOf(how);
    expect(failed).toMatchObject({
      level: "error",
      err: { stack: expect.stringContaining("service-app.test.ts") as unknown },
    });
    expect(ended).toMatchObject({ level: "info", status: 500 });
  },
);

test("an answer that breaks off looks broken to the client", async () => {
  await expect(get("/things/breaks-off", { "x-request-id": "half" })).rejects.toThrow(/aborted|socket hang up/);
  expect(linesOf("half")).toContainEqual(expect.objectContaining({ msg: "request", aborted: true }));
});

test("a handler that takes too long gives 503, and may end later", async () => {
  const answer = await get("/things/late", { "x-request-id": "late" });
  expect(answer).toMatchObject({ status: 503, headers: { connection: "close" } });
  expect(JSON.parse(answer.body)).toEqual({
    error: { code: "timeout", message: "The request was not answered within 0.4 s. Try again later." },
  });
  await sleep(REQUEST_TIMEOUT_MILLISECONDS * 1.5);
  expect((await get("/things/health")).status).toBe(200);
});

test("a body that never ends gives 408", async () => {
  const socket: Socket = connect(service.port, "127.0.0.1");
  socket.write("POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('{"error":{"code":"timeout","message":"The request was not received whole within 0.4 s."}}');
});

test("every request is logged as one line of JSON with its id, and without its query string", async () => {
  const answer = await get("/things/nothing?token=secret", { "x-request-id": "seen-1" });
  expect(answer.headers["x-request-id"]).toBe("seen-1");
  expect(linesOf("seen-1")).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
      service: "test",
      requestId: "seen-1",
      method: "GET",
      path: "/things/nothing",
      status: 404,
      milliseconds: expect.any(Number) as unknown,
      msg: "request",
    },
  ]);
});

test("health checks that pass are not logged", async () => {
  expect((await get("/things/health", { "x-request-id": "probe" })).status).toBe(200);
  expect(linesOf("probe")).toEqual([]);
});

test.each([
  ["is not JSON", "{", 400, "invalid_json"],
  ["is too large", JSON.stringify("x".repeat(102_400)), 413, "payload_too_large"],
])("a body that %s is the client's fault, and not logged as an error", async (_what, body, status, code) => {
  const headers = { "content-type": "application/json", "x-request-id": code };
  const answer = await send(service.baseUrl, { method: "POST", path: "/things", headers, body });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code } });
  expect(linesOf(code)).toEqual([expect.objectContaining({ level: "info", status })]);
});

test("a body in an unknown charset is refused with 415", async () => {
  const headers = { "content-type": "application/json; charset=x-none" };
  const answer = await send(service.baseUrl, { method: "POST", path: "/things", headers, body: "{}" });
  expect(answer.status).toBe(415);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: "unsupported_media_type" } });
});
