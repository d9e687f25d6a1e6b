import { compileAccessLogFormat } from "../../src/gateway/access-log";
import type { ExchangeFacts } from "../../src/gateway/exchange-facts";

const facts: ExchangeFacts = {
  requestId: "RL2XYiwjPHcEMEQ=",
  startedAt: Date.UTC(2020, 2, 12, 19, 3, 58, 390),
  method: "GET",
  path: "/dev/pets",
  routePath: "/pets",
  query: "",
  protocol: "HTTP/1.1",
  headers: { host: "api.example.com:8080", "user-agent": 'a "quoted" one' },
  sourceIp: "127.0.0.1",
  stageName: "dev",
  stageVariables: {},
  pathParameters: {},
  routeKey: "GET /pets",
  integrationStatus: 502,
  integrationLatency: 12,
  integrationError: "connect ECONNREFUSED",
  status: 403,
  responseLength: 23,
  responseLatency: 15,
  errorMessage: "Forbidden",
  claims: { sub: "user-1", roles: ["a"] },
};

test.each([
  ["$context.requestId $context.extendedRequestId", "RL2XYiwjPHcEMEQ= RL2XYiwjPHcEMEQ="],
  ["[$context.requestTime] $context.requestTimeEpoch", "[12/Mar/2020:19:03:58 +0000] 1584039838390"],
  ['"$context.httpMethod $context.path $context.protocol"', '"GET /dev/pets HTTP/1.1"'],
  ["$context.routeKey $context.stage $context.status", "GET /pets dev 403"],
  ["$context.domainName $context.domainPrefix", "api.example.com api"],
  ["$context.responseLength/$context.responseLatency", "23/15"],
  ["$context.integration.status $context.integrationStatus", "502 502"],
  ["$context.integration.latency $context.integrationLatency", "12 12"],
  ["$context.integration.error,$context.integrationErrorMessage", "connect ECONNREFUSED,connect ECONNREFUSED"],
  ["$context.error.message $context.error.messageString", 'Forbidden "Forbidden"'],
  ["$context.authorizer.claims.sub $context.authorizer.claims.roles", 'user-1 ["a"]'],
  ["$context.authorizer.error $context.accountId $context.noSuchThing", "- - -"],
  ["$context.identity.sourceIp.", "127.0.0.1."],
])("%s", (format, expected) => {
  expect(compileAccessLogFormat(format)(facts)).toBe(expected);
});

test("a JSON format stays JSON whatever a client sends", () => {
  const line = compileAccessLogFormat('{"agent":"$context.identity.userAgent","status":$context.status}')(facts);
  expect(JSON.parse(line)).toEqual({ agent: 'a "quoted" one', status: 403 });
});
