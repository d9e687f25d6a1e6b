import { exec } from "node:child_process";
import type { RequestListener } from "node:http";
import { promisify } from "node:util";
import type { RuleCondition } from "@private-http-api/topology";
import { AlbBackend } from "../../src/balancer/alb-backend";
import { TargetPool } from "../../src/balancer/target-pool";
import type { Backend } from "../../src/gateway/backend";
import { detailHtml } from "../../src/page/detail-html";
import { detailOf, type RequestDetail } from "../../src/page/request-detail";
import { RequestLog } from "../../src/page/request-log";
import {
  api,
  backendAt,
  closeAll,
  echo,
  integration,
  route,
  send,
  startGateway,
  startServer,
  until,
} from "../support/gateway-fixtures";
import { healthCheck } from "../support/requests";

afterEach(closeAll);

const mapped = integration({
  requestParameters: {
    "overwrite:path": "/v2/${request.path.id}",
    "append:header.x-user": "$request.header.authorization",
  },
});
const routes = [route("GET /books/{id}", { integration: mapped }), route("ANY /{proxy+}"), route("POST /books")];

async function detailOfOne(
  options: Parameters<typeof send>[1],
  { shown = false, listener = echo, backend }: { shown?: boolean; listener?: RequestListener; backend?: Backend } = {},
): Promise<RequestDetail> {
  const { port } = await startServer(listener);
  const log = new RequestLog();
  const gateway = await startGateway(api({ routes }), backend ?? backendAt(port), {
    onExchange: (record, trace) => {
      log.add(record, trace);
    },
  });
  await send(gateway.port, options);
  await until(() => log.newest === 1);
  const [newest] = log.requests;
  if (newest === undefined) throw new Error("no request");
  return detailOf(newest, gateway.origin, shown);
}

test("headers and bodies at each hop, in the order in which they were sent", async () => {
  const { messages } = await detailOfOne({
    method: "POST",
    path: "/books?x=1",
    headers: { "x-a": "1" },
    body: "hello",
  });
  expect(messages.map(({ from, to, line }) => `${from} > ${to}: ${line}`)).toEqual([
    "client > gateway: POST /books?x=1 HTTP/1.1",
    expect.stringMatching(/^gateway > service\/\d+: POST \/books\?x=1$/),
    expect.stringMatching(/^service\/\d+ > gateway: 200$/),
    "gateway > client: 200",
  ]);
  const [asked, sent, answered, told] = messages;
  expect(asked?.headers).toContainEqual(["x-a", "1"]);
  expect(sent?.headers).toContainEqual(["via", "HTTP/1.1 AmazonAPIGateway"]);
  expect(answered?.headers).toContainEqual(["content-type", "application/json"]);
  expect(told?.headers).toContainEqual(["apigw-requestid", expect.any(String)]);
  for (const message of [asked, sent]) expect(message?.body).toEqual({ text: "hello", encoding: "utf8", size: 5 });
  expect(told?.body?.text).toContain('"method":"POST"');
});

test("a body is kept up to 16 KiB, one that is no text in base64", async () => {
  const { messages } = await detailOfOne({
    ...{ method: "POST", path: "/books", body: Buffer.alloc(100_000, 255) },
  });
  expect(messages[0]?.body).toEqual({
    ...{ text: Buffer.alloc(16_384, 255).toString("base64"), encoding: "base64", size: 100_000, isCut: true },
  });
});

test("the mapping tells what was before and after it", async () => {
  const { mapping } = await detailOfOne({ path: "/books/7", headers: { "x-user": "ann" } });
  expect(mapping?.changes).toEqual([{ what: "path", before: "/books/7", after: "/v2/7" }]);
});

test("secrets are masked, also where a mapping or an echo repeats them, unless they are asked for", async () => {
  const request = {
    path: "/books/7?api_key=k-123456",
    headers: { authorization: "Bearer abcdef123456", cookie: "sid=session-one" },
  };
  const hidden = JSON.stringify(await detailOfOne(request));
  for (const secret of ["abcdef123456", "k-123456", "session-one"]) expect(hidden).not.toContain(secret);
  const shown = await detailOfOne(request, { shown: true });
  expect(shown.mapping?.changes).toContainEqual({ what: "x-user", before: "", after: "Bearer abcdef123456" });
});

