import { type DeployedApi, readDeployedApi } from "../src/deployed-api";
import { openApiDocument } from "../src/document";
import type { OpenApi } from "../src/open-api";
import { securitySchemes } from "../src/security";
import type { LambdaAuthorizer } from "@private-http-api/topology";
import { configOf, faultsOf, service, synthOutputOf } from "@private-http-api/test-support";

const users = { issuer: "https://login.example.com/pool/", audience: ["shop", "admin"] };
const partners = { ...users, identitySource: "$request.querystring.token" };
const reports = { path: "/reports", functionArn: "arn:aws:lambda:us-west-2:111111111111:function:reports" };

function readDeployedApiOf(services: Readonly<Record<string, unknown>>, environment: object = {}): DeployedApi {
  const outdir = synthOutputOf(configOf(services, environment));
  return readDeployedApi(outdir, "dev", outdir);
}

function documentOf(services: Readonly<Record<string, unknown>>, api: object = {}, environment: object = {}): OpenApi {
  return openApiDocument(readDeployedApiOf(services, { ...environment, api }));
}

function everything() {
  return documentOf(
    {
      carts: service("/carts", { authorization: { authorizer: "users", scopes: ["carts:read", "carts:write"] } }),
      stock: service("/stock", { authorization: { authorizer: "partners" }, methods: ["GET", "PUT"] }),
      orders: service("/orders", { authorization: "iam", throttle: { burst: 5, rate: 2 } }),
      prices: service("/prices", { authorization: "none", integration: "cloud-map" }),
    },
    {
      basePath: "/next",
      authorizers: { users, partners },
      functions: { reports: { ...reports, authorization: "none" } },
      cors: { allowOrigins: ["https://app.example.com"], allowCredentials: true },
    },
  );
}

