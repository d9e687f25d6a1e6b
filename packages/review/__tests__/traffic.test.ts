import { trafficChanges } from "../src/analysis/traffic";
import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, sidesOfChanges, type BuiltChange } from "./plan-builder";

function there(address: string, values: JsonObject): BuiltChange {
  return { address, before: values, after: values };
}

function rows(changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf(changes).traffic.map(
    ({ change, subject, attribute, before, after }) => `${change} ${subject} ${attribute}: ${before} → ${after}`,
  );
}

describe("what a listener does", () => {
  function listener(before: Json, after: Json): BuiltChange {
    function of(default_action: Json): JsonObject {
      return { arn: "l", port: 443, protocol: "HTTPS", default_action };
    }
    return { address: "aws_lb_listener.l", before: of(before), after: of(after) };
  }
  const groups = ["blue", "green"].map((name) => there(`aws_lb_target_group.${name}`, { arn: name }));
  const toBlue = { type: "forward", order: 2, target_group_arn: "blue" };
  function login(settings: JsonObject): JsonObject {
    return {
      type: "authenticate-oidc",
      order: 1,
      authenticate_oidc: [{ issuer: "https://good", ...settings }],
    };
  }
  function weights(blue: number, green: number): Json {
    return [
      {
        type: "forward",
        forward: [
          {
            target_group: [
              { arn: "blue", weight: blue },
              { arn: "green", weight: green },
            ],
          },
        ],
      },
    ];
  }
  function redirect(settings: JsonObject): Json {
    return [{ type: "redirect", redirect: [{ status_code: "HTTP_301", ...settings }] }];
  }

  it.each<[string, Json, Json, string]>([
    [
      "requests are shared otherwise",
      weights(100, 0),
      weights(0, 100),
      "blue with weight 100 + green with weight 0 → blue with weight 0 + green with weight 100",
    ],
    ["a login goes", [toBlue, login({})], [toBlue], "authenticate-oidc (https://good), then blue → blue"],
    [
      "a login lets others through",
      [login({}), toBlue],
      [login({ on_unauthenticated_request: "allow" }), toBlue],
      "authenticate-oidc (https://good), then blue → authenticate-oidc (https://good, otherwise allow), then blue",
    ],
    [
      "a redirect leads elsewhere",
      redirect({ host: "a.example" }),
      redirect({ host: "b.example", path: "/x" }),
      "redirect 301 to #{protocol}://a.example:#{port}/#{path}?#{query} → redirect 301 to #{protocol}://b.example:#{port}/x?#{query}",
    ],
  ])("is told whole: %s", (_, before, after, text) => {
    expect(rows([...groups, listener(before, after)])).toEqual([`~ l HTTPS:443 otherwise destination: ${text}`]);
  });

  it("shows no weights where they are the same, and no change between the two forms of one group", () => {
    expect(rows([...groups, listener(weights(1, 1), [toBlue])])).toEqual([
      "~ l HTTPS:443 otherwise destination: blue + green → blue",
    ]);
    const one: Json = [{ type: "forward", forward: [{ target_group: [{ arn: "blue", weight: 100 }] }] }];
    expect(rows([...groups, listener(one, [toBlue])])).toEqual([]);
  });

  it.each([
    [
      "a data source reads",
      [{ address: "data.aws_lb_listener.shared", before: { arn: "s" }, after: { arn: "s" } }],
      "shared :",
    ],
    ["no plan knows", [], "s"],
  ])("has its rules told where %s it", (_, source, name) => {
    const condition = [{ path_pattern: [{ values: ["/x"] }] }];
    const rule = {
      address: "aws_lb_listener_rule.r",
      after: { listener_arn: "s", priority: 1, condition, action: [toBlue] },
    };
    expect(rows([...groups, ...source, rule])).toEqual([`+ ${name} path /x all:  → blue, priority 1`]);
  });
});

it("compares 3,000 services, each with its scaling, in less than a second of CPU time", () => {
  const many = Array.from({ length: 3000 }, (_, at): readonly BuiltChange[] => {
    const name = `service-${at}`;
    const target = { resource_id: `service/cluster/${name}`, min_capacity: 1 };
    return [
      there(`aws_ecs_service.${name}`, { name }),
      {
        address: `aws_appautoscaling_target.${name}`,
        before: { ...target, max_capacity: 2 },
        after: { ...target, max_capacity: 3 },
      },
    ];
  });
  const sides = sidesOfChanges(many.flat());
  const start = process.cpuUsage();
  expect(trafficChanges(sides)).toHaveLength(3000);
  expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
});

describe("services of the same name", () => {
  function definition(arn: string, image: string): JsonObject {
    return {
      arn,
      container_definitions: JSON.stringify([{ name: "c", image }]),
    };
  }
  function service(module: string, before: string, after = before): BuiltChange {
    return {
      address: `module.service["${module}"].aws_ecs_service.this[0]`,
      before: { task_definition: before },
      after: { task_definition: after },
    };
  }

  it("are told apart in different modules, and called by them", () => {
    expect(
      rows([
        there("aws_ecs_task_definition.a1", definition("a1", "app@sha256:1")),
        there("aws_ecs_task_definition.a2", definition("a2", "evil@sha256:2")),
        there("aws_ecs_task_definition.b1", definition("b1", "app@sha256:3")),
        service("a", "a1", "a2"),
        service("b", "b1"),
      ]),
    ).toEqual(['~ module.service["a"].this[0] image: app@sha256:1 → evil@sha256:2']);
  });
});

it("says that a sensitive definition may have changed where another resource takes its place", () => {
  const hidden = { arn: "t1", container_definitions: '[{"name":"a","image":"secret-image"}]' };
  expect(
    rows([
      { address: "aws_ecs_task_definition.t", before: hidden, before_sensitive: { container_definitions: true } },
      {
        address: "aws_ecs_task_definition.u",
        after: { ...hidden, arn: "t2" },
        after_sensitive: { container_definitions: true },
      },
      { address: "aws_ecs_service.s", before: { task_definition: "t1" }, after: { task_definition: "t2" } },
    ]),
  ).toEqual(["~ s containers: (sensitive) → (sensitive, may have changed)"]);
});

it("tells routes of the same key apart by their API", () => {
  function api(name: string): BuiltChange {
    return there(`module.${name}.aws_apigatewayv2_api.this`, { id: name });
  }
  function route(name: string): JsonObject {
    return { api_id: name, route_key: "GET /x", authorization_type: "AWS_IAM" };
  }
  expect(
    rows([
      api("a"),
      api("b"),
      there("module.a.aws_apigatewayv2_route.r", route("a")),
      { address: "module.b.aws_apigatewayv2_route.r", after: route("b") },
    ]),
  ).toEqual(["+ module.b.this GET /x all:  → (nothing), authorization AWS_IAM"]);
});

it("merges no routes and no rules of which it is not known whose they are", () => {
  const route = { route_key: "GET /a", authorization_type: "NONE" };
  const rule = { priority: 1, action: [{ type: "fixed-response", fixed_response: [{ status_code: "200" }] }] };
  function unknown(address: string, after: JsonObject, key: string): BuiltChange {
    return { address, after, after_unknown: { [key]: true } };
  }
  const rows = reviewOf([
    unknown("aws_apigatewayv2_route.a", route, "api_id"),
    unknown("aws_apigatewayv2_route.b", route, "api_id"),
    unknown("aws_lb_listener_rule.a", rule, "listener_arn"),
    unknown("aws_lb_listener_rule.b", rule, "listener_arn"),
  ]).traffic;
  expect(rows).toHaveLength(4);
});
