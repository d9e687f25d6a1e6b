import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, send, ServiceProcess } from "@private-http-api/service-kit/testing";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";

/** The life of a service's process that is made with service-kit, from its bundle. */

/** What the image holds, in a folder without node_modules above it. */
let app: string;
let port: number;
let running: ServiceProcess[] = [];

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, "../../src/bundle.mjs")], { cwd: BOOKSTORE });
  app = mkdtempSync(join(tmpdir(), "book-service-"));
  cpSync(join(BOOKSTORE, "services/book-service/dist"), app, { recursive: true });
});
afterAll(() => {
  rmSync(app, { recursive: true });
});
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const service of running) service.signal("SIGKILL");
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
});

function run(file: "server.js" | "healthcheck.js", env: Readonly<Record<string, string>>): ServiceProcess {
  const started = new ServiceProcess(join(app, file), env);
  running.push(started);
  return started;
}

async function serve(drainSeconds: string): Promise<ServiceProcess> {
  const service = run("server.js", { PORT: String(port), DRAIN_SECONDS: drainSeconds });
  await service.printed('"msg":"listening"');
  return service;
}

async function status(path: string): Promise<number> {
  return (await send(`http://127.0.0.1:${port}`, { method: "GET", path })).status;
}

test.each(["SIGTERM", "SIGINT"] as const)("on %s it drains, keeps answering, and exits 0", async (signal) => {
  const service = await serve("1");
  service.signal(signal);
  await service.printed('"msg":"draining"');
  expect(await status("/api/books/health")).toBe(503);
  expect(await status("/api/books/1")).toBe(200);
  const { end, stdout, stderr } = await service.ended;
  expect({ end, stderr }).toEqual({ end: 0, stderr: "" });
  const lines = stdout.trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "listening",
    "draining",
    "request",
    "request",
    "stopped",
  ]);
});

test("a second signal ends it at once, with the signal's exit code", async () => {
  const service = await serve("20");
  service.signal("SIGTERM");
  await service.printed('"msg":"draining"');
  service.signal("SIGTERM");
  expect((await service.ended).end).toBe(143);
});

test("its environment says how long a request may take and a connection may be idle", async () => {
  const service = run("server.js", {
    PORT: String(port),
    REQUEST_TIMEOUT_SECONDS: "1",
    KEEP_ALIVE_TIMEOUT_SECONDS: "70",
  });
  await service.printed('"msg":"listening"');
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => (answer += String(chunk)));
  socket.write("GET /api/books/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  // The body never comes.
  socket.write("POST /api/books HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
  await once(socket, "close");
  expect(answer).toContain("Keep-Alive: timeout=70\r\n");
  expect(answer).toContain("The request was not received whole within 1 s.");
});

test("an invalid port is refused with one line, before anything is served", async () => {
  expect(await run("server.js", { PORT: "http" }).ended).toEqual({
    end: 1,
    stdout: "",
    stderr:
      'book-service: PORT is "http"; it must be a whole number from 1 to 65535. Correct it, or leave it unset for 8080.\n',
  });
});

test("a port in use is refused with one line", async () => {
  await serve("0");
  expect(await run("server.js", { PORT: String(port) }).ended).toEqual({
    end: 1,
    stdout: "",
    stderr: `book-service: port ${port} is in use. Stop what listens there, or set PORT to a free port.\n`,
  });
});

test("the container's health check follows the service: 1, then 0, then 1 while it drains", async () => {
  async function check(): Promise<unknown> {
    return (await run("healthcheck.js", { PORT: String(port) }).ended).end;
  }
  expect(await check()).toBe(1);
  const service = await serve("5");
  expect(await check()).toBe(0);
  service.signal("SIGTERM");
  await service.printed('"msg":"draining"');
  expect(await check()).toBe(1);
});
