import type { FunctionInvoker } from "../../src/gateway/function-invoker";
import type { LambdaEvent } from "../../src/gateway/lambda-event";
import { lambdaAnswer } from "../../src/gateway/lambda-result";
import type { LambdaIntegration } from "@private-http-api/topology";
import { api, backendAt, closeAll, route, send, startGateway } from "../support/gateway-fixtures";

afterEach(closeAll);

const reports: LambdaIntegration = {
  kind: "aws-proxy",
  address: "aws_apigatewayv2_integration.reports",
  functionName: "reports",
  payloadFormatVersion: "2.0",
  timeoutMilliseconds: 100,
};

async function serve(invoke: FunctionInvoker["invoke"]) {
  const stage = { name: "dev", routeThrottles: {}, variables: { table: "blue" } };
  const described = api({ stage, routes: [route("ANY /reports/{id}", { integration: reports })] });
  return startGateway(described, backendAt(0), { functions: { invoke } });
}

test("a function gets the event of payload format 2.0", async () => {
  const events: LambdaEvent[] = [];
  const { port } = await serve((_integration, event) => {
    events.push(event as LambdaEvent);
    return Promise.resolve({});
  });
  await send(port, {
    method: "POST",
    path: "/dev/reports/7?a=1&a=2&b=x%20y",
    headers: { "content-type": "application/json", cookie: "one=1; two=2", "user-agent": "jest", "x-list": ["p", "q"] },
    body: '{"x":1}',
  });
  expect(events[0]).toMatchObject({
    version: "2.0",
    routeKey: "ANY /reports/{id}",
    rawPath: "/dev/reports/7",
    rawQueryString: "a=1&a=2&b=x%20y",
    cookies: ["one=1", "two=2"],
    queryStringParameters: { a: "1,2", b: "x y" },
    pathParameters: { id: "7" },
    stageVariables: { table: "blue" },
    headers: { "content-type": "application/json", "x-list": "p, q", "content-length": "7" },
    requestContext: {
      domainName: "127.0.0.1",
      http: { method: "POST", path: "/dev/reports/7", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "jest" },
      routeKey: "ANY /reports/{id}",
      stage: "dev",
    },
    body: '{"x":1}',
    isBase64Encoded: false,
  });
  expect(events[0]?.headers).not.toHaveProperty("cookie");
  expect(events[0]?.requestContext).not.toHaveProperty("authorizer");
});

test("the event's path is decoded as HTTP APIs have it, and its query string is not", async () => {
  const events: LambdaEvent[] = [];
  const { port } = await serve((_integration, event) => {
    events.push(event as LambdaEvent);
    return Promise.resolve({});
  });
  await send(port, { path: "/dev/reports/M%C3%A4rz%2F7%25?at=M%C3%A4rz" });
  expect(events[0]).toMatchObject({
    rawPath: "/dev/reports/März/7%",
    rawQueryString: "at=M%C3%A4rz",
    pathParameters: { id: "März/7%" },
    requestContext: { http: { path: "/dev/reports/März/7%" } },
  });
});

test("a body that is no text comes in base64, an empty one not at all", async () => {
  const events: LambdaEvent[] = [];
  const { port } = await serve((_integration, event) => {
    events.push(event as LambdaEvent);
    return Promise.resolve({});
  });
  await send(port, { method: "POST", path: "/dev/reports/7", headers: { "content-type": "image/png" }, body: "ÿ" });
  await send(port, { path: "/dev/reports/7" });
  expect(events[0]).toMatchObject({ body: Buffer.from("ÿ").toString("base64"), isBase64Encoded: true });
  expect(events[1]).not.toHaveProperty("body");
  expect(events[1]?.isBase64Encoded).toBe(false);
});