describe("an API with all features", () => {
  const document = everything();
  function operation(path: string, method: "get" | "put" | "delete" = "get") {
    return document.paths[path]?.[method];
  }

  test("is valid OpenAPI 3.1", () => {
    expect(faultsOf(document)).toBe("");
  });

  test("has every route's path, with base path and greedy variable", () => {
    const names = ["carts", "orders", "prices", "reports", "stock"];
    const expected = names.flatMap((name) => [`/next/${name}`, `/next/${name}/{proxy+}`]);
    expect(Object.keys(document.paths)).toEqual(expected);
    expect(document.paths["/next/carts/{proxy+}"]?.parameters).toMatchObject([
      { name: "proxy+", in: "path", required: true },
    ]);
    expect(document.paths["/next/carts"]).not.toHaveProperty("parameters");
  });

  test("ANY becomes every method except OPTIONS, which CORS answers; a route with a method becomes that method", () => {
    const every = ["get", "head", "post", "put", "patch", "delete"];
    expect(Object.keys(document.paths["/next/prices"] ?? {})).toEqual(every);
    expect(Object.keys(document.paths["/next/carts"] ?? {}).sort()).toEqual([...every].sort());
    expect(Object.keys(document.paths["/next/stock"] ?? {}).sort()).toEqual(["get", "put"]);
  });

  test("tags operations with the service or function that responds", () => {
    expect(document.tags.map(({ name }) => name)).toEqual(["carts", "orders", "prices", "reports", "stock"]);
    expect(operation("/next/prices/{proxy+}")?.tags).toEqual(["prices"]);
    expect(operation("/next/reports")?.tags).toEqual(["reports"]);
  });

  test("several scopes are alternatives", () => {
    expect(operation("/next/carts")?.security).toEqual([{ users: ["carts:read"] }, { users: ["carts:write"] }]);
    expect(operation("/next/stock")?.security).toEqual([{ partners: [] }]);
    expect(operation("/next/orders")?.security).toEqual([{ iam: [] }]);
    expect(operation("/next/prices")?.security).toEqual([]);
  });

  test("security schemes say where the token is and who issues it", () => {
    expect(document.components.securitySchemes).toMatchObject({
      users: {
        type: "openIdConnect",
        openIdConnectUrl: "https://login.example.com/pool/.well-known/openid-configuration",
        "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: users },
      },
      partners: { type: "apiKey", in: "query", name: "token" },
      iam: { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authtype": "awsSigv4" },
    });
  });

  test("responses of the gateway are those that the route can give", () => {
    function statuses(path: string) {
      return Object.keys(operation(path)?.responses ?? {});
    }
    expect(statuses("/next/carts")).toEqual(["401", "403", "429", "503", "default"]);
    expect(statuses("/next/stock")).toEqual(["401", "429", "503", "default"]);
    expect(statuses("/next/orders")).toEqual(["403", "429", "503", "default"]);
    expect(statuses("/next/reports")).toEqual(["429", "500", "503", "default"]);
  });

  test("limits and CORS are described", () => {
    expect(document.info.description).toBe("The HTTP API shop-dev. Requests: at most 1000 per second, 500 at once.");
    expect(operation("/next/orders")?.description).toBe("Requests: at most 2 per second, 5 at once.");
    expect(operation("/next/carts")).not.toHaveProperty("description");
    expect(document["x-amazon-apigateway-cors"]).toMatchObject({
      allowOrigins: ["https://app.example.com"],
      maxAge: 600,
    });
  });

  test("the version depends on the content", () => {
    expect(everything().info.version).toBe(document.info.version);
    expect(documentOf({ carts: service("/carts") }).info.version).not.toBe(document.info.version);
  });
});

describe("servers", () => {
  const services = { carts: service("/carts") };
  function serversOf(api: object, environment: object = {}) {
    return documentOf(services, api, environment).servers;
  }

  test("the default host name has the API's id as a variable, and the stage as a path", () => {
    expect(serversOf({})).toMatchObject([
      { url: "https://{apiId}.execute-api.us-west-2.amazonaws.com", variables: { apiId: { default: "api-id" } } },
    ]);
    expect(serversOf({ stage: "live" })).toMatchObject([
      { url: "https://{apiId}.execute-api.us-west-2.amazonaws.com/live" },
    ]);
    expect(serversOf({}, { region: "cn-north-1" })).toMatchObject([
      { url: "https://{apiId}.execute-api.cn-north-1.amazonaws.com.cn" },
    ]);
  });

  test("a custom domain replaces host and stage", () => {
    const domain = { name: "api.example.com", hostedZone: { id: "Z0123456789ABC", name: "example.com" } };
    expect(serversOf({ stage: "live", domain })).toEqual([{ url: "https://api.example.com", description: "dev" }]);
  });
});

test("one route for everything, without CORS: every method, every service", () => {
  const document = documentOf({ carts: service("/carts"), orders: service("/orders") }, { routing: "proxy" });
  expect(faultsOf(document)).toBe("");
  expect(Object.keys(document.paths)).toEqual(["/", "/{proxy+}"]);
  expect(document.paths["/{proxy+}"]?.options?.tags).toEqual(["carts", "orders"]);
});

describe("a REST API", () => {
  const signed = { carts: service("/carts", { authorization: "iam" }) };
  const services = { prices: service("/prices", { authorization: "none" }) };
  const settings = { kind: "rest", stage: "live" };
  const open = documentOf(services, settings);
  const closed = documentOf(signed, { ...settings, endpoint: "private", allowedVpcEndpoints: ["vpce-0a1b2c3d"] });

  test("is valid OpenAPI 3.1, with each method's own authorization", () => {
    expect([faultsOf(open), faultsOf(closed)]).toEqual(["", ""]);
    expect(closed.paths["/carts/{proxy+}"]?.get?.security).toEqual([{ iam: [] }]);
    expect(open.paths["/prices"]?.get?.security).toEqual([]);
    expect(Object.keys(closed.components.securitySchemes)).toEqual(["iam"]);
  });

  test("answers for a service with 504, and refuses whom its policy does not let in", () => {
    expect(Object.keys(open.paths["/prices"]?.get?.responses ?? {})).toEqual(["429", "504", "default"]);
    expect(Object.keys(closed.paths["/carts"]?.get?.responses ?? {})).toEqual(["403", "429", "504", "default"]);
    expect(Object.keys(open.components.responses)).not.toContain("ServiceUnavailable");
  });

  test("has a server under its stage, and says whether it is private", () => {
    const url = "https://{apiId}.execute-api.us-west-2.amazonaws.com/live";
    expect(open.servers).toMatchObject([{ url, description: "dev" }]);
    expect(closed.servers).toMatchObject([
      { url, description: "dev, for VPCs with an execute-api endpoint that its policy lets in" },
    ]);
  });

  test("has the schemes of its Lambda authorizers in a REST API's form", () => {
    const api = readDeployedApiOf(services).topology.api;
    const authorizer: LambdaAuthorizer = {
      ...{ address: "a", name: "keys", functionName: "keys", simpleResponses: false, resultTtlSeconds: 0 },
      payloadFormatVersion: "1.0",
      identitySources: ["$request.header.X-Key", "$context.path"],
    };
    const routes = api.routes.map((route) => ({ ...route, authorization: { type: "CUSTOM", authorizer } as const }));
    expect(securitySchemes({ ...api, rest: {}, routes })).toEqual({
      keys: {
        ...{ type: "apiKey", in: "header", name: "X-Key", description: "What the function keys lets pass." },
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "request",
          identitySource: "method.request.header.X-Key,context.path",
          authorizerResultTtlInSeconds: 0,
        },
      },
    });
  });
});
