import fc from "fast-check";
import { AlbBackend } from "../../src/balancer/alb-backend";
import { TargetPool } from "../../src/balancer/target-pool";
import type { Decision } from "../../src/gateway/backend";
import type { AlbListener, ListenerAction, ListenerRule, TargetGroup } from "@private-http-api/topology";
import { healthCheck, request, targetGroup } from "../support/requests";
import { settled } from "../support/manual-clock";

const notFound: ListenerAction = {
  type: "fixed-response",
  statusCode: 404,
  contentType: "application/json",
  body: "{}",
};

function listener(rules: readonly ListenerRule[], changes: Partial<AlbListener> = {}): AlbListener {
  const common = {
    address: "listener",
    loadBalancer: "alb",
    port: 80,
    protocol: "HTTP",
    idleTimeoutSeconds: 60,
  } as const;
  return { ...common, rules, defaultAction: notFound, ...changes };
}

function rule(priority: number, paths: readonly string[], action: ListenerAction): ListenerRule {
  return { address: `rule ${priority}`, priority, conditions: [{ field: "path-pattern", values: paths }], action };
}

/** A listener whose target groups have one healthy target each, named after the group. */
async function balancer(of: AlbListener, groups: readonly TargetGroup[]): Promise<AlbBackend> {
  const pools = new Map(
    groups.map((group) => {
      const pool = new TargetPool({
        check: healthCheck,
        deregistrationDelaySeconds: 35,
        probe: () => Promise.resolve({ passed: true }),
      });
      pool.register({ id: group.name, host: "127.0.0.1", port: 1 });
      return [group, pool] as const;
    }),
  );
  const empty = new TargetPool({ check: healthCheck, deregistrationDelaySeconds: 35 });
  await settled();
  return new AlbBackend(of, (group) => pools.get(group) ?? empty);
}

function forward(...targets: { group: TargetGroup; weight: number }[]): ListenerAction {
  return {
    type: "forward",
    targets,
  };
}
function targetOf(decision: Decision): string {
  return decision.kind === "forward" ? decision.target.id : "none";
}

test("the first rule by priority whose conditions all hold decides; the way is told", async () => {
  const [books, other] = [targetGroup("books"), targetGroup("other")];
  const rules = [
    {
      ...rule(1, ["/api/*"], forward({ group: other, weight: 1 })),
      conditions: [
        { field: "path-pattern", values: ["/api/*"] },
        { field: "http-request-method", values: ["POST"] },
      ],
    } satisfies ListenerRule,
    rule(2, ["/api/books", "/api/books/*"], forward({ group: books, weight: 1 })),
  ];
  const backend = await balancer(listener(rules), [books, other]);
  const decision = backend.decide(request({ path: "/api/books/1" }));
  expect(targetOf(decision)).toBe("books");
  expect(decision.via).toEqual(["listener", "rule 2", "tg books"]);
  expect(targetOf(backend.decide(request({ path: "/api/books/1", method: "POST" })))).toBe("other");
});

test("TRACE is the load balancer's 405", async () => {
  const decision = (await balancer(listener([]), [])).decide(request({ method: "TRACE" }));
  expect(decision).toMatchObject({ kind: "respond", response: { status: 405 } });
});

test("no rule: the default action answers, here with the fixed response", async () => {
  const decision = (await balancer(listener([]), [])).decide(request({ path: "/api/booksX" }));
  expect(decision).toEqual({
    kind: "respond",
    via: ["listener"],
    viaKind: "load balancer",
    reason: "no rule of listener matches, its default action answers",
    response: {
      status: 404,
      headers: { server: "awselb/2.0", "content-type": "application/json", "content-length": "2" },
      body: "{}",
    },
  });
});

test("weights are kept, evenly spread; a weight of 0 gets nothing", async () => {
  const groups = [targetGroup("a"), targetGroup("b"), targetGroup("never")] as const;
  const action = forward(
    { group: groups[0], weight: 3 },
    { group: groups[1], weight: 1 },
    { group: groups[2], weight: 0 },
  );
  const backend = await balancer(listener([rule(1, ["*"], action)]), groups);
  const chosen = Array.from({ length: 8 }, () => targetOf(backend.decide(request())));
  expect(chosen).toEqual(["a", "a", "b", "a", "a", "a", "b", "a"]);
});

