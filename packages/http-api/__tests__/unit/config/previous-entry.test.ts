import { problemLines } from "../../support/problem-lines";
import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";
import { planRoutes } from "../../../src/config/route-plan";
import { configWarnings } from "../../../src/config/warnings";
import { configOf, service } from "@private-http-api/test-support";

function resolved(services: Readonly<Record<string, unknown>>, environment: object = {}) {
  const raw = configOf(services, environment);
  const { config, problems } = resolveConfig(raw);
  expect(problems).toEqual([]);
  const [found] = config?.environments ?? [];
  if (!config || !found) throw new Error("no environment");
  return { raw, config, environment: found };
}

function problemsOf(settings: object, environment: object = {}): readonly string[] {
  const services = { app: service("/api/app", settings), other: service("/api/other") };
  return problemLines(configOf(services, environment));
}

const at = "services.app.previousEntry";

test.each<[string, object, object, string]>([
  [
    "nothing that changes",
    { previousEntry: {} },
    {},
    `${at}: is the same as the service's entry; give what this deploy changes (integration, path or listenerRule) as it was before, or leave it out`,
  ],
  [
    "the entry of now",
    { integration: "nlb", previousEntry: { integration: "nlb", path: "/api/app" } },
    {},
    `${at}: is the same as the service's entry; give what this deploy changes (integration, path or listenerRule) as it was before, or leave it out`,
  ],
  [
    "a rule where there was none",
    { previousEntry: { integration: "nlb", listenerRule: "path" } },
    {},
    `${at}.listenerRule: got "path" for an entry by "nlb", which has no listener rule; leave it out, or set previousEntry.integration to "alb"`,
  ],
  [
    "the path of another service",
    { previousEntry: { path: "/api/other" } },
    {},
    `${at}.path: got "/api/other", which is the path of other already; give each service a path of its own`,
  ],
  [
    "a path whose routes AWS would refuse beside the new ones",
    { methods: ["GET"], previousEntry: { path: "/api/old" } },
    {},
    `${at}.path: got "/api/old" for a service whose routes name their methods: AWS allows one route per key, so the old path would have none for a moment; deploy once with api.autoDeploy false, then change the path: its routes then go live together`,
  ],
])("a previous entry is refused that is %s", (_what, settings, environment, problem) => {
  expect(problemsOf(settings, environment)).toEqual([problem]);
});

test("routes of a path that goes are there before those of the new one change, under keys that AWS takes", () => {
  const { environment } = resolved({ app: service("/api/new", { previousEntry: { path: "/api/old" } }) });
  const { routes, integrations } = planRoutes(environment);
  const former = routes.filter(({ key }) => key.includes("/api/old"));
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  expect(former.map(({ key }) => key)).toEqual([
    ...methods.map((method) => `${method} /api/old`),
    ...methods.map((method) => `${method} /api/old/{proxy+}`),
  ]);
  const current = routes.find(({ id }) => id === "app_below");
  expect(current).toMatchObject({ key: "ANY /api/new/{proxy+}", integration: "alb" });
  expect(current?.after).toEqual(former.slice(7).map(({ id }) => id));
  expect(integrations.map(({ id }) => id)).toEqual(["alb"]);
});

test("routes that go live together keep the keys of before", () => {
  const settings = { methods: ["GET"], previousEntry: { path: "/api/old" } };
  const { environment } = resolved({ app: service("/api/new", settings) }, { api: { autoDeploy: false } });
  const old = planRoutes(environment).routes.filter(({ key }) => key.includes("/api/old"));
  expect(old.map(({ key, after }) => [key, after])).toEqual([
    ["GET /api/old", ["app_path_get"]],
    ["GET /api/old/{proxy+}", ["app_below_get"]],
  ]);
});

test("each path of a service whose path is taken off has an integration of its own", () => {
  const settings = { stripPrefix: true, previousEntry: { path: "/api/old" } };
  const { environment } = resolved({ app: service("/api/new", settings) });
  const plan = planRoutes(environment);
  expect(plan.integrations.map(({ id, requestParameters }) => [id, requestParameters["overwrite:path"]])).toEqual([
    ["app_path", "/"],
    ["app_below", "/${request.path.proxy}"],
    ["app_previous_path", "/"],
    ["app_previous_below", "/${request.path.proxy}"],
  ]);
});

describe("while a listener rule of before stays", () => {
  test("it has a number of its own, on record", () => {
    const services = { app: service("/api/new", { previousEntry: { path: "/old" } }) };
    const { environment } = resolved(services);
    const { listenerRulePriorities: numbers, recordedNumbers } = environment;
    expect(Object.keys(numbers)).toEqual(["app", "app/previous"]);
    expect(recordedNumbers.listenerRulePriorities).toEqual(numbers);
    // A path of one segment comes after those of two.
    expect(numbers["app/previous"]).toBeGreaterThan(numbers["app"] ?? 0);
  });

  test("a service that leaves the load balancer keeps the number of its rule", () => {
    const before = resolved({ app: service("/api/app") }).environment.listenerRulePriorities;
    const settings = { integration: "nlb", previousEntry: { integration: "alb" } };
    const { environment } = resolved({ app: service("/api/app", settings) });
    expect(environment.listenerRulePriorities).toEqual(before);
    expect(Object.keys(environment.listenerPorts)).toEqual(["app"]);
  });

  test("no client may bring the header that it looks at", () => {
    const settings = { previousEntry: { listenerRule: "header" } };
    const { environment } = resolved({ app: service("/api/app", settings), b: service("/b") });
    expect(planRoutes(environment).integrations).toEqual([
      { id: "alb", target: { service: "app" }, requestParameters: { "remove:header.x-http-api-service": "''" } },
    ]);
  });

  test("synthesis warns of a rule by path beside one by header", () => {
    const settings = { authorization: "iam", previousEntry: { listenerRule: "path" } };
    const { config, raw } = resolved({ app: service("/api/app", settings), a: service("/a"), b: service("/b") });
    expect(configWarnings(config, raw).map(formatProblem)).toEqual([
      "services.app.previousEntry: keeps a rule by path, by which a path with dot segments can reach the service past the authorization of its routes; remove previousEntry with the next deploy",
    ]);
  });
});

test("times are those of the entry that needs more", () => {
  const settings = { integration: "alb", previousEntry: { integration: "nlb" } };
  const [app] = resolved({ app: service("/api/app", settings) }).environment.services;
  expect(app).toMatchObject({ healthCheckGracePeriodSeconds: 300, drainSeconds: 5 });
});

test("the health check may still be below the path of before", () => {
  expect(problemsOf({ previousEntry: { path: "/api/old" }, healthCheck: { path: "/api/old/health" } })).toEqual([]);
});
