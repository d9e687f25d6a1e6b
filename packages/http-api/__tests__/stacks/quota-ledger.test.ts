import { configOf, fullConfig, service, SynthesizedApp } from "@private-http-api/test-support";
import { nearLimits, quotaLedger, QUOTAS } from "../../src/config/quotas/ledger";
import { resolveConfig } from "../../src/config/resolve-config";

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An environment, as the ledger and as the JSON see it. */
function both(raw: { readonly environments: object }) {
  const environment = resolveConfig(raw).config?.environments[0];
  if (!environment) throw new Error("refused");
  const app = new SynthesizedApp(raw);
  const stacks = app.ids.map((id) => app.json(id).resource);
  function of(type: string) {
    return Object.assign({}, ...stacks.map((resource) => resource[type] ?? {})) as Resources;
  }
  const rows = new Map(quotaLedger(environment).map((row) => [row.key, row.use]));
  return { rows, of };
}

function count(resources: Resources) {
  return Object.keys(resources).length;
}

/** How many rules the fullest group has in one direction. */
function mostRules(of: (type: string) => Resources): number {
  return Math.max(
    ...["ingress", "egress"].flatMap((direction) => {
      const groups = Object.values(of(`aws_vpc_security_group_${direction}_rule`)).map(
        (rule) => rule["security_group_id"],
      );
      return [...new Set(groups)].map((group) => groups.filter((each) => each === group).length);
    }),
  );
}

interface Widget {
  readonly properties: { readonly metrics?: readonly unknown[] };
}

function widgetsIn(of: (type: string) => Resources): readonly Widget[] {
  const body = of("aws_cloudwatch_dashboard")["dashboard"]?.["dashboard_body"] as string;
  return (JSON.parse(body) as { widgets: Widget[] }).widgets;
}

/** A text as long as AWS sees it: references are ARNs, of at most 120 characters here. */
function asDeployed(text: unknown) {
  return String(text)
    .replaceAll(/\$\{[^}]*\}/g, "x".repeat(120))
    .replaceAll("$${", "${");
}

function many(total: number, settings: object = {}) {
  return Object.fromEntries(
    Array.from({ length: total }, (_, n) => [`s${String(n)}`, service(`/api/s${String(n)}`, settings)]),
  );
}

