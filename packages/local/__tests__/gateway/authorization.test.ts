import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import type { Authorization } from "@private-http-api/topology";
import {
  api,
  backendAt,
  closeAll,
  closedPort,
  echo,
  route,
  send,
  startGateway,
  startServer,
  until,
} from "../support/gateway-fixtures";

afterEach(closeAll);

const NOW = Date.UTC(2026, 5, 1);
function seconds(offset: number): number {
  return NOW / 1000 + offset;
}
const keys = generateKeyPair("RS256");
const otherKeys = generateKeyPair("RS256");

interface TokenChanges {
  readonly claims?: JWTPayload;
  readonly without?: readonly string[];
  readonly kid?: string | undefined;
  readonly forged?: boolean;
}

async function token(issuer: string, { claims, without = [], kid = "k1", forged = false }: TokenChanges = {}) {
  const payload: JWTPayload = {
    iss: issuer,
    aud: "shop",
    exp: seconds(60),
    iat: seconds(-60),
    sub: "user-1",
    ...claims,
  };
  for (const name of without) Reflect.deleteProperty(payload, name);
  const { privateKey } = await (forged ? otherKeys : keys);
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", ...(kid === "" ? {} : { kid }) }).sign(privateKey);
}

/** An issuer of tokens on localhost, that counts how often it is asked for its keys. */
async function startIssuer() {
  const asked: string[] = [];
  const { publicKey } = await keys;
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  const { port } = await startServer((incoming, response) => {
    asked.push(incoming.url ?? "");
    response.setHeader("content-type", "application/json");
    const document =
      incoming.url === "/.well-known/openid-configuration" ? { jwks_uri: `${issuer}/keys` } : { keys: [jwk] };
    response.end(JSON.stringify(document));
  });
  const issuer = `http://127.0.0.1:${port}`;
  return { issuer, asked };
}

async function serve(issuer: string, scopes: readonly string[] = [], auth: "enforced" | "off" = "enforced") {
  const authorizer = {
    address: "aws_apigatewayv2_authorizer.users",
    name: "users",
    issuer,
    audience: ["shop", "admin"],
    identitySources: ["$request.header.Authorization", "$request.querystring.token"],
  };
  const authorization: Authorization = { type: "JWT", authorizer, scopes };
  const { port: service } = await startServer(echo);
  const stage = {
    name: "$default",
    routeThrottles: {},
    variables: {},
    accessLogFormat: "$context.authorizer.claims.sub",
  };
  const described = api({ stage, routes: [route("ANY /{proxy+}", { authorization })] });
  return startGateway(described, backendAt(service), { auth, clock: { now: () => NOW } });
}

test.each<[string, TokenChanges]>([
  ["a token for one of the audiences", {}],
  ["several audiences, one of them right", { claims: { aud: ["other", "admin"] } }],
  ["no aud, and client_id in its place", { claims: { client_id: "shop" }, without: ["aud"] }],
  ["nbf in the past", { claims: { nbf: seconds(-1) } }],
])("%s passes", async (_what, changes) => {
  const { issuer } = await startIssuer();
  const { port, lines } = await serve(issuer);
  const answer = await send(port, { headers: { authorization: `Bearer ${await token(issuer, changes)}` } });
  expect(answer.status).toBe(200);
  await until(() => lines.length === 1);
  expect(lines).toEqual(["user-1"]);
});

test.each<[string, TokenChanges]>([
  ["another audience", { claims: { aud: "else" } }],
  ["another audience, whatever its client_id", { claims: { aud: "else", client_id: "shop" } }],
  ["another issuer", { claims: { iss: "https://else.example" } }],
  ["a foreign signature", { forged: true }],
  ["no kid", { kid: "" }],
  ["an unknown kid", { kid: "k2" }],
  ["its end reached", { claims: { exp: seconds(0) } }],
  ["no end", { without: ["exp"] }],
  ["its begin ahead", { claims: { nbf: seconds(1) } }],
  ["an issue date ahead", { claims: { iat: seconds(1) } }],
])("a token with %s is AWS's 401", async (_what, changes) => {
  const { issuer } = await startIssuer();
  const { port, records } = await serve(issuer);
  const answer = await send(port, { headers: { authorization: `Bearer ${await token(issuer, changes)}` } });
  expect(answer).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(answer.headers["www-authenticate"]).toMatch(
    /^Bearer scope="" error="invalid_token" error_description="[^"]+"$/,
  );
  await until(() => records.length === 1);
  expect(records[0]?.error).toBeDefined();
});

test("no token, or something that is none, is AWS's 401", async () => {
  const { issuer } = await startIssuer();
  const { port } = await serve(issuer);
  const missing = await send(port, {});
  expect(missing).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(missing.headers["www-authenticate"]).toBe("Bearer");
  expect((await send(port, { headers: { authorization: "Bearer nonsense" } })).status).toBe(401);
});

