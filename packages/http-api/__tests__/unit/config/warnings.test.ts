import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";
import { configWarnings } from "../../../src/config/warnings";
import { configOf, service } from "@private-http-api/test-support";

function warningsIn(raw: object): readonly string[] {
  const { config, problems } = resolveConfig(raw);
  if (!config) throw new Error(problems.map(formatProblem).join("\n"));
  return configWarnings(config, raw).map(formatProblem);
}

function warningsOf(environment: object, settings: object = {}): readonly string[] {
  return warningsIn(configOf({ app: service("/api/app", settings) }, environment));
}

function functionOf(runtime: string) {
  return {
    api: { functions: { reports: { path: "/reports", source: "services", handler: "index.handler", runtime } } },
  };
}

test.each([
  ["nodejs18.x", "2025-09-01", "2027-02-01", "2027-03-03"],
  ["nodejs20.x", "2026-04-30", "2027-02-01", "2027-03-03"],
])("a function of %s, which AWS has deprecated, is warned about with AWS's dates", (runtime, since, create, update) => {
  expect(warningsOf(functionOf(runtime))).toEqual([
    `environments.dev.api.functions.reports.runtime: got "${runtime}", which has had no security updates since ${since}; AWS refuses to create functions with it from ${create} and to update them from ${update}; give a newer one`,
  ]);
});

test.each(["nodejs22.x", "nodejs24.x", "python3.11", "python3.14"])("one of %s is not", (runtime) => {
  expect(warningsOf(functionOf(runtime))).toEqual([]);
});

test("what is said of many services is said once, with three of the others by name", () => {
  const names = [1, 2, 3, 4, 5, 6].map((number) => `s${String(number)}`);
  const settings = { integration: "cloud-map", containerHealthCheck: { command: ["CMD", "true"] }, desiredCount: 1 };
  const raw = configOf(Object.fromEntries(names.map((name) => [name, service(`/${name}`, settings)])));
  expect(warningsIn(raw)).toEqual([
    expect.stringMatching(
      /^services\.s1\.desiredCount: a single task .* two or more \(also services\.s2\.desiredCount, services\.s3\.desiredCount, services\.s4\.desiredCount and 2 more\)$/,
    ),
  ]);
});

test.each(["172.17.0.0/16", "172.17.128.0/17", "172.17.64.0/18"])("a VPC of %s overlaps Docker's network", (cidr) => {
  expect(warningsOf({ network: { cidr } })).toEqual([
    `environments.dev.network.cidr: got "${cidr}", which overlaps Docker's own network (172.17.0.0/16): hosts that run Docker, such as AWS Cloud9's, cannot reach it; give another range before the first deploy, like 10.0.0.0/16`,
  ]);
});

test.each(["172.16.0.0/16", "172.18.0.0/16", "10.17.0.0/16", "172.170.0.0/16"])("one of %s does not", (cidr) => {
  expect(warningsOf({ network: { cidr } })).toEqual([]);
});

test("an existing network has no range to judge", () => {
  const existing = { vpcId: "vpc-00000000", privateSubnetIds: ["subnet-00000000", "subnet-11111111"] };
  expect(warningsOf({ network: { existing } })).toEqual([]);
});

describe("a service behind Cloud Map", () => {
  const containerHealthCheck = { command: ["CMD", "node", "healthcheck.js"] };
  const behind = { integration: "cloud-map", containerHealthCheck };
  const gap =
    "a single task behind Cloud Map is stopped before Cloud Map knows that the new one is healthy, and requests fail for up to half a minute; give two or more";

  test("of two tasks that tell their health is fine", () => {
    expect(warningsOf({}, behind)).toEqual([]);
    expect(warningsOf({}, { desiredCount: 1 })).toEqual([]);
  });

  test.each([
    ["desiredCount", { desiredCount: 1 }],
    ["scaling", { scaling: { min: 1, max: 4 } }],
  ])("of one task, by %s, has a gap at every rollout", (key, settings) => {
    expect(warningsOf({}, { ...behind, ...settings })).toEqual([`services.app.${key}: ${gap}`]);
  });

  test("that does not tell its health is taken for healthy before it listens", () => {
    const [warning, ...more] = warningsOf({}, { integration: "cloud-map" });
    expect(warning).toMatch(/^services\.app\.containerHealthCheck: is absent, so ECS considers/);
    expect(more).toEqual([]);
  });
});

test("what environments share is said once, at its place in the file, and an override at its own", () => {
  const { environments, ...raw } = configOf({ app: service("/api/app", { integration: "cloud-map" }) });
  const containerHealthCheck = { command: ["CMD", "node", "healthcheck.js"] };
  const { dev } = environments as { dev: object };
  const one = { services: { app: { containerHealthCheck, desiredCount: 1 } } };
  expect(warningsIn({ ...raw, environments: { a: dev, b: dev, c: { ...dev, ...one } } })).toEqual([
    expect.stringMatching(/^services\.app\.containerHealthCheck: is absent/),
    expect.stringMatching(/^environments\.c\.services\.app\.desiredCount: a single task/),
  ]);
});

test("the X-Ray daemon is in maintenance, ADOT is not", () => {
  function traced(collector: string) {
    return warningsOf(
      {},
      { memoryMiB: 1024, tracing: { collector, image: { uri: "registry.example.com/collector:1.0.0" } } },
    );
  }
  expect(traced("x-ray")).toEqual([
    'services.app.tracing.collector: got "x-ray", whose daemon has been in maintenance since February 2026; use "adot", with OpenTelemetry in the application',
  ]);
  expect(traced("adot")).toEqual([]);
});

describe("an environment that is recorded and no longer in the config", () => {
  const numbers = { listenerPorts: {}, listenerRulePriorities: {} };
  const images = { account: "111111111111", region: "us-west-2", images: {} };

  function warningsWith(config: object): readonly string[] {
    const resolved = resolveConfig(configOf({ app: service("/api/app") })).config;
    if (!resolved) throw new Error("the sample config is refused");
    return configWarnings({ ...resolved, ...config }, {}).map(formatProblem);
  }

  test.each([
    ["by its numbers", { allocations: { shop: { dev: numbers, old: numbers } } }],
    ["by its images", { images: { record: { shop: { old: images } }, choice: "recorded-sources" } }],
  ])("is named, %s", (_how, config) => {
    expect(warningsWith(config)).toEqual([
      "environments.old: is recorded in http-api.allocations.json or http-api.images.json and no longer in the config: its stacks are not synthesized, and their resources stay on AWS; put it back and destroy it (npx cdktf destroy 'old-*'), or delete its lines in those files",
    ]);
  });

  test("is not warned about where it is another application's", () => {
    expect(warningsWith({ allocations: { other: { old: numbers } } })).toEqual([]);
  });
});

test("ARNs of the European Sovereign Cloud need a newer provider", () => {
  const secrets = { DB: "arn:aws-eusc:secretsmanager:eusc-de-east-1:111111111111:secret:db-AbCdEf" };
  expect(warningsOf({ region: "eusc-de-east-1" }, { secrets })).toEqual([
    "environments.dev: has ARNs of the partition aws-eusc, which AWS provider 6.14.1 and older refuse; use 6.15.0 or newer there (docs/versions.md)",
  ]);
  expect(warningsOf({ region: "eusc-de-east-1" })).toEqual([]);
});
