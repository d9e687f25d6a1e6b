import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const API = "dev-http-api";
function withApi(api: object, settings: object = {}) {
  return new SynthesizedApp(configOf({ app: service("/api/app", settings) }, { api }));
}

test("tokens are asked for by the issuer, audience and scopes of the config", () => {
  const app = withApi(
    { authorizers: { main: { issuer: "https://issuer.example.com", audience: ["shop"] } } },
    { authorization: { authorizer: "main", scopes: ["read"] } },
  );
  expect(app.resources(API, "aws_apigatewayv2_authorizer").api_main).toMatchObject({
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { issuer: "https://issuer.example.com", audience: ["shop"] },
  });
  expect(app.resources(API, "aws_apigatewayv2_route").api_app_path).toMatchObject({
    authorization_type: "JWT",
    authorizer_id: "${aws_apigatewayv2_authorizer.api_main.id}",
    authorization_scopes: ["read"],
  });
});

test("a stage that deploys on its own waits for its routes, and knows the throttles of each", () => {
  const { stage } = withApi({}, { throttle: { burst: 5, rate: 2 } }).resources(API, "aws_apigatewayv2_stage");
  expect(stage).toMatchObject({
    name: "$default",
    auto_deploy: true,
    default_route_settings: { throttling_burst_limit: 500, throttling_rate_limit: 1000 },
    route_settings: [
      { route_key: "ANY /api/app", throttling_burst_limit: 5, throttling_rate_limit: 2 },
      { route_key: "ANY /api/app/{proxy+}", throttling_burst_limit: 5, throttling_rate_limit: 2 },
    ],
    depends_on: ["aws_apigatewayv2_route.api_app_path", "aws_apigatewayv2_route.api_app_below"],
  });
});

test("a stage that is deployed by hand gets a deployment whenever a part of the API changes", () => {
  const app = withApi({ autoDeploy: false, stage: "v1", stageVariables: { color: "green" } });
  const { stage_deployment: deployment } = app.resources(API, "aws_apigatewayv2_deployment");
  expect(Object.keys(deployment?.triggers ?? {})).toEqual([
    "integration alb",
    "route ANY /api/app",
    "route ANY /api/app/{proxy+}",
  ]);
  expect((deployment?.triggers as Record<string, string>)["route ANY /api/app"]).toBe(
    '{"id":"${aws_apigatewayv2_route.api_app_path.id}","integrationId":"${aws_apigatewayv2_integration.api_alb.id}","authorization":{"type":"NONE"}}',
  );
  expect(app.resources(API, "aws_apigatewayv2_stage").stage).toMatchObject({
    name: "v1",
    deployment_id: "${aws_apigatewayv2_deployment.stage_deployment.id}",
    stage_variables: { color: "green" },
  });
});

test("a deployment by hand has the cross-origin settings among its parts", () => {
  function corsOf(api: object) {
    const deployments = withApi({ autoDeploy: false, ...api }).resources(API, "aws_apigatewayv2_deployment");
    return (deployments.stage_deployment?.triggers as Record<string, string>)["cors"];
  }
  expect(corsOf({})).toBeUndefined();
  const one = corsOf({ cors: { allowOrigins: ["https://one.example.com"] } });
  expect(one).toContain("https://one.example.com");
  expect(corsOf({ cors: { allowOrigins: ["https://one.example.com"], maxAgeSeconds: 60 } })).not.toBe(one);
});

test("the gateway's own expressions reach AWS as they are", () => {
  const app = withApi({ basePath: "/next" });
  expect(app.resources(API, "aws_apigatewayv2_integration").api_app_below?.request_parameters).toEqual({
    "overwrite:path": "/api/app/$${request.path.proxy}",
  });
});

test("the load balancer chooses by header where the gateway takes the path off", () => {
  const app = new SynthesizedApp(
    configOf({ bare: service("/bare", { stripPrefix: true, healthCheck: { path: "/health" } }), other: service("/o") }),
  );
  const rules = app.resources("dev-fargate-vpc-link", "aws_lb_listener_rule");
  expect(rules.alb_bare?.condition).toEqual([
    { http_header: { http_header_name: "x-http-api-service", values: ["bare"] } },
  ]);
  expect(rules.alb_bare?.priority).toBeLessThan(rules.alb_other?.priority as number);
});

test("the load balancer chooses by header, and by no path, where paths lie in each other and let different callers in", () => {
  const services = {
    root: service("/api"),
    books: service("/api/books", { authorization: "iam" }),
    other: service("/o"),
  };
  const app = new SynthesizedApp(configOf(services));
  const rules = app.resources("dev-fargate-vpc-link", "aws_lb_listener_rule");
  function byHeader(name: string) {
    return [{ http_header: { http_header_name: "x-http-api-service", values: [name] } }];
  }
  expect(rules.alb_root).toMatchObject({ condition: byHeader("root") });
  expect(rules.alb_books).toMatchObject({ condition: byHeader("books") });
  expect(rules.alb_other).toMatchObject({ condition: [{ path_pattern: { values: ["/o", "/o/*"] } }] });
  expect(Math.max(rules.alb_root?.priority as number, rules.alb_books?.priority as number)).toBeLessThan(
    rules.alb_other?.priority as number,
  );
});