test("a group without targets answers 503 with the load balancer's page", async () => {
  const group = targetGroup("empty");
  const backend = await balancer(listener([rule(1, ["*"], forward({ group, weight: 1 }))]), []);
  const decision = backend.decide(request());
  expect(decision).toMatchObject({
    kind: "respond",
    response: { status: 503, headers: { "content-type": "text/html" } },
  });
  expect(decision.kind === "respond" && decision.response.body).toContain(
    "<h1>503 Service Temporarily Unavailable</h1>",
  );
});

test.each([
  ["ECONNREFUSED", 502],
  ["ECONNRESET", 502],
  ["ETIMEDOUT", 504],
])("a target that fails with %s is answered for with %d", async (code, status) => {
  const group = targetGroup("a");
  const backend = await balancer(listener([rule(1, ["*"], forward({ group, weight: 1 }))]), [group]);
  const decision = backend.decide(request());
  if (decision.kind !== "forward") throw new Error("not forwarded");
  expect(decision.onFailure(Object.assign(new Error(code), { code })).status).toBe(status);
  expect(decision.onTimeout?.().status).toBe(504);
  expect(decision.idleTimeoutMilliseconds).toBe(60_000);
});

// RedirectActionConfig of the ELBv2 API reference, and the guide's examples.
test.each<[string, Partial<Extract<ListenerAction, { type: "redirect" }>>, string]>([
  ["HTTP to HTTPS", { protocol: "HTTPS", port: "443" }, "https://example.com:443/a/b?q=1"],
  ["another path", { path: "/new/#{path}" }, "http://example.com:80/new/a/b?q=1"],
  ["another host", { host: "example.#{host}" }, "http://example.example.com:80/a/b?q=1"],
  ["one more parameter", { query: "#{query}&value=xyz" }, "http://example.com:80/a/b?q=1&value=xyz"],
  ["no query", { query: "" }, "http://example.com:80/a/b"],
])("redirect: %s", async (_name, changes, location) => {
  const action: ListenerAction = {
    ...{ type: "redirect", statusCode: 301, protocol: "#{protocol}", host: "#{host}", port: "#{port}" },
    ...{ path: "/#{path}", query: "#{query}" },
    ...changes,
  };
  const backend = await balancer(listener([rule(1, ["*"], action)]), []);
  const decision = backend.decide(request({ path: "/a/b", query: "q=1", headers: { host: "example.com:8080" } }));
  expect(decision).toMatchObject({ response: { status: 301, headers: { location } } });
});

test("chooses as a naive reading of the rules does", async () => {
  const segment = fc.constantFrom("a", "b", "ab");
  const pattern = fc.tuple(segment, fc.constantFrom("", "/*", "*", "/?")).map(([name, end]) => `/${name}${end}`);
  const rules = fc.uniqueArray(fc.tuple(fc.nat(50), fc.array(pattern, { minLength: 1, maxLength: 3 })), {
    selector: ([priority]) => priority,
    maxLength: 6,
  });
  const path = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
  await fc.assert(
    fc.asyncProperty(rules, path, async (given, asked) => {
      const sorted = [...given].sort(([a], [b]) => a - b);
      const made = sorted.map(([priority, paths]) =>
        rule(priority, paths, {
          type: "fixed-response",
          statusCode: 200,
          contentType: "text/plain",
          body: String(priority),
        }),
      );
      const decision = (await balancer(listener(made), [])).decide(request({ path: asked }));
      const naive = sorted.find(([, paths]) =>
        paths.some((one) => new RegExp(`^${one.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(asked)),
      );
      expect(decision.kind === "respond" && decision.response.body).toBe(naive === undefined ? "{}" : String(naive[0]));
    }),
    { numRuns: 300 },
  );
});

// "Condition types for listener rules": rules are evaluated after the URI is normalized.
test("rules see the normalized path", async () => {
  const [books, authors] = [targetGroup("books"), targetGroup("authors")];
  const of = listener([
    rule(10, ["/api/books/*"], forward({ group: books, weight: 1 })),
    rule(20, ["/api/authors"], forward({ group: authors, weight: 1 })),
  ]);
  const decision = (await balancer(of, [books, authors])).decide(request({ path: "/api/books/%2e%2e/authors" }));
  expect(decision.kind === "forward" && decision.target.id).toBe("authors");
});
