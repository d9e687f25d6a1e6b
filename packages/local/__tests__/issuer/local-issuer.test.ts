import { decodeJwt } from "jose";
import type { Authorization, HttpApi } from "@private-http-api/topology";
import { IssuerRoutes } from "../../src/issuer/issuer-routes";
import { LocalIssuer } from "../../src/issuer/local-issuer";
import { api, backendAt, closeAll, echo, route, send, startGateway, startServer } from "../support/gateway-fixtures";

afterEach(closeAll);

function authorization(name: string, scopes: readonly string[] = []): Authorization {
  const authorizer = {
    ...{ address: `aws_apigatewayv2_authorizer.${name}`, name, issuer: "http://127.0.0.1:1", audience: ["shop"] },
    identitySources: ["$request.header.Authorization"],
  };
  return { type: "JWT", authorizer, scopes };
}

function apiWith(...names: readonly string[]): HttpApi {
  return api({
    routes: names.map((name) => route(`GET /${name}`, { authorization: authorization(name, ["books:read"]) })),
  });
}

/** One for all tests: to make a key takes a while. */
const shared = LocalIssuer.create();

async function serve(described: HttpApi = apiWith("users")) {
  const issuer = await shared;
  const routes = new IssuerRoutes(issuer, () => described);
  const { port: service } = await startServer(echo);
  const { port } = await startGateway(described, backendAt(service), { trusted: issuer.trusted });
  async function order(query: string): Promise<string> {
    const { body } = await routes.answer(
      "POST",
      "/_local/issuer/token",
      new URLSearchParams(query),
      "http://localhost:1",
    );
    return typeof body === "string" ? body : JSON.stringify(body);
  }
  async function statusWith(token: string): Promise<number> {
    return (await send(port, { path: "/users", headers: { authorization: `Bearer ${token}` } })).status;
  }
  return { issuer, routes, order, statusWith };
}

test.each([
  ["scope=books:read", 200],
  ["scope=books:write&scope=books:read", 200],
  ["scope=books:write", 403],
  ["", 403],
  ["scope=books:read&audience=other", 401],
  ["scope=books:read&expires-in=-60", 401],
])("a token of the local issuer, ordered by `%s`: %d", async (query, status) => {
  const { order, statusWith } = await serve();
  await expect(statusWith(await order(query))).resolves.toBe(status);
});

test("a token says what the authorizer's own issuer would say, and what was asked for", async () => {
  const { order } = await serve();
  const claims = decodeJwt(await order('scope=a&scope=b&subject=ann&claim=groups=["admin"]&claim=team=x=y'));
  expect(claims).toMatchObject({
    ...{ iss: "http://127.0.0.1:1", aud: "shop", sub: "ann", scope: "a b", groups: ["admin"], team: "x=y" },
  });
});

test("a rotated key signs at once; tokens of the one before stay good, those of earlier ones do not", async () => {
  const { issuer, order, statusWith } = await serve();
  const first = await order("scope=books:read");
  await issuer.rotate();
  const second = await order("scope=books:read");
  expect([await statusWith(first), await statusWith(second)]).toEqual([200, 200]);
  await issuer.rotate();
  // Its key is unknown now, and nobody answers at the authorizer's own issuer.
  expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  expect(issuer.jwks.keys).toHaveLength(2);
  expect(JSON.stringify(issuer.jwks)).not.toContain('"d"');
});

test("where several authorizers take tokens, the order says for which", async () => {
  const { order } = await serve(apiWith("users", "admins"));
  await expect(order("")).resolves.toBe("Several authorizers accept tokens; give authorizer, one of users, admins.");
  await expect(order("authorizer=guests")).resolves.toBe("There is no authorizer guests; there are users, admins.");
  expect(decodeJwt(await order("authorizer=admins")).iss).toBe("http://127.0.0.1:1");
});

test.each([
  ["expires-in=soon", /^expires-in is `soon`/],
  ["claim=x", /^claim is `x`/],
])("an order that is not understood, `%s`", async (query, message) => {
  const { order } = await serve();
  await expect(order(query)).resolves.toMatch(message);
});

test("discovery names the keys", async () => {
  const { routes } = await serve();
  const path = "/_local/issuer/.well-known/openid-configuration";
  const { body } = await routes.answer("GET", path, new URLSearchParams(), "http://localhost:1");
  expect(body).toMatchObject({
    ...{ issuer: "http://localhost:1/_local/issuer", jwks_uri: "http://localhost:1/_local/issuer/keys" },
  });
});