const ECR = { image: { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" } };

const USES = Array.from({ length: 6 }, (_, n) => ({
  table: `arn:aws:dynamodb:us-west-2:111111111111:table/table-${String(n)}`,
  access: ["read", "write"],
  as: `TABLE_${String(n)}`,
  keyArn: "arn:aws:kms:us-west-2:111111111111:key/11111111-2222-3333-4444-555555555555",
}));

const BUCKETS = Array.from({ length: 50 }, (_, n) => `arn:aws:s3:::reports-of-the-shop-${String(n)}/*`);

const ENVIRONMENTS: readonly [string, { readonly environments: object }][] = [
  ["everything that production may ask for", fullConfig()],
  [
    "a few services",
    configOf(
      { ...many(3), "x-nlb": service("/n", { integration: "nlb" }) },
      { api: { domain: { name: "api.example.com", hostedZone: { id: "Z0123456789", name: "example.com" } } } },
    ),
  ],
  ["a service that uses tables with a customer key", configOf(many(4, { uses: USES }))],
  ["one service", configOf(many(1))],
  [
    "services that call AWS through endpoints",
    configOf(
      {
        ...many(2, { ...ECR, uses: USES, exec: true }),
        reports: service("/reports", {
          ...ECR,
          integration: "nlb",
          secrets: { DB: "arn:aws:secretsmanager:us-west-2:111111111111:secret:shop/db-AbCdEf" },
          taskPolicy: [{ Action: ["s3:GetObject", "sqs:SendMessage"], Resource: BUCKETS }],
        }),
      },
      { network: { egress: "endpoints" }, encryption: "customer-key" },
    ),
  ],
  ["100 services behind the load balancer", configOf(many(100))],
  [
    "services that PrivateLink leads to",
    configOf(many(5, { privateLink: { bypassesAuthorization: true } }), {
      privateLink: { allow: ["333333333333"], services: ["s0", "s3"] },
    }),
  ],
  ["ten services that call each other", configOf(many(10, { calls: Object.keys(many(10)) }))],
  [
    "61 services of Cloud Map behind endpoints",
    configOf(many(61, { ...ECR, integration: "cloud-map" }), { network: { egress: "endpoints" } }),
  ],
  [
    "50 services behind the network load balancer",
    configOf(many(50, { integration: "nlb" }), { network: { egress: "nat-per-az" } }),
  ],
];

describe.each(ENVIRONMENTS)("the ledger of %s counts what is synthesized:", (_what, raw) => {
  const { rows, of } = both(raw);
  const widgets = widgetsIn(of);
  function balancer(type: string) {
    return Object.values(of("aws_lb")).some((each) => each["load_balancer_type"] === type);
  }

  function endpoints(type: string) {
    return Object.values(of("aws_vpc_endpoint")).filter((each) => each["vpc_endpoint_type"] === type).length;
  }

  test.each([
    ["routes", () => count(of("aws_apigatewayv2_route"))],
    ["integrations", () => count(of("aws_apigatewayv2_integration"))],
    ["vpcLinks", () => count(of("aws_apigatewayv2_vpc_link"))],
    ["certificates", () => count(of("aws_acm_certificate"))],
    ["domains", () => count(of("aws_apigatewayv2_domain_name"))],
    ["elasticIps", () => count(of("aws_eip"))],
    ["vpcs", () => count(of("aws_vpc"))],
    ["roles", () => Object.keys(of("aws_iam_role")).length],
    ["ecsServices", () => count(of("aws_ecs_service"))],
    ["listenerRules", () => count(of("aws_lb_listener_rule"))],
    ["targetGroups", () => count(of("aws_lb_listener_rule")) - count(of("aws_vpc_endpoint_service")) * 3],
    [
      "nlbListeners",
      () =>
        balancer("network")
          ? count(of("aws_lb_listener")) - (balancer("application") ? 1 : 0) - count(of("aws_vpc_endpoint_service")) * 2
          : 0,
    ],
    ["securityGroupRules", () => mostRules(of)],
    ["interfaceEndpoints", () => endpoints("Interface")],
    ["gatewayEndpoints", () => endpoints("Gateway")],
    ["dashboardWidgets", () => widgets.length],
    ["dashboardMetrics", () => widgets.reduce((sum, { properties: { metrics = [] } }) => sum + metrics.length, 0)],
    ["widgetMetrics", () => Math.max(...widgets.map(({ properties: { metrics = [] } }) => metrics.length))],
  ])("%s", (key, counted) => {
    expect(rows.get(key)).toBe(counted());
  });

  test("security group rules, within AWS's default", () => {
    expect(mostRules(of)).toBeLessThanOrEqual(60);
  });

  // Sizes are estimated from above, but not so far that much of AWS's would be lost.
  test.each([
    ["rolePolicy", "aws_iam_role_policy", "policy", 1100],
    ["taskDefinition", "aws_ecs_task_definition", "container_definitions", 3500],
    ["endpointPolicy", "aws_vpc_endpoint_policy", "policy", 900],
  ])("%s", (key, type, attribute, room) => {
    const longest = Math.max(0, ...Object.values(of(type)).map((each) => asDeployed(each[attribute]).length));
    expect(rows.get(key)).toBeGreaterThanOrEqual(longest);
    expect(rows.get(key)).toBeLessThanOrEqual(longest + room);
  });
});

describe("over a quota", () => {
  function problems(services: object, environment: object = {}) {
    return resolveConfig(configOf(services as Record<string, unknown>, environment)).problems.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
  }

  test("that AWS does not raise, a config is refused with what to change", () => {
    expect(problems(many(101))).toEqual([
      'environments.dev.services: 101 target groups, and AWS allows 100 per Application Load Balancer; give some services integration "cloud-map" or "nlb", or split the application; AWS does not raise it',
    ]);
  });

  test("that AWS raises, a config is refused until it says so", () => {
    const services = many(151, { integration: "cloud-map" });
    expect(problems(services)).toEqual([
      'environments.dev.api: 302 routes, and AWS allows 300 per API; s0 has 2, s1 has 2, s2 has 2, s3 has 2, s4 has 2 and 146 others share the rest; narrow the methods of services, set api.routing to "proxy", or split the application, or ask AWS to raise the quota and set quotas.routes',
    ]);
    expect(problems(services, { quotas: { routes: 302 } })).toEqual([]);
  });

  test("of the account, which varies, only where the environment names it", () => {
    const services = many(20, { cpu: 1024, memoryMiB: 2048 });
    expect(problems(services)).toEqual([]);
    expect(problems(services, { quotas: { fargateVcpus: 30 } })).toEqual([
      "environments.dev.services: 40 on-demand vCPUs, and AWS allows 30 per account and Region; lower cpu or the number of tasks, or use capacity.spotPercent, or ask AWS to raise the quota and set quotas.fargateVcpus",
    ]);
  });

  test("a key that AWS does not raise is not known", () => {
    expect(problems(many(1), { quotas: { integrations: 400 } })[0]).toMatch(
      /^environments\.dev\.quotas: unknown key "integrations"; allowed: .*routes/,
    );
  });
});

test("what environments have together is counted together, and says which have it", () => {
  const { environments, ...raw } = configOf(many(1));
  const { dev } = environments as { dev: object };
  const elsewhere = { ...dev, region: "eu-west-1" };
  const all = resolveConfig({ ...raw, environments: { dev, qa: dev, other: elsewhere } }).config?.environments ?? [];
  const [first] = all;
  if (!first) throw new Error("refused");
  const rows = quotaLedger(first, all).filter(({ key }) => ["vpcs", "roles", "routes"].includes(key));
  expect(rows.map(({ key, use, of }) => [key, use, of])).toEqual([
    ["routes", 2, undefined],
    ["vpcs", 2, "dev, qa"],
    ["roles", 9, "dev, other, qa"],
  ]);
});

test("the review shows what is above 80 %, and what varies by account only where the config names it", () => {
  function near(total: number, quotas: object = {}) {
    const environment = resolveConfig(configOf(many(total), { quotas })).config?.environments[0];
    if (!environment) throw new Error("refused");
    return nearLimits(quotaLedger(environment)).map(({ key }) => key);
  }
  expect(near(80)).toEqual([]);
  expect(near(81)).toEqual(["targetGroups", "listenerRules"]);
  expect(near(81, { listenerRules: 200 })).toEqual(["targetGroups"]);
  expect(near(10, { fargateVcpus: 6 })).toEqual([]);
  expect(near(10, { fargateVcpus: 5 })).toEqual(["fargateVcpus"]);
});

test("every quota that can be raised has a key in the environment, with AWS's default", () => {
  const quotas = resolveConfig(configOf(many(1))).config?.environments[0]?.quotas;
  const raisable = QUOTAS.filter(({ raisable: can, varies }) => can && varies !== true);
  expect(quotas).toEqual(Object.fromEntries(raisable.map(({ key, limit }) => [key, limit])));
});

test("VPCs of consumers count in the account that they are made in", () => {
  const exposed = many(1, { privateLink: { bypassesAuthorization: true } });
  const roleArn = "arn:aws:iam::333333333333:role/deploy";
  const { rows } = both(
    configOf(exposed, {
      privateLink: { allow: ["111111111111", "333333333333"], services: ["s0"] },
      consumers: { here: { account: "111111111111" }, there: { account: "333333333333", roleArn } },
    }),
  );
  expect(rows.get("vpcs")).toBe(2);
});
