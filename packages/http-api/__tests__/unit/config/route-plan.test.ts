import { resolveConfig } from "../../../src/config/resolve-config";
import { planRoutes, type RoutePlan } from "../../../src/config/route-plan";
import { configOf, service } from "@private-http-api/test-support";

function planOf(services: Readonly<Record<string, unknown>>, api: object = {}): RoutePlan {
  const { config, problems } = resolveConfig(configOf(services, { api }));
  expect(problems).toEqual([]);
  const environment = config?.environments[0];
  if (!environment) throw new Error("no environment");
  return planRoutes(environment);
}
function keys({ routes }: RoutePlan) {
  return routes.map(({ key }) => key);
}
function parameters({ integrations }: RoutePlan) {
  return Object.fromEntries(integrations.map(({ id, requestParameters }) => [id, requestParameters]));
}

describe("the routes of an API", () => {
  test("are the path and what is below, for every service", () => {
    expect(keys(planOf({ a: service("/a"), b: service("/b", { integration: "cloud-map" }) }))).toEqual([
      "ANY /a",
      "ANY /a/{proxy+}",
      "ANY /b",
      "ANY /b/{proxy+}",
    ]);
  });

  test("may be narrowed to methods", () => {
    expect(keys(planOf({ a: service("/a", { methods: ["GET", "POST"] }) }))).toEqual([
      "GET /a",
      "POST /a",
      "GET /a/{proxy+}",
      "POST /a/{proxy+}",
    ]);
  });

  test("name their methods where the API has CORS and something asks for a token, and nowhere else", () => {
    const cors = { allowOrigins: ["https://app.example.com"] };
    const guarded = planOf({ a: service("/a", { authorization: "iam" }), b: service("/b") }, { cors });
    const named = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    expect(keys(guarded)).toEqual([
      ...named.map((method) => `${method} /a`),
      ...named.map((method) => `${method} /a/{proxy+}`),
      ...["ANY /b", "ANY /b/{proxy+}"],
    ]);
    // What was the ANY route of an API without CORS changes last.
    const path = guarded.routes.filter(({ id }) => id.startsWith("a_path"));
    expect(path.map(({ id }) => id)).toEqual([
      "a_path_get",
      "a_path_head",
      "a_path_post",
      "a_path_put",
      "a_path_patch",
      "a_path",
    ]);
    expect(path.at(-1)?.after).toEqual(path.slice(0, -1).map(({ id }) => id));
    expect(keys(planOf({ a: service("/a", { authorization: "iam", methods: ["GET"] }) }, { cors }))).toEqual([
      "GET /a",
      "GET /a/{proxy+}",
    ]);
  });
});

describe("integrations", () => {
  test("are one for the load balancer and one for each service beside it, and change nothing of a request", () => {
    const plan = planOf({ a: service("/a"), b: service("/b"), c: service("/c", { integration: "nlb" }) });
    expect(parameters(plan)).toEqual({ alb: {}, c: {} });
  });

  test("take a named stage off the path", () => {
    expect(parameters(planOf({ a: service("/a") }, { stage: "v1" }))).toEqual({
      alb: { "overwrite:path": "$request.path" },
    });
  });

  test("take the base path off, with one for each route", () => {
    const plan = planOf({ a: service("/a") }, { basePath: "/next", stage: "v1" });
    expect(keys(plan)).toEqual(["ANY /next/a", "ANY /next/a/{proxy+}"]);
    expect(parameters(plan)).toEqual({
      a_path: { "overwrite:path": "/a" },
      a_below: { "overwrite:path": "/a/${request.path.proxy}" },
    });
  });

  test("that take a service's path off name the service in a header, which no other lets a client bring", () => {
    const plan = planOf({
      bare: service("/bare", { stripPrefix: true, healthCheck: { path: "/health" } }),
      other: service("/other"),
    });
    expect(parameters(plan)).toEqual({
      bare_path: { "overwrite:path": "/", "overwrite:header.x-http-api-service": "bare" },
      bare_below: { "overwrite:path": "/${request.path.proxy}", "overwrite:header.x-http-api-service": "bare" },
      alb: { "remove:header.x-http-api-service": "''" },
    });
  });

  test.each<[string, object]>([
    ["authorization", { authorization: "iam" }],
    ["methods", { methods: ["GET"] }],
    ["throttle", { throttle: { burst: 1, rate: 1 } }],
  ])("name the service in a header where one path lies below another and their %s differs", (_what, settings) => {
    const plan = planOf({ root: service("/api"), books: service("/api/books", settings), other: service("/other") });
    expect(parameters(plan)).toEqual({
      root: { "overwrite:header.x-http-api-service": "root" },
      books: { "overwrite:header.x-http-api-service": "books" },
      alb: { "remove:header.x-http-api-service": "''" },
    });
    const { routes } = plan;
    expect(new Set(routes.map(({ owner, integration }) => `${owner} ${integration}`))).toEqual(
      new Set(["root root", "books books", "other alb"]),
    );
  });

  test("are shared where one path lies below another and both let the same through, however it is written", () => {
    const plan = planOf({
      root: service("/api", { methods: ["GET", "POST"] }),
      books: service("/api/books", { methods: ["POST", "GET"], authorization: "none" }),
    });
    expect(parameters(plan)).toEqual({ alb: {} });
  });

  test.each([{ authorization: "iam" }, { methods: ["GET"] }, { throttle: { burst: 1, rate: 1 } }])(
    "name a service in a header that differs from most behind the load balancer: %j",
    (different) => {
      const plan = planOf({
        a: service("/api/a", different),
        b: service("/api/b"),
        c: service("/api/c"),
        d: service("/api/d", { integration: "cloud-map", authorization: "iam" }),
      });
      expect(parameters(plan)).toEqual({
        a: { "overwrite:header.x-http-api-service": "a" },
        alb: { "remove:header.x-http-api-service": "''" },
        d: {},
      });
    },
  );

  test("of two as common name the one of the later name, in whatever order they stand", () => {
    const services = { b: service("/b", { authorization: "iam" }), a: service("/a") };
    expect(Object.keys(parameters(planOf(services))).sort()).toEqual(["alb", "b"]);
  });

  test("of a catch-all take the base path off as well", () => {
    const plan = planOf({ a: service("/a"), b: service("/b") }, { routing: "proxy", basePath: "/next" });
    expect(keys(plan)).toEqual(["ANY /next", "ANY /next/{proxy+}"]);
    expect(parameters(plan)).toEqual({
      proxy_path: { "overwrite:path": "/" },
      proxy_below: { "overwrite:path": "/${request.path.proxy}" },
    });
  });
});
