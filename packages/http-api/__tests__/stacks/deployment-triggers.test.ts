import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const API = "dev-http-api";
/** What a deployment freezes; the stage's own settings are live at once. */
const DEPLOYED = ["api", "authorizer", "integration", "route"].map((type) => `aws_apigatewayv2_${type}`);
/** Attributes that say nothing of what the API does. */
const ASIDE = ["//", "depends_on", "lifecycle", "tags", "name", "description"];

interface Changes {
  readonly api?: object;
  readonly orders?: object;
  readonly environment?: object;
}

const cors = { allowOrigins: ["https://app.example.com"] };
const jwt = { issuer: "https://login.example.com", audience: ["shop"] };
const gate = { function: { functionArn: "arn:aws:lambda:us-west-2:111111111111:function:gate" }, cacheSeconds: 60 };
const hello = {
  path: "/hello",
  functionArn: "arn:aws:lambda:us-west-2:111111111111:function:hello:live",
  authorization: "none",
};

function synth({ api = {}, orders = {}, environment = {} }: Changes): SynthesizedApp {
  const services = {
    orders: service("/orders", { authorization: { authorizer: "jwt", scopes: ["a"] }, ...orders }),
    stock: service("/stock", { integration: "nlb", authorization: "none" }),
    users: service("/users", { integration: "cloud-map", authorization: "none" }),
  };
  const whole = { autoDeploy: false, cors, authorizers: { jwt, gate }, functions: { hello }, ...api };
  return new SynthesizedApp(configOf(services, { api: whole, ...environment }));
}

function triggersOf(app: SynthesizedApp): unknown {
  return app.resources(API, "aws_apigatewayv2_deployment")["stage_deployment"]?.["triggers"];
}

/** Every resource that a deployment freezes, with what matters of it. */
function frozen(app: SynthesizedApp): unknown {
  return DEPLOYED.map((type) =>
    Object.entries(app.resources(API, type)).map(([name, attributes]) => [
      name,
      Object.entries(attributes).filter(([key]) => !ASIDE.includes(key)),
    ]),
  );
}

const usual = synth({});

const CHANGES: Readonly<Record<string, Changes>> = {
  "CORS goes": { api: { cors: undefined } },
  "an allowed origin": { api: { cors: { allowOrigins: ["https://other.example.com"] } } },
  "allowed methods": { api: { cors: { ...cors, allowMethods: ["GET"] } } },
  "allowed headers": { api: { cors: { ...cors, allowHeaders: ["x-a"] } } },
  "exposed headers": { api: { cors: { ...cors, exposeHeaders: ["x-a"] } } },
  credentials: { api: { cors: { ...cors, allowCredentials: true } } },
  "max age": { api: { cors: { ...cors, maxAgeSeconds: 1 } } },
  "a token's issuer": { api: { authorizers: { jwt: { ...jwt, issuer: "https://other.example.com" } } } },
  "a token's audience": { api: { authorizers: { jwt: { ...jwt, audience: ["other"] } } } },
  "where tokens are looked for": {
    api: { authorizers: { jwt: { ...jwt, identitySource: "$request.header.X-Token" } } },
  },
  "how long decisions are remembered": { api: { authorizers: { jwt, gate: { ...gate, cacheSeconds: 0 } } } },
  "what decisions are remembered by": {
    api: { authorizers: { jwt, gate: { ...gate, identitySources: ["$context.routeKey"] } } },
  },
  "the function that decides": {
    api: { authorizers: { jwt, gate: { ...gate, function: { functionArn: `${gate.function.functionArn}2` } } } },
  },
  scopes: { orders: { authorization: { authorizer: "jwt", scopes: ["b"] } } },
  "who may call": { orders: { authorization: "iam" } },
  methods: { orders: { methods: ["GET"] } },
  "a path": { orders: { path: "/other", healthCheck: { path: "/other/health" } } },
  "a prefix that is taken off": { orders: { stripPrefix: true } },
  "a service's integration": { orders: { integration: "cloud-map" } },
  "an instance attribute": { orders: { integration: "cloud-map", instanceAttributes: { REGION: "us-west-2" } } },
  "the integrations' timeout": { api: { integrationTimeoutSeconds: 28 } },
  "a stage's name, which mappings take off": { api: { stage: "live" } },
  "a base path": { api: { basePath: "/next" } },
  routing: { api: { routing: "proxy", cors: undefined }, orders: { authorization: "none" } },
  "a function's path": { api: { functions: { hello: { ...hello, path: "/other" } } } },
  "a function's ARN": { api: { functions: { hello: { ...hello, functionArn: `${hello.functionArn}2` } } } },
  "a function goes": { api: { functions: {} } },
  "the kind of addresses": { api: { ipAddressType: "dualstack" } },
  "a domain, which turns the default endpoint off": {
    api: {
      domain: {
        name: "api.example.com",
        certificateArn: "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555",
      },
    },
  },
  "TLS to the load balancers": {
    environment: {
      internalTls: {
        certificateArn: "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555",
        serverName: "internal.example.com",
      },
    },
  },
};

describe("with autoDeploy off, a new deployment follows a change of", () => {
  test.each(Object.entries(CHANGES))("%s", (_what, changes) => {
    const changed = synth(changes);
    // Else the test says nothing: the change has to reach what a deployment freezes.
    expect(frozen(changed)).not.toEqual(frozen(usual));
    expect(triggersOf(changed)).not.toEqual(triggersOf(usual));
  });

  test("every route, integration and authorizer, each of which has its own trigger", () => {
    const triggers = Object.keys(triggersOf(usual) as object);
    const kinds = ["authorizer", "integration", "route"].map((kind) => [
      kind,
      triggers.filter((key) => key.startsWith(`${kind} `)).length,
    ]);
    expect(kinds).toEqual(
      ["authorizer", "integration", "route"].map((kind) => [
        kind,
        Object.keys(usual.resources(API, `aws_apigatewayv2_${kind}`)).length,
      ]),
    );
  });
});

test.each([
  ["throttling", { api: { throttle: { burst: 1, rate: 1 } } }],
  ["stage variables", { api: { stageVariables: { a: "b" } } }],
  ["alarms", { environment: { alarms: { email: ["team@example.com"] } } }],
])("and none a change of %s, which is the stage's own", (_what, changes: Changes) => {
  const changed = synth(changes);
  expect(frozen(changed)).toEqual(frozen(usual));
  expect(triggersOf(changed)).toEqual(triggersOf(usual));
});