test("a domain brings its certificate, its record and its mapping, and takes the API's own name away", () => {
  const app = withApi({ domain: { name: "api.example.com", hostedZone: { id: "Z0123456789", name: "example.com" } } });
  expect(app.resources(API, "aws_apigatewayv2_api").api?.disable_execute_api_endpoint).toBe(true);
  expect(app.addresses(API)).toEqual(
    expect.arrayContaining([
      "aws_acm_certificate.domain_certificate",
      "aws_acm_certificate_validation.domain_validated",
      "aws_apigatewayv2_api_mapping.domain_mapping",
      "aws_apigatewayv2_domain_name.domain",
      "aws_route53_record.domain_alias",
      "aws_route53_record.domain_validation",
    ]),
  );
  expect(app.json(API).output?.app_url).toEqual({ value: "https://api.example.com/api/app" });
});

test("a function that is there may be invoked by this API and by no other", () => {
  const functionArn = "arn:aws:lambda:us-west-2:111111111111:function:reports:live";
  const app = withApi({ functions: { reports: { path: "/api/reports", functionArn } } });
  expect(app.resources(API, "aws_lambda_permission").reports_invoke).toMatchObject({
    function_name: "arn:aws:lambda:us-west-2:111111111111:function:reports",
    qualifier: "live",
    principal: "apigateway.amazonaws.com",
    source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
  });
  expect(app.resources(API, "aws_apigatewayv2_integration").api_function_reports).toMatchObject({
    integration_type: "AWS_PROXY",
    payload_format_version: "2.0",
    integration_uri: `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  });
});

test("an authorizer's function decides on its routes, and only the authorizer may invoke it", () => {
  const functionArn = "arn:aws:lambda:us-west-2:111111111111:function:gate:live";
  const app = withApi(
    { authorizers: { gate: { function: { functionArn }, identitySources: ["$context.routeKey"], cacheSeconds: 60 } } },
    { authorization: { authorizer: "gate" } },
  );
  expect(app.resources(API, "aws_apigatewayv2_authorizer").api_gate).toMatchObject({
    authorizer_type: "REQUEST",
    authorizer_payload_format_version: "2.0",
    enable_simple_responses: true,
    identity_sources: ["$context.routeKey"],
    authorizer_result_ttl_in_seconds: 60,
    authorizer_uri: `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  });
  expect(app.resources(API, "aws_apigatewayv2_route").api_app_path).toMatchObject({
    authorization_type: "CUSTOM",
    authorizer_id: "${aws_apigatewayv2_authorizer.api_gate.id}",
  });
  expect(app.resources(API, "aws_lambda_permission")).toMatchObject({
    gate_invoke: {
      function_name: "arn:aws:lambda:us-west-2:111111111111:function:gate",
      qualifier: "live",
      source_arn: "${aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.api_gate.id}",
    },
  });
});

describe("a function that is made here", () => {
  const source = mkdtempSync(join(tmpdir(), "function-"));
  writeFileSync(join(source, "index.mjs"), "export const handler = async () => ({});");
  afterAll(() => {
    rmSync(source, { recursive: true });
  });

  test.each([
    ["nodejs22.x", ">= 5.100.0, < 7.0.0"],
    ["python3.13", ">= 5.100.0, < 7.0.0"],
    ["nodejs24.x", ">= 6.19.0, < 7.0.0"],
    ["python3.14", ">= 6.20.0, < 7.0.0"],
  ])("of %s has its stack, and no other, ask for the provider %s", (runtime, version) => {
    const settings = { path: "/api/reports", source, handler: "index.handler", runtime };
    const app = withApi({ functions: { reports: settings } });
    expect(app.json(API).terraform).toMatchObject({ required_providers: { aws: { version } } });
    expect(app.json("dev-fargate-vpc-link").terraform).toMatchObject({
      required_providers: { aws: { version: ">= 5.100.0, < 7.0.0" } },
    });
  });

  test("can write its logs, and nothing else", () => {
    const settings = { path: "/api/reports", source, handler: "index.handler", runtime: "nodejs22.x" };
    const app = withApi({ functions: { reports: settings } });
    expect(app.resources(API, "aws_lambda_function").reports).toMatchObject({
      function_name: "shop-dev-reports",
      handler: "index.handler",
      runtime: "nodejs22.x",
      source_code_hash: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
    });
    const policy = app.resources(API, "aws_iam_role_policy").reports_policy?.policy as string;
    expect((JSON.parse(policy) as { Statement: unknown[] }).Statement).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "${aws_cloudwatch_log_group.reports.arn}:*",
      },
    ]);
  });
});
