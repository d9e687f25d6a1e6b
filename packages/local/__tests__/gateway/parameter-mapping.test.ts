import fc from "fast-check";
import type { ExchangeFacts } from "../../src/gateway/exchange-facts";
import { queryRecord, queryValues, withoutParameter, withParameter } from "../../src/gateway/query-string";
import { compileRequestMapping, type RequestDraft } from "../../src/gateway/request-mapping";
import { compileResponseMappings } from "../../src/gateway/response-mapping";

const facts: ExchangeFacts = {
  requestId: "RL2XYiwjPHcEMEQ=",
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  method: "GET",
  path: "/dev/pets/6",
  routePath: "/pets/6",
  query: "tag=a&Tag=c&tag=b%20b&empty=",
  protocol: "HTTP/1.1",
  headers: { host: "api.example.com:8080", "x-tenant": "acme", "user-agent": "curl" },
  sourceIp: "127.0.0.1",
  stageName: "dev",
  stageVariables: { environmentId: "blue" },
  pathParameters: { petID: "6", rest: "a b/c", share: "50%" },
  requestBody: Buffer.from('{"pets":[{"name":"Rex","age":3}],"on":true}'),
  claims: { sub: "user-1", groups: ["a", "b"] },
};

function mapped(parameters: Record<string, string>): RequestDraft {
  const draft = { path: facts.path, query: facts.query, headers: { "x-tenant": "acme", "x-drop": "1" } };
  compileRequestMapping(parameters, "integration").apply(draft, facts);
  return draft;
}

/** The values of AWS's table, "Transforming API requests". */
test.each([
  ["$request.header.X-Tenant", "acme"],
  ["${request.header.x-tenant}", "acme"],
  ["$request.querystring.tag", "a,b b"],
  ["$request.querystring.Tag", "c"],
  ["$request.body.pets[0].name", "Rex"],
  ["$request.body.pets[0]", '{"name":"Rex","age":3}'],
  ["$request.body.on", "true"],
  ["$request.path", "/pets/6"],
  ["$request.path.petID", "6"],
  ["$context.requestId", "RL2XYiwjPHcEMEQ="],
  ["$context.authorizer.claims.sub", "user-1"],
  ["$context.identity.sourceIp", "127.0.0.1"],
  ["$stageVariables.environmentId", "blue"],
  ["just text", "just text"],
  ["${stageVariables.environmentId}-${request.path.petID}!", "blue-6!"],
])("a header takes %s", (value, expected) => {
  expect(mapped({ "append:header.x-new": value }).headers["x-new"]).toBe(expected);
});

test.each([
  ...["$request.header.none", "$request.querystring.none", "$request.body.none.at[1]", "$stageVariables.none"],
  ...["$request.header.constructor", "$request.path.constructor", "$stageVariables.constructor"],
  ...["$context.constructor", "$context.authorizer.claims.constructor"],
])("%s, which the request lacks, changes nothing", (value) => {
  expect(mapped({ "overwrite:header.x-tenant": value, "overwrite:path": value })).toMatchObject({
    path: "/dev/pets/6",
    headers: { "x-tenant": "acme" },
  });
});

test("headers are appended, overwritten and removed", () => {
  expect(mapped({ "append:header.X-Tenant": "two" }).headers["x-tenant"]).toBe("acme,two");
  expect(mapped({ "overwrite:header.x-tenant": "two" }).headers["x-tenant"]).toBe("two");
  expect(mapped({ "remove:header.x-drop": "''" }).headers).not.toHaveProperty("x-drop");
});

test("a header is renamed whatever the order of its two mappings", () => {
  const rename = { "remove:header.x-tenant": "''", "append:header.x-customer": "$request.header.x-tenant" };
  expect(mapped(rename).headers).toEqual({ "x-customer": "acme", "x-drop": "1" });
});

test("query parameters are appended, overwritten and removed, the others stay as they were sent", () => {
  expect(mapped({ "append:querystring.tag": "d&e" }).query).toBe("tag=a&Tag=c&tag=b%20b&empty=&tag=d%26e");
  expect(mapped({ "overwrite:querystring.tag": "d" }).query).toBe("Tag=c&empty=&tag=d");
  expect(mapped({ "remove:querystring.tag": "''" }).query).toBe("Tag=c&empty=");
});

test.each([
  ["$request.path", "/pets/6"],
  ["/v2/${request.path.petID}", "/v2/6"],
  ["/${request.path.rest}", "/a%20b/c"],
  ["$request.path.petID", "/6"],
  ["/sales%2F/${request.path.share}", "/sales%2F/50%25"],
  ["$request.path.share", "/50%25"],
])("the path becomes %s", (value, expected) => {
  expect(mapped({ "overwrite:path": value }).path).toBe(expected);
});

test.each(["Authorization", "access-control-allow-origin", "X-Amzn-Trace-Id", "x-forwarded-for", "Via", "apigw-id"])(
  "the reserved header %s is refused",
  (name) => {
    expect(() => mapped({ [`overwrite:header.${name}`]: "x" })).toThrow(
      `integration: request parameter \`overwrite:header.${name}\`: API Gateway reserves the header ${name}: use another name`,
    );
  },
);

test.each([
  [{ "append:path": "x" }, "invalid key; allowed: append|overwrite|remove:header.<name>"],
  [{ "overwrite:statuscode": "200" }, "invalid key; allowed: "],
  [{ "append:header.x": "$request.cookie.x" }, "`$request.cookie.x` is not a selection expression"],
  [{ "append:header.x": "${nothing}" }, "`$nothing` is not a selection expression"],
  [{ "append:header.x": "$request.body..name" }, "a JSON path may have only names and indexes"],
])("%j is refused", (parameters, problem) => {
  expect(() => mapped(parameters)).toThrow(problem);
});

test("an answer is mapped by the status that the integration gave", () => {
  const mappings = compileResponseMappings(
    {
      500: { "append:header.header1": "$context.requestId", "overwrite:statuscode": "403" },
      404: { "append:header.error": "$response.body.reason", "remove:header.x-internal": "''" },
    },
    "integration",
  );
  const failed = { status: 500, headers: {} };
  mappings(500)?.apply(failed, facts, Buffer.alloc(0));
  expect(failed).toEqual({ status: 403, headers: { header1: "RL2XYiwjPHcEMEQ=" } });

  const missing = { status: 404, headers: { "x-internal": "1" } };
  mappings(404)?.apply(missing, facts, Buffer.from('{"reason":"no such pet"}'));
  expect(missing).toEqual({ status: 404, headers: { error: "no such pet" } });

  expect(mappings(200)).toBeUndefined();
});

test("response parameters of no status code are refused", () => {
  expect(() => compileResponseMappings({ "2xx": {} }, "integration")).toThrow("a status code is 200 to 599");
});

test("names that every object has are parameters like any other", () => {
  const record = queryRecord("constructor=1&__proto__=x&__proto__=y");
  expect(Object.entries(record)).toEqual([
    ["constructor", "1"],
    ["__proto__", "x,y"],
  ]);
});

const word = fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" });

test("a parameter that is appended is read back, and removing it restores the rest", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 5 }), word, word, (others, name, value) => {
      const rest = others.filter(([other]) => other !== name);
      const query = rest.reduce((text, [other, its]) => withParameter(text, other, its), "");
      const longer = withParameter(query, name, value);
      expect(queryValues(longer, name)).toEqual([value]);
      expect(queryRecord(longer)[name]).toBe(value);
      expect(withoutParameter(longer, name)).toBe(query);
    }),
  );
});
