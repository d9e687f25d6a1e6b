import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPlanned, readStates } from "@private-http-api/terraform-json";
import { temporaryFolder } from "@private-http-api/test-support";
import { readTopology, requestPathsOf, type Topology, type TopologyOptions } from "../src/index";

type Attributes = Readonly<Record<string, unknown>>;

/** An entry of a state of version 4; `where` is `module.a["x"].aws_lb.front[0]`. */
function made(where: string, attributes: Attributes): unknown {
  const [, module, data, type, name, key] =
    /^(module\..*?(?:\[[^\]]*\])?(?=\.(?:data\.)?aws_))?\.?(data\.)?(\w+)\.([\w-]+)(?:\[(.*)\])?$/.exec(where) ?? [];
  const index = key === undefined ? {} : { index_key: JSON.parse(key) as unknown };
  return {
    ...(module === undefined ? {} : { module }),
    ...{ mode: data === undefined ? "managed" : "data", type, name, provider: "p" },
    instances: [{ ...index, attributes }],
  };
}

function serve(resources: Readonly<Record<string, Attributes | undefined>>, options: TopologyOptions = {}): Topology {
  const file = join(temporaryFolder(), "prod.tfstate");
  const entries = Object.entries(resources).map(([where, attributes]) => made(where, attributes ?? {}));
  writeFileSync(file, JSON.stringify({ version: 4, resources: entries }));
  return readTopology(readStates([file]), "/project", options);
}

