import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { quote } from "../../src/config/problem";

const API = "dev-http-api";
const ENDPOINT = "vpce-0a1b2c3d";
const LAMBDA = "arn:aws:lambda:us-west-2:111111111111:function:f";
const WEB_ACL = "arn:aws:wafv2:us-west-2:111111111111:regional/webacl/shop/11111111-2222-3333-4444-555555555555";
const iam = { authorization: "iam" };

function raw(api: object, settings: object = {}, environment: object = {}) {
  return configOf(
    { app: service("/api/app", settings) },
    { api: { kind: "rest", stage: "live", ...api }, ...environment },
  );
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, object>> };
}

function apiOf(api: object, settings: object = {}, environment: object = {}) {
  const app = new SynthesizedApp(raw(api, settings, environment));
  const { body, policy, ...attributes } = app.resources(API, "aws_api_gateway_rest_api")["api"] ?? {};
  return {
    app,
    attributes,
    ...(JSON.parse(body as string) as Document),
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

test.each(["buffered", "stream"] as const)("payloads of any type pass as they are (%s)", (responseTransferMode) => {
  const { app } = apiOf({ responseTransferMode });
  const { body } = app.resources(API, "aws_api_gateway_rest_api")["api"] ?? {};
  expect(JSON.parse(body as string)).toMatchObject({ "x-amazon-apigateway-binary-media-types": ["*/*"] });
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

test("a function decides on callers, and only authorizers of the API may invoke it", () => {
  const identitySources = ["$request.header.X-Key", "$context.resourcePath", "$stageVariables.color"];
  const gate = { function: { functionArn: LAMBDA }, identitySources, cacheSeconds: 60 };
  const { app, paths, components } = apiOf({ authorizers: { gate } }, { authorization: { authorizer: "gate" } });
  const method = paths["/api/app"]?.["x-amazon-apigateway-any-method"];
  expect(method).toMatchObject({ security: [{ gate: [] }] });
  expect(method).not.toHaveProperty("x-amazon-apigateway-auth");
  expect(components.securitySchemes["gate"]).toMatchObject({
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      authorizerUri: `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/${LAMBDA}/invocations`,
      identitySource: "method.request.header.X-Key, context.resourcePath, stageVariables.color",
      authorizerResultTtlInSeconds: 60,
    },
  });
  expect(Object.values(app.resources(API, "aws_lambda_permission"))).toMatchObject([
    { function_name: LAMBDA, source_arn: "${aws_api_gateway_rest_api.api.execution_arn}/authorizers/*" },
  ]);
  expect(apiOf({}).components).toBeUndefined();
});

test("a function answers its routes, and any route of the API may invoke it", () => {
  const functions = { reports: { path: "/reports", functionArn: LAMBDA, methods: ["POST"] } };
  const { app, paths } = apiOf({ functions, basePath: "/next", responseTransferMode: "stream" });
  expect(paths["/next/reports/{proxy+}"]).toEqual({
    post: {
      parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }],
      "x-amazon-apigateway-auth": { type: "NONE" },
      "x-amazon-apigateway-integration": {
        type: "aws_proxy",
        httpMethod: "POST",
        uri: `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/${LAMBDA}/invocations`,
        passthroughBehavior: "when_no_match",
      },
    },
  });
  expect(Object.values(app.resources(API, "aws_lambda_permission"))).toMatchObject([
    { function_name: LAMBDA, source_arn: "${aws_api_gateway_rest_api.api.execution_arn}/*/*" },
  ]);
  expect(app.json(API).output?.reports_url).toEqual({
    value: "${aws_api_gateway_stage.stage.invoke_url}/next/reports",
  });
});

test("a web ACL protects the stage", () => {
  const { app } = apiOf({ wafArn: WEB_ACL });
  expect(app.resources(API, "aws_wafv2_web_acl_association")).toEqual({
    stage_waf: { resource_arn: "${aws_api_gateway_stage.stage.arn}", web_acl_arn: WEB_ACL },
  });
  expect(apiOf({}).app.resources(API, "aws_wafv2_web_acl_association")).toEqual({});
});

describe("the access log", () => {
  function logOf(api: object) {
    const { app } = apiOf(api);
    return { app, stage: app.resources(API, "aws_api_gateway_stage")["stage"] };
  }

  test("is not there without a role of the account", () => {
    const { app, stage } = logOf({});
    expect(stage).not.toHaveProperty("access_log_settings");
    expect(app.addresses(API).filter((address) => /log_group|gateway_account/.test(address))).toEqual([]);
  });

  test("is written by the role that is there, which is left alone", () => {
    const { app, stage } = logOf({ accountLogRole: "existing" });
    expect(stage).toMatchObject({
      access_log_settings: {
        destination_arn: "${aws_cloudwatch_log_group.stage_access-log.arn}",
        format: expect.stringContaining("$context.httpMethod $context.resourcePath") as unknown,
      },
    });
    expect(app.resources(API, "aws_api_gateway_account")).toEqual({});
    expect(app.resources(API, "aws_cloudwatch_log_metric_filter")).not.toEqual({});
  });

  test("waits for the role of the account, where that is managed here", () => {
    const { app, stage } = logOf({ accountLogRole: "manage" });
    expect(stage).toMatchObject({ depends_on: ["aws_api_gateway_account.stage_account"] });
    expect(app.resources(API, "aws_api_gateway_account")).toMatchObject({
      stage_account: {
        cloudwatch_role_arn: "${aws_iam_role.stage_log-role.arn}",
        depends_on: ["aws_iam_role_policy.stage_log-policy"],
      },
    });
  });

  test("has one role per account and Region", () => {
    const api = { kind: "rest", stage: "live", accountLogRole: "manage" };
    const place = { account: "111111111111", region: "us-west-2" };
    function problems(other: object) {
      const environments = { dev: { ...place, api }, next: { ...place, api, ...other } };
      const { services } = configOf({ app: service("/a") }, {});
      return problemLines({ name: "shop", services, environments });
    }
    expect(problems({})).toEqual([
      'environments.next.api.accountLogRole: got "manage", and dev sets the only such role of us-west-2 in account 111111111111; give "existing"',
    ]);
    expect(problems({ region: "eu-west-1" })).toEqual([]);
    expect(problems({ api: { ...api, accountLogRole: "existing" } })).toEqual([]);
  });
});

test("responses are streamed where the config says so, for longer than a buffered one may take", () => {
  const { paths } = apiOf(
    { responseTransferMode: "stream", integrationTimeoutSeconds: 300 },
    { deregistrationDelaySeconds: 301 },
  );
  expect(paths["/api/app"]?.["x-amazon-apigateway-any-method"]).toMatchObject({
    "x-amazon-apigateway-integration": { responseTransferMode: "STREAM", timeoutInMillis: 300_000 },
  });
  const buffered = apiOf({ responseTransferMode: "buffered" }).paths["/api/app"]?.["x-amazon-apigateway-any-method"];
  expect(JSON.stringify(buffered)).not.toContain("responseTransferMode");
});

describe("a REST API is refused", () => {
  const lambda = { functionArn: LAMBDA };
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
        'environments.dev.api.authorizers.users: is a JWT authorizer, which REST APIs do not have; verify tokens in a function (authorizers.<name>.function), give authorization "iam", or set api.kind to "http"',
      ],
    ],
    [
      "with an authorizer that needs what only routes of HTTP APIs have",
      { authorizers: { gate: { function: lambda, identitySources: ["$context.routeKey"] } } },
      { authorization: { authorizer: "gate" } },
      [
        'environments.dev.api.authorizers.gate.identitySources: got "$context.routeKey", which REST APIs do not have; give "$context.httpMethod" and "$context.resourcePath"',
      ],
    ],
    [
      "with a limit of a function's routes, and one that lets in everybody beside named accounts",
      {
        functions: { f: { path: "/f", throttle: { burst: 1, rate: 1 }, authorization: "none", ...lambda } },
        allowedAccounts: ["333333333333"],
      },
      iam,
      [
        "environments.dev.api.functions.f.throttle: is for routes of HTTP APIs here; leave it out: api.throttle is for all routes together",
        'environments.dev.api.functions.f.authorization: has to be "iam" with api.allowedAccounts: a caller that does not sign its requests has no account',
      ],
    ],
    [
      "that waits longer than AWS does",
      { integrationTimeoutSeconds: 30 },
      {},
      [
        'environments.dev.api.integrationTimeoutSeconds: got 30, and a REST API waits 29 s; give at most 29, or set api.responseTransferMode to "stream"',
      ],
    ],
    [
      "with a web ACL of CloudFront",
      { wafArn: WEB_ACL.replace("regional", "global") },
      {},
      [
        `environments.dev.api.wafArn: got ${quote(WEB_ACL.replace("regional", "global"))}; give a regional web ACL of AWS WAF, "arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>"`,
      ],
    ],
    [
      "with a web ACL of another Region",
      { wafArn: WEB_ACL.replace("us-west-2", "us-east-1") },
      {},
      [
        `environments.dev.api.wafArn: got ${quote(WEB_ACL.replace("us-west-2", "us-east-1"))}, a web ACL of another Region; give one of us-west-2`,
      ],
    ],
    [
      "with a web ACL of another account",
      { wafArn: WEB_ACL.replace("111111111111", "222222222222") },
      {},
      [
        `environments.dev.api.wafArn: got ${quote(WEB_ACL.replace("111111111111", "222222222222"))}, a web ACL of another account; give one of 111111111111`,
      ],
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
    expect(problemLines(raw(api, settings))).toEqual(expected);
  });

  test("where services let in different callers, and none of it is for an HTTP API", () => {
    const services = {
      app: service("/a", iam),
      other: service("/b", { authorization: "none" }),
      third: service("/c", iam),
    };
    expect(problemLines(configOf(services, { api: { kind: "rest", stage: "live" } }))).toEqual([
      'services.other.authorization: got "none", and the other services have "iam"; a path with dot segments could get past the stricter of them; give all the same, or set api.kind to "http"',
    ]);
    const http = configOf({ app: service("/a") }, { api: { allowedAccounts: ["333333333333"] } });
    expect(problemLines(http)).toEqual([
      'environments.dev.api.allowedAccounts: got ["333333333333"], and an HTTP API has no private endpoint and no resource policy; leave it out, or set api.kind to "rest"',
    ]);
  });

  test.each([
    ["methods", { methods: ["GET"] }, { methods: ["GET", "POST"] }, [["methods", '["GET"]', '["GET","POST"]']]],
    ["methods of one alone", { methods: ["GET"] }, {}, [["methods", '["GET"]', "nothing"]]],
    ["methods that the others name", {}, { methods: ["GET"] }, [["methods", "nothing", '["GET"]']]],
    ["the order of methods", { methods: ["POST", "GET"] }, { methods: ["GET", "POST"] }, []],
    [
      "both",
      { methods: ["GET"], authorization: "none" },
      {},
      [
        ["methods", '["GET"]', "nothing"],
        ["authorization", '"none"', '"iam"'],
      ],
    ],
  ])("where services differ in %s, the line stands at that key", (_what, odd, others, differing) => {
    const services = {
      a: service("/a", { ...iam, ...others }),
      odd: service("/a/b", { ...iam, ...odd }),
      z: service("/z", { ...iam, ...others }),
    };
    expect(problemLines(configOf(services, { api: { kind: "rest", stage: "live" } }))).toEqual(
      differing.map(
        ([key, got, have]) =>
          `services.odd.${key ?? ""}: got ${got ?? ""}, and the other services have ${have ?? ""}; a path with dot segments could get past the stricter of them; give all the same, or set api.kind to "http"`,
      ),
    );
  });

  test("what only a REST API has, in an HTTP API", () => {
    const api = {
      wafArn: WEB_ACL,
      accountLogRole: "existing",
      responseTransferMode: "stream",
      integrationTimeoutSeconds: 31,
    };
    const relaxed = service("/a", { deregistrationDelaySeconds: 60 });
    expect(problemLines(configOf({ app: relaxed }, { api }))).toEqual([
      `environments.dev.api.wafArn: got ${quote(WEB_ACL)}, and AWS WAF does not protect HTTP APIs (CloudFront in front of one can); leave it out, or set api.kind to "rest"`,
      'environments.dev.api.accountLogRole: got "existing", and an HTTP API always has an access log, and needs no role for it; leave it out, or set api.kind to "rest"',
      'environments.dev.api.responseTransferMode: got "stream", and an HTTP API cannot stream responses; leave it out, or set api.kind to "rest"',
      "environments.dev.api.integrationTimeoutSeconds: got 31, and an HTTP API waits 30 s; give at most 30",
    ]);
  });
});
