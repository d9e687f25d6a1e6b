import { connect, createServer, type AddressInfo } from "node:net";
import { FailureNotes } from "../../src/failure-notes";
import {
  api,
  backendAt,
  closeAll,
  echo,
  type Echo,
  route,
  startFor,
  startGateway,
  until,
} from "../support/gateway-fixtures";

afterEach(closeAll);

/** Sends bytes as they are and reads until the connection ends; `half` closes the client's side after them. */
function raw(port: number, text: string, half = false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let answer = "";
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      resolve(answer);
    });
    socket.write(Buffer.from(text, "latin1"));
    if (half) socket.end();
  });
}

function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

const HOST = "Host: api.example\r\n";

describe("what is no request that HTTP knows is answered, recorded and told on the console", () => {
  test.each<[string, string, number, string, string]>([
    [
      "two lengths",
      `POST /a?b HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      400,
      "/a",
      "HPE_",
    ],
    [
      "a length and chunks",
      `POST /a HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
      "/a",
      "HPE_",
    ],
    ["an unknown method", `FOO /a HTTP/1.1\r\n${HOST}\r\n`, 400, "/a", "HPE_INVALID_METHOD"],
    ["a tunnel", `CONNECT a.example:80 HTTP/1.1\r\n${HOST}\r\n`, 400, "a.example:80", "CONNECT asks for a tunnel"],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "-", "the client uses TLS"],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "*", "the client uses HTTP/2"],
    ["text", "hello world\r\n\r\n", 400, "world", "did not send an HTTP request"],
    ["huge headers", `GET /a HTTP/1.1\r\n${HOST}X: ${"x".repeat(70_000)}\r\n\r\n`, 431, "/a|-", "64 KB"],
    [
      "a broken body",
      `POST /a HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
      "/a",
      "HPE_INVALID_CHUNK_SIZE",
    ],
  ])("%s", async (_case, text, status, path, why) => {
    const { port, records } = await startFor((incoming) => incoming.resume());
    const answer = await raw(port, text);
    expect(statusOf(answer)).toBe(status);
    expect(answer).toMatch(/\r\ncontent-type: application\/json\r\n[\s\S]*\{"message":"[^"]+"\}$/i);
    await until(() => records.length === 1);
    expect(records[0]).toMatchObject({ status, reason: expect.stringContaining(why) as string });
    // What the parser shows may begin after the first line.
    expect(path.split("|")).toContain(records[0]?.path);
    const lines: string[] = [];
    const notes = new FailureNotes((line) => lines.push(line));
    for (const record of records) notes.add(record);
    expect(lines).toHaveLength(1);
  });

  test("a body that ends before its length", async () => {
    const { port, records } = await startFor((incoming) => incoming.resume());
    expect(statusOf(await raw(port, `POST /a HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\nhello`, true))).toBe(400);
    await until(() => records.length === 1);
    expect(records[0]).toMatchObject({ method: "POST", path: "/a", status: 400, target: expect.any(String) as string });
  });
});

test("a client that has closed its half of the connection gets its answer", async () => {
  const { port, records } = await startFor((_incoming, response) => {
    setTimeout(() => response.end("late"), 50);
  });
  expect(await raw(port, `GET /a HTTP/1.1\r\n${HOST}\r\n`, true)).toMatch(/^HTTP\/1\.1 200 [\s\S]*late$/);
  await until(() => records.length === 1);
  expect(records[0]?.status).toBe(200);
});

// RFC 9110, 8.6: a length of 0 where the method gives a body a meaning.
test.each([
  ["GET", undefined],
  ["POST", "0"],
  ["PUT", "0"],
  ["PATCH", "0"],
  ["DELETE", "0"],
  ["OPTIONS", "0"],
])("a %s that names no length of a body reaches the service with the length %s", async (method, length) => {
  const { port } = await startFor(echo);
  const answer = await raw(port, `${method} / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
  const { headers } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "") as Echo;
  expect(headers["content-length"]).toBe(length);
  expect(headers).not.toHaveProperty("transfer-encoding");
});

// RFC 9112, 3.2: a server answers 400 to a Host that is invalid.
test.each(["", "a b", "user@host", "a/b", "a:port", "[::1"])("the Host `%s` is refused", async (host) => {
  const { port } = await startFor((_incoming, response) => response.end());
  expect(statusOf(await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))).toBe(400);
});

test.each(["api.example", "localhost:8080", "[::1]:8080", "x_y.example.", "10.0.0.1"])(
  "the Host `%s` is taken",
  async (host) => {
    const { port } = await startFor((_incoming, response) => response.end());
    expect(statusOf(await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))).toBe(200);
  },
);

test("no Connection header takes away where a request ends: its body never becomes another request", async () => {
  const bytes: string[] = [];
  const target = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      bytes.push(data.toString("latin1"));
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    });
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const { port } = await startGateway(
    api({ routes: [route("ANY /{proxy+}")] }),
    backendAt((target.address() as AddressInfo).port),
  );
  const hidden = "GET /hidden HTTP/1.1\r\nHost: b\r\n\r\n";
  await raw(
    port,
    `GET /a HTTP/1.1\r\n${HOST}Connection: close, Content-Length, Host\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  );
  const sent = bytes.join("");
  expect(sent).toMatch(new RegExp(`\r\ncontent-length: ${hidden.length}\r\n`, "i"));
  expect(sent).toMatch(/\r\nhost: api\.example\r\n/i);
  target.close();
});