function without<T extends object>(resources: T, ...names: readonly (keyof T & string)[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(resources).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as Partial<T>;
}

const API = "aws_apigatewayv2_api.http";
const front = {
  [API]: { id: "a1", name: "http", protocol_type: "HTTP" },
  "aws_apigatewayv2_stage.default": { id: "$default", api_id: "a1", name: "$default" },
};
const vpcLink = {
  ...{ api_id: "a1", integration_type: "HTTP_PROXY", integration_method: "ANY" },
  ...{ connection_type: "VPC_LINK", connection_id: "link" },
};
const balanced = {
  ...front,
  "aws_apigatewayv2_integration.alb": { ...vpcLink, id: "i1", integration_uri: "arn:listener" },
  "aws_apigatewayv2_route.all": { id: "r1", api_id: "a1", route_key: "ANY /{proxy+}", target: "integrations/i1" },
  "aws_lb.alb": { id: "arn:alb", arn: "arn:alb", name: "alb", load_balancer_type: "application" },
  "aws_lb_listener.http": {
    ...{ id: "arn:listener", arn: "arn:listener", load_balancer_arn: "arn:alb", port: 80, protocol: "HTTP" },
    default_action: [{ type: "forward", target_group_arn: "arn:tg", forward: [], fixed_response: [], redirect: [] }],
  },
  "aws_lb_target_group.web": { id: "arn:tg", arn: "arn:tg", name: "web-tg", port: 80, protocol: "HTTP" },
};
const TASKS = "arn:aws:ecs:us-east-1:1:task-definition";
const ecs = {
  "aws_ecs_task_definition.web": {
    ...{ id: "web", arn: `${TASKS}/web:3`, arn_without_revision: `${TASKS}/web`, family: "web", revision: 3 },
    container_definitions: '[{"name":"web","image":"nginx","portMappings":[{"containerPort":80}],"environment":null}]',
  },
  "aws_ecs_service.web": {
    ...{ id: "arn:svc", name: "web", desired_count: 2, task_definition: `${TASKS}/web:3` },
    load_balancer: [{ container_name: "web", container_port: 80, target_group_arn: "arn:tg" }],
  },
};

/** Names of the services behind the default action of the load balancer of the first route. */
function endsOf({ api }: Topology): readonly string[] {
  const integration = api.routes[0]?.integration;
  if (integration?.kind !== "http-proxy" || integration.backend.kind !== "alb-listener") return [];
  const { defaultAction } = integration.backend.listener;
  return defaultAction.type === "forward"
    ? defaultAction.targets.flatMap(({ group }) => group.services.map(({ service }) => service.name))
    : [];
}

test("a default action without rules leads to the service", () => {
  const topology = serve({ ...balanced, ...ecs });
  expect(topology.gaps).toEqual([]);
  expect(endsOf(topology)).toEqual(["web"]);
  expect(requestPathsOf(topology)).toMatchObject([{ rule: "default action", end: "web" }]);
});

test.each(["web:3", "web", `${TASKS}/web`])("a service may name its task definition by %s", (named) => {
  const service = { ...ecs["aws_ecs_service.web"], task_definition: named };
  const topology = serve({ ...balanced, ...ecs, "aws_ecs_service.web": service });
  expect(topology.gaps).toEqual([]);
  expect(topology.services[0]?.task.family).toBe("web");
});

test("a revision newer than the one in the state has the containers of that one, with a notice", () => {
  const service = { ...ecs["aws_ecs_service.web"], task_definition: `${TASKS}/web:12` };
  const { services, gaps } = serve({ ...balanced, ...ecs, "aws_ecs_service.web": service });
  expect(services[0]?.task.containers[0]?.image).toBe("nginx");
  expect(gaps).toEqual([expect.stringMatching(/runs .*web:12, which .* does not have; .* is used\.$/)]);
});

test("a service without its task definition has the containers that it registers", () => {
  const { "aws_ecs_service.web": service } = ecs;
  const topology = serve({ ...balanced, "aws_ecs_service.web": service });
  expect(endsOf(topology)).toEqual(["web"]);
  expect(topology.services[0]?.task.containers).toMatchObject([{ name: "web", ports: [80] }]);
  expect(topology.gaps[0]).toContain("refers by task_definition to");
});

test("a target group that no service registers with is served by the process that --service names", () => {
  const topology = serve(balanced);
  expect(endsOf(topology)).toEqual(["web-tg"]);
  expect(topology.services).toMatchObject([{ name: "web-tg", desiredCount: 0 }]);
  expect(topology.gaps[0]).toContain("503; --service web-tg=http://localhost:<port>");
});

test("a rule of another listener, or one that is not understood, does not affect the others", () => {
  const action = [{ type: "forward", target_group_arn: "arn:tg" }];
  const condition = [{ path_pattern: [{ values: ["/a"] }] }];
  const topology = serve({
    ...balanced,
    ...ecs,
    "aws_lb_listener_rule.lost": { listener_arn: "arn:gone", priority: 1, action, condition },
    "aws_lb_listener_rule.regex": {
      ...{ listener_arn: "arn:listener", priority: 2, action },
      condition: [{ path_pattern: [{ values: [], regex_values: ["^/b"] }] }],
    },
    "aws_lb_listener_rule.odd": {
      ...{ listener_arn: "arn:listener", priority: 3, action: [{ type: "teleport" }], condition },
    },
    "aws_alb_listener_rule.good": { listener_arn: "arn:listener", priority: 4, action, condition },
  });
  const integration = topology.api.routes[0]?.integration;
  if (integration?.kind !== "http-proxy" || integration.backend.kind !== "alb-listener") throw new Error("no ALB");
  expect(integration.backend.listener.rules.map(({ priority, action: { type } }) => [priority, type])).toEqual([
    [3, "unserved"],
    [4, "forward"],
  ]);
  expect(topology.gaps).toHaveLength(3);
});

test("routes that only AWS can answer are listed, and the others are served", () => {
  const route = { api_id: "a1", authorization_type: "NONE" };
  const { api, gaps } = serve({
    ...balanced,
    ...ecs,
    "aws_apigatewayv2_integration.queue": {
      ...{ id: "i2", api_id: "a1", integration_type: "AWS_PROXY", integration_subtype: "SQS-SendMessage" },
    },
    "aws_apigatewayv2_route.queue": { ...route, route_key: "POST /queue", target: "integrations/i2" },
    "aws_apigatewayv2_route.lost": { ...route, route_key: "GET /lost", target: "integrations/gone" },
    "aws_apigatewayv2_route.empty": { ...route, route_key: "GET /empty", target: null },
    "aws_apigatewayv2_route.guarded": {
      ...{ api_id: "a1", route_key: "GET /guarded", target: "integrations/i1" },
      ...{ authorization_type: "CUSTOM", authorizer_id: "x" },
    },
  });
  expect(api.routes.map(({ key, integration: { kind }, authorization: { type } }) => [key, kind, type])).toEqual([
    ["ANY /{proxy+}", "http-proxy", "NONE"],
    ["POST /queue", "unserved", "NONE"],
    ["GET /lost", "unserved", "NONE"],
    ["GET /empty", "unserved", "NONE"],
    ["GET /guarded", "http-proxy", "unserved"],
  ]);
  expect(gaps).toHaveLength(4);
});

test("a Lambda authorizer is followed to its function, with the provider's defaults", () => {
  const { api } = serve({
    ...balanced,
    ...ecs,
    "aws_apigatewayv2_authorizer.doorman": {
      ...{ id: "x", api_id: "a1", name: "doorman", authorizer_type: "REQUEST" },
      authorizer_uri: `arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/arn:aws:lambda:us-west-2:111111111111:function:doorman/invocations`,
      ...{ authorizer_payload_format_version: "2.0", identity_sources: ["$request.header.Authorization"] },
    },
    "aws_apigatewayv2_route.guarded": {
      ...{ api_id: "a1", route_key: "GET /guarded", target: "integrations/i1" },
      ...{ authorization_type: "CUSTOM", authorizer_id: "x" },
    },
  });
  expect(api.routes.find(({ key }) => key === "GET /guarded")?.authorization).toEqual({
    type: "CUSTOM",
    authorizer: {
      address: "prod: aws_apigatewayv2_authorizer.doorman",
      name: "doorman",
      functionName: "doorman",
      payloadFormatVersion: "2.0",
      simpleResponses: false,
      identitySources: ["$request.header.Authorization"],
      resultTtlSeconds: 300,
    },
  });
});

test("in states, an interface endpoint is followed to its endpoint service by the service's name, and on to the listener", () => {
  const { consumers } = serve({
    ...balanced,
    ...ecs,
    "aws_vpc_endpoint.shop": { id: "vpce-1", service_name: "com.amazonaws.vpce.us-west-2.vpce-svc-1" },
    "aws_vpc_endpoint.logs": { id: "vpce-2", service_name: "com.amazonaws.us-west-2.logs" },
    "aws_vpc_endpoint_service.shop": {
      ...{ id: "vpce-svc-1", service_name: "com.amazonaws.vpce.us-west-2.vpce-svc-1" },
      network_load_balancer_arns: ["arn:nlb"],
    },
    "aws_lb.nlb": { id: "arn:nlb", arn: "arn:nlb", name: "nlb", load_balancer_type: "network" },
    "aws_lb_listener.outer": {
      ...{ id: "arn:outer", arn: "arn:outer", load_balancer_arn: "arn:nlb", port: 80, protocol: "TCP" },
      default_action: [{ type: "forward", target_group_arn: "arn:tg", forward: [], fixed_response: [], redirect: [] }],
    },
  });
  expect(consumers).toMatchObject([
    { name: "shop", address: "prod: aws_vpc_endpoint.shop", backend: { kind: "nlb-listener", listener: { port: 80 } } },
  ]);
});

test("ids are unique only within an API: a route uses the integration of its own API", () => {
  const topology = serve(
    {
      ...balanced,
      ...ecs,
      "aws_apigatewayv2_api.other": { id: "a2", name: "other", protocol_type: "HTTP" },
      "aws_apigatewayv2_integration.other": {
        ...{ id: "i1", api_id: "a2", integration_type: "AWS_PROXY", integration_uri: "arn:aws:lambda:x:1:function:f" },
      },
      "aws_apigatewayv2_route.other": { api_id: "a2", route_key: "GET /", target: "integrations/i1" },
      "aws_apigatewayv2_stage.other": { api_id: "a2", name: "$default" },
    },
    { api: "other" },
  );
  expect(topology.api.routes).toMatchObject([{ key: "GET /", integration: { kind: "aws-proxy", functionName: "f" } }]);
});

test("of several HTTP APIs the one with the most routes is served, and the others are named; WebSocket APIs do not count", () => {
  const topology = serve({
    "aws_apigatewayv2_api.empty": { id: "a0", name: "empty", protocol_type: "HTTP" },
    "aws_apigatewayv2_api.chat": { id: "a9", name: "chat", protocol_type: "WEBSOCKET" },
    ...balanced,
    ...ecs,
  });
  expect(topology.api.name).toBe("http");
  expect(topology.gaps).toEqual([
    "prod: aws_apigatewayv2_api.chat is a WebSocket API; only HTTP APIs are served.",
    "http is served, one of 2 APIs; --api serves empty.",
  ]);
  expect(() => serve(balanced, { api: "nope" })).toThrow("--api nope: no such HTTP API; give one of http.");
});

test("all stages are served, $default at the root", () => {
  const { api } = serve({
    ...balanced,
    ...ecs,
    "aws_apigatewayv2_stage.v1": { api_id: "a1", name: "v1", stage_variables: { color: "blue" } },
  });
  expect(api.stage.name).toBe("$default");
  expect(api.otherStages).toMatchObject([{ name: "v1", variables: { color: "blue" } }]);
});

test("an API of another Terraform configuration is known by the routes that this one adds", () => {
  const topology = serve({ ...without(balanced, API, "aws_apigatewayv2_stage.default"), ...ecs });
  expect(topology.api).toMatchObject({ name: "a1", stage: { name: "$default" }, routes: [{ key: "ANY /{proxy+}" }] });
  expect(topology.gaps).toHaveLength(2);
});

test("the API and the listener may come from data sources", () => {
  const topology = serve({
    ...without(balanced, API, "aws_lb_listener.http", "aws_lb.alb"),
    ...ecs,
    "data.aws_apigatewayv2_api.http": balanced[API],
    "data.aws_lb_listener.http": balanced["aws_lb_listener.http"],
  });
  expect(topology.gaps).toEqual([]);
  expect(endsOf(topology)).toEqual(["web"]);
});

test("a quick-created API gets its route and stage from its target", () => {
  const { api, gaps } = serve({
    [API]: { id: "a1", name: "http", protocol_type: "HTTP", target: "arn:aws:lambda:us-east-1:1:function:hello" },
  });
  expect(gaps).toEqual([]);
  expect(api).toMatchObject({
    stage: { name: "$default" },
    routes: [
      { key: "$default", integration: { kind: "aws-proxy", functionName: "hello", payloadFormatVersion: "2.0" } },
    ],
  });
});

test("routes may come from the API's OpenAPI body", () => {
  const integration = {
    ...{ type: "http_proxy", httpMethod: "ANY", uri: "arn:listener", payloadFormatVersion: "1.0" },
    ...{ connectionType: "VPC_LINK", connectionId: "link", requestParameters: { "overwrite:path": "$request.path" } },
  };
  const body = {
    openapi: "3.0.1",
    paths: {
      "/orders/{id}": {
        get: { "x-amazon-apigateway-integration": integration, security: [{ users: ["orders:read"] }] },
      },
      "/$default": {
        "x-amazon-apigateway-any-method": {
          "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/shared" },
        },
      },
    },
    components: {
      "x-amazon-apigateway-integrations": { shared: integration },
      securitySchemes: {
        users: {
          "x-amazon-apigateway-authorizer": {
            ...{ type: "jwt", identitySource: "$request.header.Authorization" },
            jwtConfiguration: { issuer: "https://issuer.example", audience: ["shop"] },
          },
        },
      },
    },
  };
  const others = without(balanced, "aws_apigatewayv2_route.all");
  const topology = serve({ ...others, ...ecs, [API]: { ...balanced[API], body: JSON.stringify(body) } });
  expect(topology.gaps).toEqual([]);
  expect(topology.api.routes).toMatchObject([
    {
      key: "GET /orders/{id}",
      authorization: {
        ...{ type: "JWT", scopes: ["orders:read"] },
        authorizer: { issuer: "https://issuer.example", audience: ["shop"] },
      },
      integration: { kind: "http-proxy", requestParameters: { "overwrite:path": "$request.path" } },
    },
    { key: "$default", authorization: { type: "NONE" }, integration: { kind: "http-proxy" } },
  ]);
  expect(endsOf(topology)).toEqual(["web"]);
});

