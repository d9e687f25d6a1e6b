import { configOf, service } from "@private-http-api/test-support";
import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";
import { reviewOfConfigs } from "./support/review-of-configs";

const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }],
};
const iam = { "x-amazon-apigateway-auth": { type: "AWS_IAM" } };
const schemes = {
  own: authorizer("arn:aws:lambda:us-east-1:111111111111:function:own"),
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};

function authorizer(authorizerUri: string): JsonObject {
  return {
    ...{ type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "custom" },
    "x-amazon-apigateway-authorizer": { type: "token", authorizerUri },
  };
}

function bodyOf(paths: JsonObject, rest: JsonObject = {}): string {
  return JSON.stringify({ openapi: "3.0.1", components: { securitySchemes: schemes }, paths, ...rest });
}

function changed(before: string | null, after: string | null, values: JsonObject = {}): readonly BuiltChange[] {
  const common = { id: "r1", name: "shop", endpoint_configuration: [{ types: ["REGIONAL"] }], ...values };
  function side(body: string | null): JsonObject {
    return { ...common, body };
  }
  return [{ address: "aws_api_gateway_rest_api.shop", before: side(before), after: side(after) }];
}

function traffic(changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf(changes).traffic.map(
    ({ change, subject, attribute, before, after }) => `${change} ${subject} ${attribute}: ${before} → ${after}`,
  );
}

function exposure(changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf(changes).exposure.map(
    ({ change, what, who, broadens }) => `${change} ${what}: ${who}${broadens ? "" : " (no more)"}`,
  );
}

describe("routes of a body", () => {
  const books = { "/books": { get: { ...iam, "x-amazon-apigateway-integration": { type: "mock" } } } };

  test("come, go, and ask for less", () => {
    const before = bodyOf({ ...books, "/old": { get: iam } });
    const after = bodyOf({ "/books": { get: {} }, "/new": { "x-amazon-apigateway-any-method": iam } });
    expect(traffic(changed(before, after))).toEqual([
      "~ shop GET /books destination: mock by API Gateway → (nothing)",
      "~ shop GET /books authorization: AWS_IAM → NONE",
      "- shop GET /old all: (nothing), authorization AWS_IAM → ",
      "+ shop ANY /new all:  → (nothing), authorization AWS_IAM",
    ]);
    expect(exposure(changed(before, after))).toEqual(["+ GET /books without authorization: anyone"]);
  });

  test("may ask for another authorizer, another function, other scopes, and no key", () => {
    function asking(security: JsonObject, uri = "arn:aws:lambda:us-east-1:111111111111:function:own"): string {
      const own = { own: authorizer(uri), key: schemes.key, other: authorizer(uri) };
      return bodyOf({ "/books": { get: { security: [security] } } }, { components: { securitySchemes: own } });
    }
    expect(exposure(changed(asking({ own: [], key: [] }), asking({ own: [] })))).toEqual([
      "+ GET /books asks for no API key: unknown",
    ]);
    expect(exposure(changed(asking({ key: [] }), asking({})))).toEqual(["+ GET /books asks for no API key: anyone"]);
    expect(exposure(changed(asking({ own: [] }), asking({ other: [] })))).toEqual([
      "+ GET /books accepts what passes authorizer other: unknown",
      "- GET /books accepts what passes authorizer own: unknown (no more)",
    ]);
    expect(exposure(changed(asking({ own: ["a"] }), asking({ own: [] })))).toEqual([
      "+ GET /books accepts tokens of any scope: another account",
    ]);
    const elsewhere = "arn:aws:lambda:us-east-1:999999999999:function:theirs";
    expect(exposure(changed(asking({ own: [] }), asking({ own: [] }, elsewhere)))).toContain(
      `+ authorizer own accepts what passes the function ${elsewhere}: unknown`,
    );
  });

  test("stay where the body is merged with what is there", () => {
    const [before, after] = [
      bodyOf({ "/books": { get: iam }, "/old": { get: {} } }),
      bodyOf({ "/books": { get: iam } }),
    ];
    expect(traffic(changed(before, after, { put_rest_api_mode: "merge" }))).toEqual([]);
    expect(exposure(changed(before, after, { put_rest_api_mode: "merge" }))).toEqual([]);
    expect(traffic(changed(before, after))).toEqual(["- shop GET /old all: (nothing), authorization NONE → "]);
    expect(exposure(changed(before, after))).toEqual(["- GET /old without authorization: anyone (no more)"]);
  });

  test("are not protected by the security of a REST API's document", () => {
    const protectedOne = bodyOf({ "/books": { get: { security: [{ own: [] }] } } });
    const whole = bodyOf({ "/books": { get: {} } }, { security: [{ own: [] }] });
    expect(exposure(changed(protectedOne, whole))).toEqual(["+ GET /books without authorization: anyone"]);
  });

  test("of an HTTP API are, and may be YAML", () => {
    const scheme = {
      type: "oauth2",
      "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "https://i", audience: ["a"] } },
    };
    function http(security: string): JsonObject {
      const text = `components:\n  securitySchemes:\n    login: ${JSON.stringify(scheme)}\n${security}paths:\n  /books:\n    get: {}\n`;
      return { id: "h1", name: "shop", protocol_type: "HTTP", body: text };
    }
    const changes = [
      { address: "aws_apigatewayv2_api.shop", before: http("security: [login: []]\n"), after: http("") },
    ];
    expect(traffic(changes)).toEqual(["~ shop GET /books authorization: JWT → NONE"]);
    expect(exposure(changes)).toEqual(["+ GET /books without authorization: anyone"]);
  });
});