test("a token counts without the word Bearer, and from the second identity source", async () => {
  const { issuer } = await startIssuer();
  const { port } = await serve(issuer);
  expect((await send(port, { headers: { authorization: await token(issuer) } })).status).toBe(200);
  expect((await send(port, { path: `/?token=${await token(issuer)}` })).status).toBe(200);
});

test.each<[string, JWTPayload, number]>([
  ["one of the scopes in scope", { scope: "books:read other" }, 200],
  ["one of the scopes in scp", { scp: ["books:write"] }, 200],
  ["none of the scopes", { scope: "authors:read" }, 403],
  ["no scopes at all", {}, 403],
])("with %s the answer is as AWS's", async (_what, claims, status) => {
  const { issuer } = await startIssuer();
  const { port } = await serve(issuer, ["books:read", "books:write"]);
  const answer = await send(port, { headers: { authorization: `Bearer ${await token(issuer, { claims })}` } });
  expect(answer.status).toBe(status);
  if (status === 403) expect(answer.body).toBe('{"message":"Forbidden"}');
});

test("the issuer's keys are asked for once", async () => {
  const { issuer, asked } = await startIssuer();
  const { port } = await serve(issuer);
  const headers = { authorization: `Bearer ${await token(issuer)}` };
  await Promise.all([send(port, { headers }), send(port, { headers })]);
  await send(port, { headers });
  expect(asked).toEqual(["/.well-known/openid-configuration", "/keys"]);
});

test("an issuer that cannot be reached is a 401 that says so", async () => {
  const issuer = `http://127.0.0.1:${await closedPort()}`;
  const { port, records } = await serve(issuer);
  expect((await send(port, { headers: { authorization: await token(issuer) } })).status).toBe(401);
  await until(() => records.length === 1);
  expect(records[0]?.error).toBe(
    `the issuer's keys are not available: ${issuer}/.well-known/openid-configuration has no jwks_uri`,
  );
});

test("without authorization every request passes", async () => {
  const { port } = await serve("https://issuer.example", ["books:read"], "off");
  expect((await send(port, {})).status).toBe(200);
});

test("routes of an issuer over plain HTTP answer 501 unless it is on localhost", async () => {
  const { gateway, port } = await serve("http://issuer.example");
  expect(gateway.notes).toEqual([
    "aws_apigatewayv2_authorizer.users: issuer `http://issuer.example`: an https URL, or an http one on localhost, is allowed",
  ]);
  expect((await send(port, {})).status).toBe(501);
});

test("a route whose authorizer nothing here can be answers 501 with the reason, and passes without authorization", async () => {
  const { port: service } = await startServer(echo);
  const routes = [route("GET /", { authorization: { type: "unserved", reason: "a Lambda authorizer" } })];
  const { port, records } = await startGateway(api({ routes }), backendAt(service));
  expect(await send(port, {})).toMatchObject({ status: 501, body: '{"message":"a Lambda authorizer"}' });
  await until(() => records.length === 1);
  expect(records[0]?.reason).toBe("a Lambda authorizer: 501 from the authorizer of GET /");
  const open = await startGateway(api({ routes }), backendAt(service), { auth: "off" });
  expect((await send(open.port, {})).status).toBe(200);
});

test("an IAM route refuses what is not signed; a signature is not verified here", async () => {
  const { port: service } = await startServer(echo);
  const authorized = { authorization: { type: "AWS_IAM" } } as const;
  const routes = [route("GET /", authorized), route("GET /a", authorized), route("GET /b")];
  const { port, gateway } = await startGateway(api({ routes }), backendAt(service));
  expect(gateway.notes).toEqual([
    "IAM signatures cannot be verified here, every signed request is accepted: GET /, GET /a",
  ]);
  expect(await send(port, {})).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  const authorization = "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-west-2/execute-api/aws4_request, Signature=0";
  expect((await send(port, { headers: { authorization } })).status).toBe(200);
});

test("a key that the issuer has added since is found at once", async () => {
  const rotated = generateKeyPair("RS256");
  const published = [{ ...(await exportJWK((await keys).publicKey)), kid: "k1", alg: "RS256" }];
  const { port } = await startServer((incoming, response) => {
    const isDiscovery = incoming.url === "/.well-known/openid-configuration";
    response.end(JSON.stringify(isDiscovery ? { jwks_uri: `${issuer}/keys` } : { keys: published }));
  });
  const issuer = `http://127.0.0.1:${port}`;
  const gateway = await serve(issuer);
  async function statusOf(text: string): Promise<number> {
    return (await send(gateway.port, { path: "/x", headers: { authorization: `Bearer ${text}` } })).status;
  }
  expect(await statusOf(await token(issuer))).toBe(200);
  const { publicKey, privateKey } = await rotated;
  const claims = { iss: issuer, aud: "shop", exp: seconds(60) };
  const second = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k2" }).sign(privateKey);
  expect(await statusOf(second)).toBe(401);
  published.push({ ...(await exportJWK(publicKey)), kid: "k2", alg: "RS256" });
  expect(await statusOf(second)).toBe(200);
});