/** The table of "Lambda function response for format 2.0", and the format below it. */
test.each([
  ["Hello from Lambda!", 200, { "content-type": "application/json" }, "Hello from Lambda!"],
  [{ message: "Hello" }, 200, { "content-type": "application/json" }, '{"message":"Hello"}'],
  [{ statusCode: 201, body: "made" }, 201, { "content-type": "text/plain;charset=UTF-8" }, "made"],
  [{ statusCode: "204" }, 204, { "content-type": "text/plain;charset=UTF-8" }, ""],
  [
    { statusCode: 200, headers: { "Content-Type": "text/html", "X-Count": 3 }, body: "PGI+", isBase64Encoded: true },
    200,
    { "content-type": "text/html", "x-count": "3" },
    "<b>",
  ],
])("%j is an answer", (result, status, headers, body) => {
  const answer = lambdaAnswer(result);
  expect(answer).toMatchObject({ status, headers });
  expect(answer?.body.toString()).toBe(body);
});

test("each cookie becomes a header, and the function's status reaches the client and the record", async () => {
  const { port, records } = await serve(() =>
    Promise.resolve({ statusCode: 404, cookies: ["a=1", "b=2"], body: "none" }),
  );
  const answer = await send(port, { path: "/dev/reports/7" });
  expect(answer).toMatchObject({ status: 404, body: "none" });
  expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(records[0]).toMatchObject({ target: "reports", integrationStatus: 404, status: 404 });
});

test.each([
  ["throws", () => Promise.reject(new Error("no table"))],
  ["gives a malformed answer", () => Promise.resolve({ statusCode: "soon" })],
])("a function that %s is AWS's 500", async (_what, invoke) => {
  const { port, records } = await serve(invoke);
  expect(await send(port, { path: "/dev/reports/7" })).toMatchObject({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  });
  expect(records[0]?.error).toBeDefined();
});

test("a function that takes too long is given up, with AWS's 503", async () => {
  const { port } = await serve(() => new Promise(() => undefined));
  expect(await send(port, { path: "/dev/reports/7" })).toMatchObject({
    status: 503,
    body: '{"message":"Service Unavailable"}',
  });
});

test("an API with functions and nothing to run them answers 501", async () => {
  const described = api({ routes: [route("GET /", { integration: reports })] });
  const { gateway, port } = await startGateway(described, backendAt(0));
  expect(gateway.notes).toEqual([expect.stringContaining("function reports: Lambda functions cannot be run here")]);
  expect((await send(port, {})).status).toBe(501);
});

describe("payload format 1.0", () => {
  const old = { ...reports, payloadFormatVersion: "1.0" } as const;
  async function serveOld(invoke: FunctionInvoker["invoke"]) {
    const stage = { name: "dev", routeThrottles: {}, variables: {} };
    const described = api({ stage, routes: [route("GET /reports/{id}", { integration: old })] });
    return startGateway(described, backendAt(0), { functions: { invoke } });
  }

  test("a function gets its event, with null for what has no value", async () => {
    const events: unknown[] = [];
    const { port } = await serveOld((_integration, event) => {
      events.push(event);
      return Promise.resolve({ statusCode: 201, multiValueHeaders: { "x-a": ["1", "2"] }, body: "made" });
    });
    const answer = await send(port, {
      path: "/dev/reports/7?a=1&a=2",
      headers: { cookie: "one=1; two=2", "x-list": ["p", "q"] },
    });
    expect(answer).toMatchObject({ status: 201, body: "made", headers: { "x-a": "1, 2" } });
    expect(events[0]).toMatchObject({
      version: "1.0",
      resource: "/reports/{id}",
      path: "/dev/reports/7",
      httpMethod: "GET",
      headers: { cookie: "one=1; two=2", "x-list": "q" },
      multiValueHeaders: { "x-list": ["p", "q"] },
      queryStringParameters: { a: "1" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
      pathParameters: { id: "7" },
      stageVariables: null,
      body: null,
      requestContext: {
        authorizer: { claims: null, scopes: null },
        httpMethod: "GET",
        identity: { sourceIp: "127.0.0.1", user: null },
        path: "/dev/reports/7",
        resourcePath: "/reports/{id}",
        stage: "dev",
      },
    });
  });

  test("a result without statusCode is malformed", async () => {
    const { port } = await serveOld(() => Promise.resolve({ message: "hello" }));
    expect((await send(port, { path: "/dev/reports/7" })).status).toBe(500);
  });
});