describe("a body that is not read", () => {
  const before = bodyOf({ "/books": { get: iam } });
  test.each([
    ['{"openapi":"3.0.1","paths":{"/books":{', "neither JSON nor YAML"],
    ["hello", "neither JSON nor YAML"],
    ["{}", "no OpenAPI document"],
  ])("%s says nothing of its routes, and is not judged", (after, unread) => {
    expect(traffic(changed(before, after))).toEqual([`~ shop routes: GET /books → a body that is not read: ${unread}`]);
    expect(exposure(changed(before, after))).toEqual([]);
    expect(reviewOf(changed(before, after)).notJudged).toMatchObject([
      { question: "access", address: "aws_api_gateway_rest_api.shop", attributes: [`body (${unread})`] },
    ]);
  });

  test("is one that is known after apply", () => {
    const [change] = changed(before, null);
    const after = { ...change?.after };
    delete after["body"];
    const review = reviewOf([
      { ...change, address: "aws_api_gateway_rest_api.shop", after, after_unknown: { body: true } },
    ]);
    expect(review.traffic).toMatchObject([
      { before: "GET /books", after: "a body that is not read: known after apply" },
    ]);
    expect(review.verdict.answers.access).toBe("not judged");
  });
});

describe("who sends requests without authorization", () => {
  const own = [
    {
      address: "aws_sns_topic.t",
      before: { arn: "arn:aws:sns:us-east-1:111111111111:t" },
      after: { arn: "arn:aws:sns:us-east-1:111111111111:t" },
    },
  ];
  function whoBy(statements: readonly JsonObject[], types = "REGIONAL"): readonly string[] {
    const all = statements.map((each) => ({ Action: "execute-api:Invoke", Resource: "*", ...each }));
    const text = JSON.stringify({ Version: "2012-10-17", Statement: all });
    const values = { endpoint_configuration: [{ types: [types] }], policy: text };
    return exposure([...own, ...changed(bodyOf({ "/a": { get: iam } }), bodyOf({ "/a": { get: {} } }), values)]);
  }
  const everyone = { Effect: "Allow", Principal: "*" };
  function unless(condition: JsonObject): readonly JsonObject[] {
    return [everyone, { Effect: "Deny", Principal: { AWS: ["*"] }, Condition: condition }];
  }
  test.each<[string, readonly JsonObject[], string]>([
    ["everyone", [everyone], "anyone"],
    ["callers of an endpoint", unless({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }), "this account"],
    ["callers of a VPC", unless({ StringNotEqualsIfExists: { "aws:sourceVpc": ["vpc-1"] } }), "this account"],
    ["callers of private addresses", unless({ NotIpAddress: { "aws:VpcSourceIp": ["10.0.0.0/16"] } }), "this account"],
    ["a partner's network", unless({ NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }), "another account"],
    [
      "who has neither",
      unless({ StringNotEquals: { "aws:SourceVpc": "vpc-1" }, NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
      "anyone",
    ],
    ["an account", [{ Effect: "Allow", Principal: { AWS: "999999999999" } }], "another account"],
    ["who is not blocked", unless({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }), "anyone"],
    ["one endpoint", [{ ...everyone, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }], "this account"],
  ])("%s", (_, statements, who) => {
    expect(whoBy(statements)).toEqual([`+ GET /a without authorization: ${who}`]);
  });

  test("of a private API, every account's endpoints", () => {
    expect(whoBy([everyone], "PRIVATE")).toEqual(["+ GET /a without authorization: another account"]);
  });
});

describe("the policy in a body", () => {
  test("is read as the API's", () => {
    const paths = { "/books": { get: iam } };
    const [before, after] = [bodyOf(paths), bodyOf(paths, { "x-amazon-apigateway-policy": policy })];
    expect(reviewOf(changed(before, after)).iam).toMatchObject([
      { change: "+", effect: "Allow", principal: ["AWS:*"], broadens: true },
    ]);
  });
});

test("methods that are resources are routes with their paths", () => {
  const api = { id: "r1", name: "shop", root_resource_id: "root" };
  function method(resource: string, authorization: string): JsonObject {
    return { rest_api_id: "r1", resource_id: resource, http_method: "GET", authorization, api_key_required: false };
  }
  const same = [
    ["aws_api_gateway_rest_api.shop", api],
    ["aws_api_gateway_resource.v1", { id: "a", rest_api_id: "r1", parent_id: "root", path_part: "v1", path: "/v1" }],
    ["aws_api_gateway_resource.books", { id: "b", rest_api_id: "r1", parent_id: "a", path_part: "books" }],
    [
      "aws_api_gateway_integration.books",
      { rest_api_id: "r1", resource_id: "b", http_method: "GET", type: "HTTP_PROXY", uri: "https://example.com" },
    ],
  ] as const;
  const changes = [
    ...same.map(([address, values]) => ({ address, before: values, after: values })),
    { address: "aws_api_gateway_method.books", before: method("b", "AWS_IAM"), after: method("b", "NONE") },
    { address: "aws_api_gateway_method.root", after: method("root", "NONE") },
  ];
  expect(traffic(changes)).toEqual([
    "~ shop GET /v1/books authorization: AWS_IAM → NONE",
    "+ shop GET / all:  → (nothing), authorization NONE",
  ]);
  expect(exposure(changes)).toEqual([
    "+ GET /v1/books without authorization: anyone",
    "+ GET / without authorization: anyone",
  ]);
});

describe("our own REST API", () => {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
  function rest(authorization: "iam" | "none", ...more: readonly string[]): object {
    const services = ["books", ...more].map(
      (name) => [name, service(`/api/${name}`, { image, authorization })] as const,
    );
    return configOf(Object.fromEntries(services), { api: { kind: "rest", stage: "live" } });
  }

  test("has routes that lead to services", () => {
    const { traffic: rows } = reviewOfConfigs(rest("iam"), rest("iam", "authors"));
    expect(
      rows.filter(({ kind }) => kind === "route").map(({ change, subject, after }) => [change, subject, after]),
    ).toEqual([
      ["+", "api ANY /api/authors", "authors by ALB, authorization AWS_IAM"],
      ["+", "api ANY /api/authors/{proxy+}", "authors by ALB, authorization AWS_IAM"],
    ]);
  });

  test("that asks for nothing is open", () => {
    const { exposure: rows } = reviewOfConfigs(rest("iam"), rest("none"));
    expect(rows.map(({ change, what, who }) => [change, what, who])).toEqual([
      ["+", "ANY /api/books without authorization", "anyone"],
      ["+", "ANY /api/books/{proxy+} without authorization", "anyone"],
    ]);
  });
});