test("a REST API's stage has its access log and its limits", () => {
  const body = JSON.stringify({ paths: {} });
  const { stage } = serve({
    "aws_api_gateway_rest_api.api": { id: "r1", name: "shop", body },
    "aws_api_gateway_stage.live": {
      rest_api_id: "r1",
      stage_name: "live",
      access_log_settings: [{ destination_arn: "arn:logs", format: "$context.status" }],
    },
    "aws_api_gateway_method_settings.all": {
      ...{ rest_api_id: "r1", stage_name: "live", method_path: "*/*" },
      settings: [{ throttling_burst_limit: 5, throttling_rate_limit: 10 }],
    },
  }).api;
  expect(stage).toMatchObject({ name: "live", accessLogFormat: "$context.status", throttle: { burst: 5, rate: 10 } });
});

describe("responses of a REST API", () => {
  const uri =
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:gate/invocations";
  function served(
    integration: object,
    api: object = { endpoint_configuration: [{ types: ["PRIVATE"] }] },
    document: object = {},
  ) {
    const paths = { "/a": { get: { "x-amazon-apigateway-integration": integration } } };
    const body = JSON.stringify({ ...document, paths });
    const described = { ...balanced, ...ecs, "aws_api_gateway_rest_api.api": { id: "r1", name: "shop", body, ...api } };
    Reflect.deleteProperty(described, API);
    const topology = serve(described);
    return { gaps: topology.gaps, integration: topology.api.routes.find(({ key }) => key === "GET /a")?.integration };
  }
  const toBalancer = {
    ...{ type: "http_proxy", httpMethod: "ANY", uri: "http://alb.internal/a", connectionType: "VPC_LINK" },
    ...{ connectionId: "v1", integrationTarget: "arn:alb" },
  };

  test("are buffered for up to 29 seconds unless the integration says otherwise", () => {
    const { integration } = served(toBalancer);
    expect(integration).toMatchObject({ kind: "http-proxy", timeoutMilliseconds: 29_000 });
    expect(integration).not.toHaveProperty("stream");
  });

  test.each([
    ["PRIVATE", 300_000],
    ["REGIONAL", 300_000],
    ["EDGE", 30_000],
  ])("of type %s may stream, with pauses of up to %i ms", (type, idleMilliseconds) => {
    const streams = { ...toBalancer, responseTransferMode: "STREAM", timeoutInMillis: 900_000 };
    expect(served(streams, { endpoint_configuration: [{ types: [type] }] }).integration).toMatchObject({
      ...{ timeoutMilliseconds: 900_000, stream: { idleMilliseconds } },
    });
  });

  test.each([
    ["are text", {}, {}, []],
    ["are bytes of the types of the body", { "x-amazon-apigateway-binary-media-types": ["*/*"] }, {}, ["*/*"]],
    ["are bytes of the types of the resource", {}, { binary_media_types: ["image/png"] }, ["image/png"]],
    [
      "are bytes of the types of the resource rather than of the body",
      { "x-amazon-apigateway-binary-media-types": ["*/*"] },
      { binary_media_types: ["image/png"] },
      ["image/png"],
    ],
  ])("%s", (_what, document, api, binaryMediaTypes) => {
    expect(served(toBalancer, api, document).integration).toMatchObject({ rest: { binaryMediaTypes } });
    const toFunction = { type: "aws_proxy", httpMethod: "POST", uri };
    expect(served(toFunction, api, document).integration).toMatchObject({ isRest: true, binaryMediaTypes });
  });

  test("of functions do not stream here, which is said", () => {
    const { gaps, integration } = served({
      type: "aws_proxy",
      httpMethod: "POST",
      uri,
      responseTransferMode: "STREAM",
    });
    expect(integration).toMatchObject({ kind: "aws-proxy", isRest: true });
    expect(gaps).toContainEqual(
      expect.stringMatching(/streams the responses of its function; here they are delivered when/),
    );
  });
});

