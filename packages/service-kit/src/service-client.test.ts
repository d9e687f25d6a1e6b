import { once } from "node:events";
import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { REQUEST_ID_HEADER } from "./request-log";
import { ServiceClient } from "./service-client";

let server: Server;
let seen: { method: string; id: string | undefined }[] = [];
/** What each request gets, in turn; the last one from then on. Nothing: no answer at all. */
let answers: (number | "reset" | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = request.headers[REQUEST_ID_HEADER];
    seen.push({ method: request.method ?? "", id: typeof id === "string" ? id : undefined });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next === "reset") request.socket.resetAndDestroy();
    else if (next !== undefined) response.writeHead(next).end("done");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

function client(props: object = {}): ServiceClient {
  const { port } = server.address() as AddressInfo;
  return new ServiceClient({ service: "prices", baseUrl: `http://127.0.0.1:${port}/`, ...props });
}

/** The answer that a call is made for. */
function answer(id?: string): ServerResponse {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  if (id !== undefined) response.setHeader(REQUEST_ID_HEADER, id);
  return response;
}

test("an answer comes as it is, and the request carries the id of the one it is made for", async () => {
  answers = [404];
  const response = await client().fetch("/prices/1", { for: answer("r-1") });
  expect([response.status, await response.text()]).toEqual([404, "done"]);
  expect(seen).toEqual([{ method: "GET", id: "r-1" }]);
});

test.each<[string, (number | "reset")[]]>([
  ["a 503", [503, 200]],
  ["a connection that breaks", ["reset", 200]],
  ["both", [502, "reset", 200]],
])("a safe request is sent again after %s", async (_what, given) => {
  answers = [...given];
  expect((await client().fetch("/", { for: answer() })).status).toBe(200);
  expect(seen).toHaveLength(given.length);
});

test("after the last attempt, the status or the failure is the caller's", async () => {
  answers = [503];
  expect((await client({ retries: 1 }).fetch("/", { for: answer() })).status).toBe(503);
  answers = ["reset"];
  await expect(client({ retries: 1 }).fetch("/", { for: answer() })).rejects.toMatchObject({
    ...{ status: 502, code: "upstream_unavailable" },
    message: "prices cannot be reached. Try again later.",
  });
  expect(seen).toHaveLength(4);
});

test.each(["POST", "PUT", "DELETE", "PATCH"])("%s is never sent twice", async (method) => {
  answers = [503];
  expect((await client().fetch("/", { for: answer(), method })).status).toBe(503);
  answers = ["reset"];
  await expect(client().fetch("/", { for: answer(), method })).rejects.toMatchObject({ status: 502 });
  expect(seen).toHaveLength(2);
});

test("a service that does not answer in time is a 504, all attempts together", async () => {
  answers = ["reset", undefined];
  await expect(client({ timeoutMilliseconds: 300 }).fetch("/", { for: answer() })).rejects.toMatchObject({
    ...{ status: 504, code: "upstream_timeout" },
  });
});

test("a request ends when the client that waits for its answer disconnects", async () => {
  answers = [undefined];
  const gone = answer();
  const ended = expect(client().fetch("/", { for: gone })).rejects.toMatchObject({ status: 502 });
  while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const started = Date.now();
  gone.emit("close");
  await ended;
  expect(Date.now() - started).toBeLessThan(3000);
  expect(seen).toHaveLength(1);
});

test.each([undefined, "", "author-service:8080", "ftp://x"])("%p is no address", (baseUrl) => {
  expect(() => client({ baseUrl })).toThrow(/^the address of prices is "/);
});
