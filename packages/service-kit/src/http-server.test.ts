import { type AddressInfo, connect } from "node:net";
import express from "express";
import { createHttpServer } from "./http-server";
import { createLogger } from "./logger";

const app = express();
app.get("/born", (request, response) => {
  response.json({ path: request.path });
});
app.get("/slow", (_request, response) => {
  response.writeHead(200, { "content-type": "text/plain", "content-length": "8" });
  response.write("half");
  setTimeout(() => response.end("rest"), 100);
});
app.get("/later", (_request, response) => {
  setTimeout(() => response.end("later"), 100);
});
const lines: string[] = [];
const logger = createLogger("test", { write: (line: string) => void lines.push(line) });
const server = createHttpServer(app, 65_000, logger);
/** Whether a request and its response had Express's prototypes before Express saw them. */
let bornAsTheApps: boolean | undefined;
server.on("request", (request, response) => {
  bornAsTheApps = Object.getPrototypeOf(request) === app.request && Object.getPrototypeOf(response) === app.response;
});
server.on("request", app);

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, resolve)));
afterAll(() => new Promise((resolve) => void server.close(resolve)));

async function exchange(text: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(text);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

test("keeps idle connections longer than a load balancer does, and waits for headers a little longer still", () => {
  expect(server.keepAliveTimeout).toBe(65_000);
  expect(server.headersTimeout).toBe(66_000);
});

test("what is not HTTP is answered with 400 in JSON", async () => {
  expect(await exchange("HELLO THERE\r\n\r\n")).toBe(
    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n" +
      'Content-Length: 75\r\n\r\n{"error":{"code":"bad_request","message":"The request is not valid HTTP."}}',
  );
});

test("too many headers are answered with 431 in JSON", async () => {
  const answer = await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX-Filler: ${"x".repeat(20_000)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain('"code":"headers_too_large"');
});

test("requests and responses are born with the app's prototypes, which makes them several times as fast", async () => {
  expect(await exchange("GET /born HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).toContain('{"path":"/born"}');
  expect(bornAsTheApps).toBe(true);
});

test.each([
  ["/slow", "halfrest"],
  ["/later", "later"],
])("garbage that comes while %s is answered does not get into its answer", async (path, body) => {
  const answer = await exchange(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\ngarbage\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer.split("\r\n\r\n").slice(1).join("")).toMatch(new RegExp(`^(5\\r\\n)?${body}(\\r\\n0)?$`));
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

test("an expectation that nobody meets is answered with 417 in JSON", async () => {
  const answer = await exchange("GET /born HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 417 /);
  expect(answer).toContain('"code":"expectation_failed"');
});

test("a body that breaks off in a chunk is answered with 400 in JSON", async () => {
  const head = "POST /later HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  expect(await exchange(`${head}nonsense\r\n`)).toMatch(/^HTTP\/1\.1 400 [^{]*\{"error"/);
});

test("each of these refusals is logged", async () => {
  lines.length = 0;
  await exchange("HELLO THERE\r\n\r\n");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", status: 400, code: "HPE_INVALID_METHOD" });
});
