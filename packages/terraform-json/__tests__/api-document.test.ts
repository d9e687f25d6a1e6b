import { type ApiDocument, type ApiKind, readApiDocument } from "../src/index";

const lambda = { type: "aws_proxy", uri: "arn:aws:lambda:u" };

function read(document: object | string, kind: ApiKind = "REST"): ApiDocument {
  const result = readApiDocument(typeof document === "string" ? document : JSON.stringify(document), kind);
  if ("unread" in result) throw new Error(result.unread);
  return result;
}

function authorizations(document: object, kind: ApiKind = "REST"): readonly string[] {
  return read(document, kind).operations.map(({ key, authorization, apiKeyRequired }) => {
    const by = "authorizer" in authorization ? ` by ${authorization.name} (${authorization.scopes.join(" ")})` : "";
    return `${key}: ${authorization.type}${by}${apiKeyRequired ? " with key" : ""}`;
  });
}

const schemes = {
  iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
  pool: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "cognito_user_pools",
    "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["arn:aws:cognito-idp:p"] },
  },
  code: {
    type: "apiKey",
    name: "x-code",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": { type: "request", authorizerUri: "arn:f" },
  },
  token: {
    type: "oauth2",
    "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "https://i" } },
  },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
  bearer: { type: "http", scheme: "bearer" },
};

describe("who may call an operation", () => {
  function paths(...security: readonly (object | undefined)[]): object {
    return Object.fromEntries(
      security.map((one, index) => [`/${index}`, { get: one === undefined ? {} : { security: one } }]),
    );
  }
  const asked = [[{ iam: [] }], [{ pool: ["a", "b"] }], [{ code: [] }], [{ key: [] }], [{ bearer: [] }], [], undefined];
  const answers = [
    "GET /0: AWS_IAM",
    "GET /1: COGNITO_USER_POOLS by pool (a b)",
    "GET /2: CUSTOM by code ()",
    "GET /3: NONE with key",
    "GET /4: NONE",
    "GET /5: NONE",
    "GET /6: NONE",
  ];

  test("is said by securitySchemes, and by securityDefinitions of Swagger 2.0", () => {
    expect(
      authorizations({ openapi: "3.0.1", components: { securitySchemes: schemes }, paths: paths(...asked) }),
    ).toEqual(answers);
    expect(authorizations({ swagger: "2.0", securityDefinitions: schemes, paths: paths(...asked) })).toEqual(answers);
  });

  test("is said by each operation of a REST API, and by the document of an HTTP API", () => {
    const document = {
      components: { securitySchemes: schemes },
      security: [{ token: ["read"] }],
      paths: paths(undefined, []),
    };
    expect(authorizations(document)).toEqual(["GET /0: NONE", "GET /1: NONE"]);
    expect(authorizations(document, "HTTP")).toEqual(["GET /0: JWT by token (read)", "GET /1: NONE"]);
  });

  test("may be an authorizer and a key, in one requirement or in two", () => {
    const document = {
      components: { securitySchemes: schemes },
      paths: paths([{ key: [], code: [] }], [{ key: [] }, { iam: [] }]),
    };
    expect(authorizations(document)).toEqual(["GET /0: CUSTOM by code () with key", "GET /1: AWS_IAM with key"]);
  });

  test("is said by x-amazon-apigateway-auth too", () => {
    const get = { "x-amazon-apigateway-auth": { type: "aws_iam" } };
    expect(
      authorizations({ paths: { "/": { "x-amazon-apigateway-any-method": get, summary: "x", parameters: [] } } }),
    ).toEqual(["ANY /: AWS_IAM"]);
  });
});

test("a document is JSON or YAML, with expressions of Terraform in it", () => {
  const yaml = "openapi: 3.0.1\npaths:\n  /books:\n    get:\n      x-amazon-apigateway-integration: { type: mock }\n";
  expect(read(yaml).operations).toMatchObject([{ key: "GET /books", integration: { type: "mock" } }]);
  const json = JSON.stringify({ paths: { "/books": { get: { "x-amazon-apigateway-integration": lambda } } } });
  const quoted = json.replace("arn:aws:lambda:u", '${data.terraform_remote_state.x.outputs["uri"]}');
  expect(JSON.stringify(read(quoted).operations)).toContain("GET /books");
});

test.each([
  ["(known after apply)", "known after apply"],
  ["${built from aws_lambda_function.f.invoke_arn}", "known after apply"],
  ['{"openapi":"3.0.1","paths":{"/books":{"get":', "neither JSON nor YAML"],
  ["just a text", "neither JSON nor YAML"],
  ['{"openapi":"3.0.1"}', "no OpenAPI document"],
])("%s is not read", (body, unread) => {
  expect(readApiDocument(body, "REST")).toEqual({ unread });
});

test("the policy is that of a REST API", () => {
  const document = { paths: {}, "x-amazon-apigateway-policy": { Statement: [] } };
  expect(read(document).policy).toEqual({ Statement: [] });
  expect(read(document, "HTTP").policy).toBeUndefined();
});