test("a Lambda authorizer of an imported document is one of its API's", () => {
  const uri =
    "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:gate/invocations";
  function authorizationIn(api: string, scheme: object) {
    const operation = { "x-amazon-apigateway-integration": { type: "aws_proxy", uri }, security: [{ gate: [] }] };
    const extension = { type: "request", authorizerUri: uri, authorizerResultTtlInSeconds: 60, ...scheme };
    const components = { securitySchemes: { gate: { "x-amazon-apigateway-authorizer": extension } } };
    const body = JSON.stringify({ paths: { "/a": { get: operation } }, components });
    return serve({ [api]: { ...balanced[API], body } }).api.routes.find(({ key }) => key === "GET /a")?.authorization;
  }
  const sources = "method.request.header.X-Key, context.path";
  expect(authorizationIn("aws_api_gateway_rest_api.api", { identitySource: sources })).toMatchObject({
    type: "CUSTOM",
    authorizer: {
      ...{ name: "gate", functionName: "gate", isRest: true, simpleResponses: false, resultTtlSeconds: 60 },
      identitySources: ["$request.header.X-Key", "$context.path"],
    },
  });
  const format = { authorizerPayloadFormatVersion: "2.0", enableSimpleResponses: true };
  expect(authorizationIn(API, { identitySource: "$request.header.X-Key", ...format })).toMatchObject({
    type: "CUSTOM",
    authorizer: {
      ...{ payloadFormatVersion: "2.0", simpleResponses: true },
      identitySources: ["$request.header.X-Key"],
    },
  });
});

