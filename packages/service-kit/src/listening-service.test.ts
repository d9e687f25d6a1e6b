import { Agent, type IncomingMessage, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { IRouter } from "express";
import { createServiceApp } from "./service-app";
import { type StartedApp, start } from "./testing/start";
import { type CaseAnswer, send } from "./testing/service-case";

/** Long enough for a few requests on a busy machine. */
const DRAIN_MILLISECONDS = 500;

/** Lets the requests that wait at /things/slow be answered. */
let release: () => void;
let reached: Promise<void>;
let service: StartedApp;

beforeEach(async () => {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reach: () => void;
  reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  function addRoutes(router: IRouter): void {
    router.get("/things/slow", async (_request, response) => {
      reach();
      await released;
      response.json({ slow: true });
    });
    router.get("/things/stream", async (_request, response) => {
      response.write("begin ");
      reach();
      await released;
      response.end("end");
    });
  }
  service = await start((deps) => createServiceApp({ ...deps, service: "things", path: "/things", addRoutes }));
});

function get(path: string): Promise<CaseAnswer> {
  return send(service.baseUrl, { method: "GET", path });
}

/** Sends over a connection that the client would like to keep. */
function getKeepingAlive(path: string): Promise<{ connection: string | undefined; body: string }> {
  const agent = new Agent({ keepAlive: true });
  return new Promise((resolve, reject) => {
    const { port } = service;
    httpRequest({ port, host: "127.0.0.1", path, agent }, (response: IncomingMessage) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => {
        resolve({ connection: response.headers.connection, body });
      });
    })
      .on("error", reject)
      .end();
  });
}

test("while it drains, health says 503, everything else is answered, and every answer closes its connection", async () => {
  const stopped = service.stop(DRAIN_MILLISECONDS);
  const health = await get("/things/health");
  expect(health.status).toBe(503);
  expect(JSON.parse(health.body)).toEqual({ status: "draining", service: "things" });
  release();
  expect(await getKeepingAlive("/things/slow")).toEqual({ connection: "close", body: '{"slow":true}' });
  await stopped;
});

test("after draining it refuses connections", async () => {
  await service.stop(0);
  await expect(get("/things/health")).rejects.toThrow("ECONNREFUSED");
});

test.each([
  ["/things/slow", '{"slow":true}'],
  ["/things/stream", "begin end"],
])(
  "answers what is in flight at %s whole before it stops, and does not wait for the connection to idle out",
  async (path, body) => {
    const answer = getKeepingAlive(path);
    await reached;
    let isStopped = false;
    const stopped = service.stop(0).then(() => {
      isStopped = true;
    });
    await sleep(100);
    expect(isStopped).toBe(false);
    release();
    expect((await answer).body).toBe(body);
    await stopped;
  },
);

test("does not wait for connections on which nothing was sent, nor for idle ones", async () => {
  const silent = connect(service.port, "127.0.0.1");
  await new Promise((resolve) => silent.once("connect", resolve));
  const closed = new Promise((resolve) => silent.once("close", resolve));
  silent.on("error", () => undefined);
  await getKeepingAlive("/things/health");
  await service.stop(0);
  await closed;
});
