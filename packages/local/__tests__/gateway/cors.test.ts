import type { CorsConfiguration } from "@private-http-api/topology";
import {
  api,
  backendAt,
  closeAll,
  echo,
  route,
  send,
  startFor,
  startGateway,
  startServer,
} from "../support/gateway-fixtures";

afterEach(closeAll);

const cors: CorsConfiguration = {
  allowOrigins: ["https://www.example.com"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["authorization", "content-type"],
  exposeHeaders: ["x-count"],
  allowCredentials: true,
  maxAgeSeconds: 300,
};
const origin = "https://www.example.com";
const preflight = { origin, "access-control-request-method": "POST" };

test("the API answers a preflight itself, with or without a route for it", async () => {
  const { port, records } = await startFor(echo, { cors, routes: [route("POST /api"), route("ANY /any")] });
  for (const path of ["/api", "/any", "/nowhere"]) {
    const answer = await send(port, { method: "OPTIONS", path, headers: preflight });
    expect(answer).toMatchObject({
      status: 204,
      body: "",
      headers: {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "authorization,content-type",
        "access-control-allow-credentials": "true",
        "access-control-max-age": "300",
      },
    });
    expect(answer.headers).not.toHaveProperty("access-control-expose-headers");
  }
  expect(records.every(({ target }) => target === undefined)).toBe(true);
});

test("an origin that is not allowed gets no CORS header", async () => {
  const { port } = await startFor(echo, { cors });
  const foreign = { ...preflight, origin: "https://evil.example" };
  const answer = await send(port, { method: "OPTIONS", headers: foreign });
  expect(answer.status).toBe(204);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("an OPTIONS request that is no preflight goes to its route", async () => {
  const { port } = await startFor(echo, { cors });
  expect(await send(port, { method: "OPTIONS" })).toMatchObject({ status: 200 });
});

test("answers carry the API's CORS headers, and none of the service's", async () => {
  const { port } = await startFor(
    (_incoming, response) => {
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-allow-methods", "TRACE");
      response.end("ok");
    },
    { cors },
  );
  const { headers } = await send(port, { headers: { origin } });
  expect(headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "x-count",
    "access-control-allow-credentials": "true",
  });
  expect(headers).not.toHaveProperty("access-control-allow-methods");
});

test("refusals carry them too, so that a browser shows the reason", async () => {
  const { port } = await startFor(echo, { cors, routes: [] });
  expect(await send(port, { headers: { origin } })).toMatchObject({
    status: 404,
    headers: { "access-control-allow-origin": origin },
  });
});

test("without a CORS configuration the service's own headers pass", async () => {
  const { port } = await startFor((_incoming, response) => {
    response.setHeader("access-control-allow-origin", "https://own.example");
    response.end();
  });
  expect((await send(port, { headers: { origin } })).headers["access-control-allow-origin"]).toBe(
    "https://own.example",
  );
});

test.each([
  [["*"], "https://a.example", "*"],
  [["https://*"], "https://a.example", "https://a.example"],
  [["https://*"], "http://a.example", undefined],
  [["http://*"], "http://localhost:3000", "http://localhost:3000"],
  [[origin], "https://www.example.com.evil.example", undefined],
])("origins %j let %s see %s", async (allowOrigins, asked, expected) => {
  const open = { ...cors, allowOrigins, allowCredentials: false };
  const { port } = await startFor(echo, { cors: open });
  expect((await send(port, { headers: { origin: asked } })).headers["access-control-allow-origin"]).toBe(expected);
});

test("an ANY route with an authorizer swallows the preflight, an open OPTIONS route beside it lets it pass", async () => {
  const { port: service } = await startServer(echo);
  const closed = route("ANY /{proxy+}", { authorization: { type: "AWS_IAM" } });
  const swallowed = await startGateway(api({ cors, routes: [closed] }), backendAt(service));
  expect((await send(swallowed.port, { method: "OPTIONS", path: "/a", headers: preflight })).status).toBe(403);
  const open = await startGateway(api({ cors, routes: [closed, route("OPTIONS /{proxy+}")] }), backendAt(service));
  expect((await send(open.port, { method: "OPTIONS", path: "/a", headers: preflight })).status).toBe(204);
});