test("a Network Load Balancer in front of an Application Load Balancer leads through both", () => {
  const topology = serve({
    ...balanced,
    ...ecs,
    "aws_lb.nlb": { id: "arn:nlb", arn: "arn:nlb", name: "nlb", load_balancer_type: "network" },
    "aws_lb_listener.tcp": {
      ...{ id: "arn:tcp", arn: "arn:tcp", load_balancer_arn: "arn:nlb", port: 80, protocol: "TCP" },
      default_action: [{ type: "forward", target_group_arn: "arn:to-alb" }],
    },
    "aws_lb_target_group.alb": { id: "arn:to-alb", arn: "arn:to-alb", name: "alb", port: 80, target_type: "alb" },
    "aws_lb_target_group_attachment.alb": { target_group_arn: "arn:to-alb", target_id: "arn:alb", port: 80 },
    "aws_apigatewayv2_integration.alb": { ...vpcLink, id: "i1", integration_uri: "arn:tcp" },
  });
  expect(topology.gaps).toEqual([]);
  expect(endsOf(topology)).toEqual(["web"]);
});

test.each([
  [
    "GRPC",
    { protocol: "HTTP", protocol_version: "GRPC", health_check: [{ protocol: "HTTP", matcher: "0-99" }] },
    "TCP",
  ],
  ["TLS", { protocol: "TLS", health_check: [{ protocol: "TLS" }] }, "TCP"],
  ["HTTP for TCP", { protocol: "TCP", health_check: [{ protocol: "HTTP", path: "/up", matcher: "200-399" }] }, "HTTP"],
])("health checks of a group for %s", (_name, changes, protocol) => {
  const group = { ...balanced["aws_lb_target_group.web"], ...changes };
  const topology = serve({ ...balanced, ...ecs, "aws_lb_target_group.web": group });
  const integration = topology.api.routes[0]?.integration;
  if (integration?.kind !== "http-proxy" || integration.backend.kind !== "alb-listener") throw new Error("no ALB");
  const { defaultAction } = integration.backend.listener;
  if (defaultAction.type !== "forward") throw new Error("no forward");
  expect(defaultAction.targets[0]?.group.healthCheck.protocol).toBe(protocol);
});

