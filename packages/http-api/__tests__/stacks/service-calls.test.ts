import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { resolveConfig } from "../../src/config/resolve-config";
import { configWarnings } from "../../src/config/warnings";

const PRODUCER = "dev-fargate-vpc-link";
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const containerHealthCheck = { command: ["CMD", "true"] };
/** Two with a path that call each other, one without that only they call. */
const services = {
  "book-service": service("/api/books", { calls: ["price-service", "author-service"] }),
  "author-service": service("/api/authors", { calls: ["book-service"], integration: "nlb" }),
  "price-service": { image, port: 3000, containerHealthCheck },
};

function problems(all: Record<string, unknown>, environment: object = {}) {
  return problemLines(configOf(all, environment));
}

describe("services that call others", () => {
  const app = new SynthesizedApp(configOf(services));
  function rules(direction: "ingress" | "egress") {
    return Object.entries(app.resources(PRODUCER, `aws_vpc_security_group_${direction}_rule`)).filter(([id]) =>
      id.endsWith("_call"),
    );
  }
  function variablesOf(name: string) {
    const text = app.resources(PRODUCER, "aws_ecs_task_definition")[name]?.["container_definitions"] as string;
    const [container] = JSON.parse(text) as { environment: { name: string; value: string }[] }[];
    return Object.fromEntries((container?.environment ?? []).map(({ name: key, value }) => [key, value]));
  }

  test("have the address of each, with its port, and of no other", () => {
    const urls = Object.keys(services).map((name) =>
      Object.fromEntries(Object.entries(variablesOf(name)).filter(([key]) => key.endsWith("_URL"))),
    );
    expect(urls).toEqual([
      {
        AUTHOR_SERVICE_URL: "http://author-service.shop-dev.local:8080",
        PRICE_SERVICE_URL: "http://price-service.shop-dev.local:3000",
      },
      { BOOK_SERVICE_URL: "http://book-service.shop-dev.local:8080" },
      {},
    ]);
  });

  test("reach the port of each, by a pair of rules, and nothing else", () => {
    const pairs = [
      ["author-service", "book-service", 8080],
      ["book-service", "author-service", 8080],
      ["book-service", "price-service", 3000],
    ] as const;
    function group(name: string) {
      return `\${aws_security_group.${name}.id}`;
    }
    function seen(direction: "ingress" | "egress") {
      return rules(direction)
        .map(([, rule]) => {
          expect(rule["from_port"]).toBe(rule["to_port"]);
          return [rule["security_group_id"], rule["referenced_security_group_id"], rule["from_port"]];
        })
        .sort();
    }
    expect(seen("egress")).toEqual(pairs.map(([from, to, port]) => [group(from), group(to), port]));
    expect(seen("ingress")).toEqual(pairs.map(([from, to, port]) => [group(to), group(from), port]).sort());
  });

  test("start once the rules are there, also in a cycle", () => {
    const { "author-service": author } = app.resources(PRODUCER, "aws_ecs_service");
    expect(author?.["depends_on"]).toEqual(
      expect.arrayContaining([
        "aws_vpc_security_group_egress_rule.author-service_to-book-service_call",
        "aws_vpc_security_group_ingress_rule.book-service_from-author-service_call",
      ]),
    );
  });

  test("answer those that remember an address, for longer", () => {
    expect(Object.keys(services).map((name) => variablesOf(name)["DRAIN_SECONDS"])).toEqual(["15", "15", "15"]);
  });

  test("without a path have no route, no rule, no target group, and no output of a URL", () => {
    const ids = ["aws_lb_target_group", "aws_lb_listener_rule", "aws_lb_listener"].flatMap((type) =>
      Object.keys(app.resources(PRODUCER, type)),
    );
    expect(ids.filter((id) => id.includes("price"))).toEqual([]);
    expect(JSON.stringify(app.resources("dev-http-api", "aws_apigatewayv2_route"))).not.toContain("price");
    expect(Object.keys(app.json("dev-http-api").output ?? {})).not.toContain("price-service_url");
    const { "price-service": price } = app.resources(PRODUCER, "aws_ecs_service");
    expect(price).not.toHaveProperty("load_balancer");
    expect(price?.["service_registries"]).toMatchObject({ container_port: 3000 });
  });

  test("say where they are", () => {
    expect(app.json(PRODUCER).output).toMatchObject({
      "price-service_security_group_id": { value: "${aws_security_group.price-service.id}" },
      "price-service_log_group": { value: "/shop-dev/price-service" },
      "price-service_dns_name": { value: "price-service.shop-dev.local" },
    });
  });
});

test("the calls of an environment take the place of the service's own", () => {
  const app = new SynthesizedApp(configOf(services, { services: { "book-service": { calls: [] } } }));
  const ids = Object.keys(app.resources(PRODUCER, "aws_vpc_security_group_egress_rule"));
  expect(ids.filter((id) => id.endsWith("_call"))).toEqual(["author-service_to-book-service_call"]);
});

describe("refused, with what to do:", () => {
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    [
      "an unknown service",
      { app: service("/a", { calls: ["other"] }) },
      ['services.app.calls[0]: got "other"; no such service; declared: app'],
    ],
    [
      "a service that is there, and wrong itself: only what is wrong with it",
      { app: service("/a", { calls: ["b"] }), b: { path: "/b", image } },
      [
        'services.b.healthCheck: is missing; give the path that answers while the service is healthy, like { path: "/api/books/health" }',
      ],
    ],
    [
      "a service named twice",
      { app: service("/a", { calls: ["app", "app"] }) },
      ['services.app.calls[1]: got "app", which is in the list already; name each service once'],
    ],
    [
      "a variable that the service has",
      { app: service("/a", { calls: ["b"], environment: { B_URL: "x" } }), b: service("/b") },
      [
        'services.app.calls[0]: got "b", whose address is set as B_URL, which environment sets too; rename that variable',
      ],
    ],
    [
      "a path without a health check",
      { app: { path: "/a", image } },
      [
        'services.app.healthCheck: is missing; give the path that answers while the service is healthy, like { path: "/api/books/health" }',
      ],
    ],
    [
      "settings of routes without a path",
      { app: service("/a"), b: { image, integration: "nlb", authorization: "none" } },
      [
        'services.b.integration: got "nlb"; it applies only to routes of the API, and a service without a path has none; leave it out, or give a path',
        'services.b.authorization: got "none"; it applies only to routes of the API, and a service without a path has none; leave it out, or give a path',
      ],
    ],
    [
      "requests per target without a load balancer",
      { app: service("/a"), b: { image, scaling: { min: 1, max: 2, requestsPerTarget: 5 } } },
      [
        "services.b.scaling.requestsPerTarget: got 5 without a path, but only an application load balancer counts requests; leave it out, or give the service a path",
      ],
    ],
    [
      "no path at all",
      { b: { image } },
      [
        "environments.dev.services: no service has a path, and the API has no functions: nothing could be called; give a service a path",
      ],
    ],
  ])("%s", (_what, all, expected) => {
    expect(problems(all)).toEqual(expected);
  });
});

test("a service that is found by name and has no check of its container is warned of", () => {
  const raw = configOf({
    app: service("/a", { calls: ["app", "b"], containerHealthCheck }),
    b: { image, desiredCount: 1 },
  });
  const { config } = resolveConfig(raw);
  const paths = config ? configWarnings(config, raw).map(({ path }) => path.join(".")) : [];
  expect(paths).toEqual(["services.b.desiredCount", "services.b.containerHealthCheck"]);
});
