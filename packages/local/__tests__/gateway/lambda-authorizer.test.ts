import type { LambdaAuthorizer } from "@private-http-api/topology";
import { policyVerdict, simpleVerdict } from "../../src/gateway/authorizer-result";
import type { FunctionInvoker } from "../../src/gateway/function-invoker";
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
} from "../support/gateway-fixtures";

afterEach(closeAll);

const doorman: LambdaAuthorizer = {
  address: "aws_apigatewayv2_authorizer.doorman",
  name: "doorman",
  functionName: "doorman",
  payloadFormatVersion: "2.0",
  simpleResponses: true,
  identitySources: ["$request.header.x-key"],
  resultTtlSeconds: 0,
};

type Event = Readonly<Record<string, unknown>>;

/** A route behind an authorizer, and the events that its function got. */
async function start(decide: (event: Event) => unknown, changes: Partial<LambdaAuthorizer> = {}, format?: string) {
  const events: Event[] = [];
  const now = { time: Date.UTC(2026, 5, 1) };
  const functions: FunctionInvoker = {
    invoke: (_of, event) => {
      events.push(event as unknown as Event);
      return Promise.resolve().then(() => decide(event as unknown as Event));
    },
  };
  const authorizer = { ...doorman, ...changes };
  const { port: service } = await startServer(echo);
  const mapped = integration({ requestParameters: { "overwrite:header.x-user": "$context.authorizer.user" } });
  const routes = ["GET /books/{id}", "POST /books/{id}"].map((key) =>
    route(key, { integration: mapped, authorization: { type: "CUSTOM", authorizer } }),
  );
  const stage = { name: "$default", routeThrottles: {}, variables: {}, ...(format ? { accessLogFormat: format } : {}) };
  const started = await startGateway(api({ stage, routes }), backendAt(service), {
    functions,
    clock: { now: () => now.time },
  });
  function get(key?: string, method = "GET") {
    const headers = key === undefined ? {} : { "x-key": key };
    return send(started.port, { method, path: "/books/7?a=1", headers });
  }
  return { ...started, events, now, get };
}

test("a function that says yes lets the request pass, and what it tells reaches mappings and the access log", async () => {
  const allowed = { isAuthorized: true, context: { user: "ann", level: 3 } };
  const { get, lines } = await start(() => allowed, {}, "$context.authorizer.user $context.authorizer.level");
  const answer = await get("k1");
  expect(answer.status).toBe(200);
  expect((JSON.parse(answer.body) as { headers: object }).headers).toMatchObject({ "x-user": "ann" });
  expect(lines).toEqual(["ann 3"]);
});

test("it gets the request without its body, and what identifies the caller", async () => {
  const { get, events } = await start(() => ({ isAuthorized: true }));
  await get("k1", "POST");
  expect(events).toMatchObject([
    {
      version: "2.0",
      type: "REQUEST",
      routeArn: expect.stringMatching(/^arn:aws:execute-api:.*\/\$default\/POST\/books\/7$/) as unknown,
      identitySource: ["k1"],
      routeKey: "POST /books/{id}",
      rawPath: "/books/7",
      rawQueryString: "a=1",
      pathParameters: { id: "7" },
    },
  ]);
  expect(events[0]).not.toHaveProperty("body");
});

test("one that says no refuses it, with 403", async () => {
  const { get } = await start(() => ({ isAuthorized: false }));
  expect(await get("k1")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
});

test("a request that lacks an identity source is refused with 401, and nobody is asked", async () => {
  const { get, events } = await start(() => ({ isAuthorized: true }));
  expect(await get()).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(events).toEqual([]);
});

test.each<[string, () => unknown]>([
  [
    "throws",
    () => {
      throw new Error("no database");
    },
  ],
  ["answers something else", () => ({ authorized: true })],
  ["answers a policy where a simple response is asked for", () => ({ principalId: "ann", policyDocument: {} })],
])("one that %s is a failure of the API: 500", async (_what, decide) => {
  const { get, records } = await start(decide);
  expect(await get("k1")).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  expect(records[0]?.error).toContain("doorman: ");
});

test("its answers are remembered for the time that Terraform says, for every route and by identity", async () => {
  const { get, events, now } = await start(
    ({ identitySource }) => ({ isAuthorized: String(identitySource) === "k1" }),
    {
      resultTtlSeconds: 60,
    },
  );
  const statuses = [await get("k1"), await get("k1", "POST"), await get("k2"), await get("k2")];
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 403, 403]);
  expect(events).toHaveLength(2);
  now.time += 61_000;
  await get("k1");
  expect(events).toHaveLength(3);
});

