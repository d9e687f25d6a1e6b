import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { formatProblem } from "../../src/config/problem";
import { resolveConfig } from "../../src/config/resolve-config";

const API = "dev-http-api";
const ENDPOINT = "vpce-0a1b2c3d";
const iam = { authorization: "iam" };

function raw(api: object, settings: object = {}, environment: object = {}) {
  return configOf(
    { app: service("/api/app", settings) },
    { api: { kind: "rest", stage: "live", ...api }, ...environment },
  );
}

function apiOf(api: object, settings: object = {}, environment: object = {}) {
  const app = new SynthesizedApp(raw(api, settings, environment));
  const { body, policy, ...attributes } = app.resources(API, "aws_api_gateway_rest_api")["api"] ?? {};
  return {
    app,
    attributes,
    paths: (JSON.parse(body as string) as { paths: Readonly<Record<string, Readonly<Record<string, object>>>> }).paths,
    statements: policy === undefined ? [] : (JSON.parse(policy as string) as { Statement: object[] }).Statement,
  };
}

test("a REST API has the routes of an HTTP API, each to the load balancer by the VPC link, without base path", () => {
  const { paths, attributes, app } = apiOf({ basePath: "/next", integrationTimeoutSeconds: 28 });
  expect(Object.keys(paths)).toEqual(["/next/api/app", "/next/api/app/{proxy+}"]);
  expect(paths["/next/api/app/{proxy+}"]?.["x-amazon-apigateway-any-method"]).toMatchObject({
    "x-amazon-apigateway-auth": { type: "NONE" },
    "x-amazon-apigateway-integration": {
      type: "http_proxy",
      connectionType: "VPC_LINK",
      connectionId: expect.stringContaining("vpc_link") as unknown,
      integrationTarget: expect.stringMatching(/aws_lb_alb_arn\}$/) as unknown,
      uri: expect.stringMatching(/^http:\/\/\$\{[^}]+aws_lb_alb_dns_name\}\/api\/app\/\{proxy\}$/) as unknown,
      requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
      timeoutInMillis: 28_000,
    },
  });
  expect(attributes).toMatchObject({ endpoint_configuration: { types: ["REGIONAL"] }, put_rest_api_mode: "overwrite" });
  expect(app.json(API).output?.app_url).toEqual({
    value: "${aws_api_gateway_stage.stage.invoke_url}/next/api/app",
  });
  expect(app.addresses(API).filter((address) => address.startsWith("aws_apigatewayv2"))).toEqual([]);
});

test("methods are named where the config names them, and TLS takes the certificate's name", () => {
  const certificateArn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555";
  const { paths } = apiOf(
    {},
    { methods: ["GET"], ...iam },
    { internalTls: { certificateArn, serverName: "a.example.com" } },
  );
  expect(paths["/api/app"]).toMatchObject({
    get: {
      "x-amazon-apigateway-auth": { type: "AWS_IAM" },
      "x-amazon-apigateway-integration": { uri: "https://a.example.com:443/api/app" },
    },
  });
});

test("a regional API is everybody's, or that of the accounts that are allowed", () => {
  expect(apiOf({}).statements).toEqual([]);
  expect(apiOf({ allowedAccounts: ["333333333333"] }, iam).statements).toEqual([
    {
      Sid: "Callers",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::333333333333:root"] },
      Action: "execute-api:Invoke",
      Resource: "*",
    },
  ]);
});

test("a private API is called through the endpoints alone, and by IAM in its account where services ask for it", () => {
  const open = apiOf({ endpoint: "private", allowedVpcEndpoints: [ENDPOINT] });
  expect(open.attributes).toMatchObject({ endpoint_configuration: { types: ["PRIVATE"] } });
  expect(open.statements).toMatchObject([
    { Effect: "Allow", Principal: "*" },
    { Effect: "Deny", Principal: "*", Condition: { StringNotEquals: { "aws:SourceVpce": [ENDPOINT] } } },
  ]);
  expect(apiOf({ endpoint: "private", allowedVpcEndpoints: [ENDPOINT] }, iam).statements[0]).toMatchObject({
    Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
  });
});

