import { type AddressInfo, connect } from "node:net";
import express from "express";
import { createHttpServer } from "./http-server";

const app = express();
app.get("/born", (request, response) => {
  response.json({ path: request.path });
});
const server = createHttpServer(app, 65_000);
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