test("with the route among the identity sources, each route is asked for", async () => {
  const { get, events } = await start(() => ({ isAuthorized: true }), {
    resultTtlSeconds: 60,
    identitySources: ["$request.header.x-key", "$context.routeKey"],
  });
  await get("k1");
  await get("k1", "POST");
  await get("k1");
  expect(events).toHaveLength(2);
});

test("payload format 1.0 names the method's ARN, and an IAM policy for it is an answer", async () => {
  const { get, events } = await start(
    ({ methodArn }) => ({
      principalId: "ann",
      policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: methodArn }] },
    }),
    { payloadFormatVersion: "1.0", simpleResponses: false },
  );
  expect((await get("k1")).status).toBe(200);
  expect(events).toMatchObject([
    { version: "1.0", type: "REQUEST", identitySource: "k1", httpMethod: "GET", resource: "/books/{id}" },
  ]);
});

describe("of a REST API", () => {
  const rest = { isRest: true, simpleResponses: false, payloadFormatVersion: "1.0" } as const;
  function policy(Resource: unknown, Effect = "Allow") {
    return { principalId: "ann", policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] } };
  }

  test("it gets the event of REST APIs, without stage in the path, and names as they were sent", async () => {
    const { get, events } = await start((event) => policy(event["methodArn"]), rest);
    expect((await get("k1")).status).toBe(200);
    expect(events).toMatchObject([
      {
        type: "REQUEST",
        path: "/books/7",
        resource: "/books/{id}",
        pathParameters: { id: "7" },
        headers: { "x-key": "k1" },
      },
    ]);
    expect(events[0]?.["methodArn"]).toMatch(/\/\$default\/GET\/books\/7$/);
    expect(Object.keys(events[0] ?? {})).not.toEqual(expect.arrayContaining(["version"]));
    expect(events[0]).not.toHaveProperty("identitySource");
  });

  test("its refusals are those of REST APIs", async () => {
    const { get } = await start(({ headers }) => {
      const { "x-key": key } = headers as Readonly<Record<string, string>>;
      if (key === "unknown") throw new Error("Unauthorized");
      return key === "simple"
        ? { isAuthorized: true }
        : policy(key === "other" ? "arn:aws:execute-api:eu-west-1:111111111111:a1b2/$default/POST/*" : "*", "Deny");
    }, rest);
    const refused = "User is not authorized to access this resource";
    expect(await answers(get, undefined, "unknown", "denied", "other", "simple")).toEqual([
      [401, { message: "Unauthorized" }],
      [401, { message: "Unauthorized" }],
      [403, { Message: `${refused} with an explicit deny` }],
      [403, { Message: refused }],
      [500, { message: "Internal Server Error" }],
    ]);
  });

  test("its policy is cached, not what it means for one method", async () => {
    const { get, events } = await start((event) => policy(event["methodArn"]), { ...rest, resultTtlSeconds: 60 });
    expect([(await get("k1")).status, (await get("k1", "POST")).status, events.length]).toEqual([200, 403, 1]);
  });

  async function answers(
    get: (key?: string) => Promise<{ status: number; body: string }>,
    ...keys: (string | undefined)[]
  ) {
    const found: unknown[] = [];
    for (const key of keys) {
      const { status, body } = await get(key);
      found.push([status, JSON.parse(body)]);
    }
    return found;
  }
});

describe("an IAM policy", () => {
  const arn = "arn:aws:execute-api:us-east-1:000000000000:local/$default/GET/books/7";
  function allowed(...statements: readonly object[]) {
    return policyVerdict({ principalId: "ann", policyDocument: { Statement: statements } }, arn)?.allowed;
  }
  const invoke = { Action: "execute-api:Invoke", Effect: "Allow" };

  test.each([
    ["of every resource", ["*"], true],
    [
      "of this route, of an API as AWS calls it",
      ["arn:aws:execute-api:us-west-2:111111111111:a1b2/$default/GET/books/*"],
      true,
    ],
    ["of another method", ["arn:aws:execute-api:us-west-2:111111111111:a1b2/$default/POST/*"], false],
    ["of the whole API", ["arn:aws:execute-api:us-west-2:111111111111:a1b2/*"], true],
  ])("%s", (_what, resources, expected) => {
    expect(allowed({ ...invoke, Resource: resources })).toBe(expected);
  });

  test("that denies wins, and one of other actions says nothing", () => {
    expect(allowed({ ...invoke, Resource: "*" }, { ...invoke, Effect: "Deny", Resource: "*" })).toBe(false);
    expect(allowed({ ...invoke, Action: "s3:GetObject", Resource: "*" })).toBe(false);
  });

  test("of another form gives no verdict", () => {
    expect([policyVerdict({}, arn), policyVerdict(undefined, arn), simpleVerdict(null)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