test("a deployment follows the routes, the policy and the endpoint", () => {
  function triggers(api: object, settings?: object) {
    const { app } = apiOf(api, settings);
    const { triggers } = app.resources(API, "aws_api_gateway_deployment")["stage_deployment"] ?? {};
    return triggers as Readonly<Record<string, string>>;
  }
  expect(triggers({})).toEqual({ endpoint: "regional", routes: "${sha1(aws_api_gateway_rest_api.api.body)}" });
  const [one, other] = [["333333333333"], ["444444444444"]].map((accounts) =>
    triggers({ allowedAccounts: accounts }, iam),
  );
  expect(one?.["policy"]).toMatch(/^[0-9a-f]{64}$/);
  expect(other?.["policy"]).not.toBe(one?.["policy"]);
});

describe("a REST API is refused", () => {
  const lambda = { functionArn: "arn:aws:lambda:us-west-2:111111111111:function:f" };
  test.each<[string, object, object, readonly string[]]>([
    [
      "without a stage's name",
      { stage: "$default" },
      {},
      [
        'environments.dev.api.stage: is "$default", which REST APIs do not have; give a name, like "live", the first part of every path',
      ],
    ],
    [
      "behind Cloud Map",
      {},
      { integration: "cloud-map" },
      [
        'services.app.integration: got "cloud-map", and REST APIs have no private integration with Cloud Map; set integration to "alb", or api.kind to "http"',
      ],
    ],
    [
      "with a JWT authorizer",
      { authorizers: { users: { issuer: "https://id.example.com", audience: ["a"] } } },
      { authorization: "none" },
      [
        'environments.dev.api.authorizers.users: is a JWT authorizer, which REST APIs do not have; give authorization "iam", verify tokens in the service, or set api.kind to "http"',
      ],
    ],
    [
      "with a function",
      { functions: { f: { path: "/f", ...lambda } } },
      {},
      ['environments.dev.api.functions.f: is for HTTP APIs here; take it away, or set api.kind to "http"'],
    ],
    [
      "that waits longer than AWS does",
      { integrationTimeoutSeconds: 30 },
      {},
      ["environments.dev.api.integrationTimeoutSeconds: got 30, and a REST API waits 29 s; give at most 29"],
    ],
    [
      "with accounts, and a service that does not ask who calls",
      { allowedAccounts: ["333333333333"] },
      {},
      [
        'services.app.authorization: has to be "iam" with api.allowedAccounts: a caller that does not sign its requests has no account',
      ],
    ],
    [
      "that is private and names no endpoint",
      { endpoint: "private" },
      {},
      [
        'environments.dev.api.allowedVpcEndpoints: is missing, and a private REST API needs a policy that says through which endpoints it is called; give the ids of "execute-api" endpoints, or a consumer with restApi',
      ],
    ],
    [
      "that is regional and names endpoints",
      { allowedVpcEndpoints: [ENDPOINT] },
      {},
      [
        'environments.dev.api.allowedVpcEndpoints: got ["vpce-0a1b2c3d"], and a regional API is not called through endpoints; leave it out, or set api.endpoint to "private"',
      ],
    ],
  ])("%s", (_what, api, settings, expected) => {
    expect(resolveConfig(raw(api, settings)).problems.map(formatProblem)).toEqual(expected);
  });

  test("where services let in different callers, and none of it is for an HTTP API", () => {
    const services = {
      app: service("/a", iam),
      other: service("/b", { authorization: "none" }),
      third: service("/c", iam),
    };
    expect(
      resolveConfig(configOf(services, { api: { kind: "rest", stage: "live" } })).problems.map(formatProblem),
    ).toEqual([
      'services.other.authorization: differs from what the other services let in (methods, authorization), and a path with dot segments could get past it; give all the same, or set api.kind to "http"',
    ]);
    const http = configOf({ app: service("/a") }, { api: { allowedAccounts: ["333333333333"] } });
    expect(resolveConfig(http).problems.map(formatProblem)).toEqual([
      'environments.dev.api.allowedAccounts: got ["333333333333"], which an HTTP API cannot keep: it has no private endpoint and no resource policy; leave it out, or set api.kind to "rest"',
    ]);
  });
});