test("without an HTTP API there is nothing to serve", () => {
  expect(() => serve({ "aws_api_gateway_rest_api.old": { id: "r1", name: "old" } })).toThrow(
    /has no aws_apigatewayv2_api with protocol_type HTTP to serve\. prod: aws_api_gateway_rest_api\.old is a REST API without a body; only HTTP APIs, and REST APIs with one, are served\.$/,
  );
});

test("the output of `terraform show -json` for a state is read like the state", () => {
  const file = join(temporaryFolder(), "shown.json");
  const resources = Object.entries({ ...balanced, ...ecs }).map(([address, values]) => {
    const [type, name] = address.split(".");
    return { address, mode: "managed", type, name, values };
  });
  const [first, ...others] = resources;
  const child_modules = [{ address: "module.a", resources: others }];
  const root_module = { resources: [first], child_modules };
  writeFileSync(file, JSON.stringify({ format_version: "1.0", values: { root_module } }));
  const topology = readTopology(readStates([file]), "/project");
  expect(topology.gaps).toEqual([]);
  expect(endsOf(topology)).toEqual(["web"]);
});

test("a plan given as a state is refused, and a state given as a plan", () => {
  const file = join(temporaryFolder(), "plan.json");
  writeFileSync(file, JSON.stringify({ format_version: "1.2", planned_values: {} }));
  expect(() => readStates([file])).toThrow("is a plan; give it to --plan.");
  writeFileSync(file, JSON.stringify({ format_version: "1.0", values: {} }));
  expect(() => readPlanned(file)).toThrow("is a state, not a plan");
  writeFileSync(file, "PK\u0003\u0004");
  expect(() => readPlanned(file)).toThrow("is a saved plan; `terraform show -json");
});