test("each route tells why it did not match", async () => {
  const { routes: considered } = await detailOfOne({ path: "/books/7" });
  expect(considered).toEqual([
    { name: "GET /books/{id}", matched: true, why: "matches" },
    { name: "ANY /{proxy+}", matched: false, why: "matches, but GET /books/{id} is more specific" },
    { name: "POST /books", matched: false, why: "the path has 2 segments, more than 1" },
  ]);
});

test("each rule of a load balancer tells why it did not match", async () => {
  const answer = { type: "fixed-response", statusCode: 404, contentType: "text/plain", body: "" } as const;
  const conditions: readonly RuleCondition[] = [
    { field: "path-pattern", values: ["/carts/*"] },
    { field: "http-header", name: "x-tenant", values: ["acme"] },
    { field: "http-request-method", values: ["GET"] },
    { field: "path-pattern", values: ["/books/*"] },
  ];
  const backend = new AlbBackend(
    {
      ...{ address: "listener", loadBalancer: "alb", port: 80, protocol: "HTTP", idleTimeoutSeconds: 60 },
      rules: conditions.map((one, at) => ({ address: `rule${at}`, priority: at, conditions: [one], action: answer })),
      defaultAction: answer,
    },
    () => new TargetPool({ check: healthCheck, deregistrationDelaySeconds: 0 }),
  );
  const { rules } = await detailOfOne({ method: "PUT", path: "/books/7" }, { backend });
  expect(rules).toEqual([
    { name: "rule0 (priority 0)", matched: false, why: "the path `/books/7` does not match /carts/*" },
    { name: "rule1 (priority 1)", matched: false, why: "no header x-tenant does not match x-tenant: acme" },
    { name: "rule2 (priority 2)", matched: false, why: "the method PUT does not match GET" },
    { name: "rule3 (priority 3)", matched: true, why: "/books/*" },
    { name: "default action of listener", matched: false, why: "not evaluated: rule3 comes first" },
  ]);
});

test("a failure tells its reason in words", async () => {
  const { reason, messages } = await detailOfOne(
    { path: "/x" },
    {
      listener: (request) => {
        request.socket.destroy();
      },
    },
  );
  expect(reason).toMatch(
    /^service\/\d+ closed the connection \(ECONNRESET\) after the request was sent: 502 from the load balancer$/,
  );
  expect(messages.slice(-2).map(({ from, to, line }) => `${from} > ${to}: ${line}`)).toEqual([
    "load balancer > gateway: 502",
    "gateway > client: 502",
  ]);
});

test.each([
  ["a path that a shell and curl would read", { path: "/a'b/../c[1]?x={y}&z=$HOME" }],
  ["headers", { path: "/x", headers: { "x-a": "it's", "x-empty": "" } }],
  ["a body that looks like a file", { method: "POST", path: "/x", body: "@/etc/passwd" }],
  ["a body that is no text", { method: "PUT", path: "/x", body: Buffer.from([0, 255, 10]) }],
  ["HEAD", { method: "HEAD", path: "/x" }],
])("the curl command sends the same again: %s", async (_what, options) => {
  const seen: unknown[] = [];
  const { port } = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      seen.push([
        method,
        url,
        headers["x-a"],
        headers["x-empty"],
        headers["content-type"],
        String(Buffer.concat(chunks)),
      ]);
      response.end();
    });
  });
  const detail = await detailOfOne(options);
  await send(port, options);
  const command = detail.curl.replace(/http:\/\/127\.0\.0\.1:\d+/, `http://127.0.0.1:${port}`);
  await promisify(exec)(command);
  expect(seen).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
});

test("what a client sent stands on the page as text", async () => {
  const html = detailHtml(await detailOfOne({ path: "/<b>?<i>", headers: { "x-a": "<script>" } }));
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toMatch(/<script>|<i>/);
});
