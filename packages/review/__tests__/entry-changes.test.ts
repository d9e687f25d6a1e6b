import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";

/** A resource on each side; left out where it is on one only. */
interface Sides {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}

function change(address: string, { before, after }: Sides): BuiltChange {
  return { address, before: before ?? null, after: after ?? null };
}

function same(address: string, values: JsonObject): BuiltChange {
  return change(address, { before: values, after: values });
}

const registry = "arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-1";

/** What is there whatever changes: listeners, target groups, the groups of the VPC link and of the tasks. */
const around = [
  same("aws_security_group.link", { id: "sg-link" }),
  same("aws_security_group.app", { id: "sg-app" }),
  same("aws_apigatewayv2_vpc_link.link", { id: "link", security_group_ids: ["sg-link"] }),
  same("aws_lb_target_group.nlb", { arn: "group-nlb" }),
  same("aws_lb_listener.alb", { arn: "listener-alb", port: 80, protocol: "HTTP", default_action: [] }),
  same("aws_service_discovery_service.app", { arn: registry }),
];

const albGroup = same("aws_lb_target_group.alb", { arn: "group-alb" });

function rule(condition: JsonObject): JsonObject {
  const action = [{ type: "forward", target_group_arn: "group-alb" }];
  return { listener_arn: "listener-alb", priority: 1, condition: [condition], action };
}

const byPath = rule({ path_pattern: [{ values: ["/app", "/app/*"] }] });
const byHeader = rule({ http_header: [{ http_header_name: "x-service", values: ["app"] }] });
const other = rule({ path_pattern: [{ values: ["/other", "/other/*"] }] });
const nlbListener = {
  arn: "listener-nlb",
  port: 20_001,
  protocol: "TCP",
  default_action: [{ type: "forward", target_group_arn: "group-nlb" }],
};
const fromLink = { security_group_id: "sg-app", referenced_security_group_id: "sg-link" };

function service(...groups: readonly string[]): JsonObject {
  return {
    name: "app",
    load_balancer: groups.map((group) => ({ target_group_arn: group })),
    service_registries: [{ registry_arn: registry }],
    network_configuration: [{ security_groups: ["sg-app"] }],
  };
}

function integration(uri: string, parameters: JsonObject = {}): JsonObject {
  return { id: "integration", integration_uri: uri, request_parameters: parameters };
}

const toHeader = integration("listener-alb", { "overwrite:header.x-service": "app" });
const route = same("aws_apigatewayv2_route.app", {
  route_key: "ANY /app/{proxy+}",
  target: "integrations/integration",
  authorization_type: "NONE",
});

/** What a reviewer reads of an entry: the row on it, and whether it is a danger. */
function read(changes: readonly BuiltChange[]) {
  const group = changes.some(({ address }) => address === "aws_lb_target_group.alb") ? [] : [albGroup];
  const { traffic, danger } = reviewOf([...around, ...group, route, ...changes]);
  const rows = traffic
    .filter(({ attribute }) => attribute === "entry")
    .map(({ before, after }) => `${before} → ${after}`);
  return { rows, cut: danger.map(({ address, because }) => `${address}: ${because}`) };
}

const STEP_1 = "(step 1 of 2: both stay while the API moves; the next deploy takes the old one away)";
const STEP_2 = "(step 2 of 2: the old one goes)";
const CUT = "(in one step: requests fail until the API is applied)";
const PATH = "ALB rule path /app, /app/*";
const HEADER = "ALB rule header x-service app";

test.each<[string, readonly BuiltChange[], string]>([
  [
    "another load balancer, first",
    [
      same("aws_lb_listener_rule.app", byPath),
      change("aws_lb_listener.nlb", { after: nlbListener }),
      change("aws_ecs_service.app", { before: service("group-alb"), after: service("group-alb", "group-nlb") }),
      change("aws_apigatewayv2_integration.app", {
        before: integration("listener-alb"),
        after: integration("listener-nlb"),
      }),
    ],
    `${PATH} → ${PATH} and listener 20001 ${STEP_1}`,
  ],
  [
    "another load balancer, then",
    [
      change("aws_lb_target_group.alb", { before: { arn: "group-alb" } }),
      change("aws_lb_listener_rule.app", { before: byPath }),
      same("aws_lb_listener.nlb", nlbListener),
      change("aws_ecs_service.app", { before: service("group-alb", "group-nlb"), after: service("group-nlb") }),
      same("aws_apigatewayv2_integration.app", integration("listener-nlb")),
    ],
    `${PATH} and listener 20001 → listener 20001 ${STEP_2}`,
  ],
  [
    "the header, first",
    [
      change("aws_lb_listener_rule.app_previous", { after: byPath }),
      change("aws_lb_listener_rule.app", { before: byPath, after: byHeader }),
      same("aws_ecs_service.app", service("group-alb")),
      change("aws_apigatewayv2_integration.app", { before: integration("listener-alb"), after: toHeader }),
    ],
    `${PATH} → ${HEADER} and ${PATH} ${STEP_1}`,
  ],
  [
    "Cloud Map, first",
    [
      same("aws_lb_listener_rule.app", byPath),
      same("aws_ecs_service.app", service("group-alb")),
      change("aws_vpc_security_group_ingress_rule.app", { after: fromLink }),
      change("aws_apigatewayv2_integration.app", { before: integration("listener-alb"), after: integration(registry) }),
    ],
    `${PATH} → ${PATH} and Cloud Map ${STEP_1}`,
  ],
])("a service that is entered by %s says so, and is no danger", (_what, changes, row) => {
  expect(read(changes)).toEqual({ rows: [row], cut: [] });
});

test.each<[string, readonly BuiltChange[], string]>([
  [
    "another load balancer",
    [
      change("aws_lb_listener_rule.app", { before: byPath }),
      change("aws_lb_listener.nlb", { after: nlbListener }),
      change("aws_ecs_service.app", { before: service("group-alb"), after: service("group-nlb") }),
      change("aws_apigatewayv2_integration.app", {
        before: integration("listener-alb"),
        after: integration("listener-nlb"),
      }),
    ],
    `${PATH} → listener 20001`,
  ],
  [
    "another load balancer, where the API was not applied in between",
    [
      change("aws_lb_listener_rule.app", { before: byPath }),
      same("aws_lb_listener.nlb", nlbListener),
      change("aws_ecs_service.app", { before: service("group-alb", "group-nlb"), after: service("group-nlb") }),
      change("aws_apigatewayv2_integration.app", {
        before: integration("listener-alb"),
        after: integration("listener-nlb"),
      }),
    ],
    `${PATH} and listener 20001 → listener 20001`,
  ],
  [
    "the header",
    [
      change("aws_lb_listener_rule.app", { before: byPath, after: byHeader }),
      same("aws_ecs_service.app", service("group-alb")),
      change("aws_apigatewayv2_integration.app", { before: integration("listener-alb"), after: toHeader }),
    ],
    `${PATH} → ${HEADER}`,
  ],
  [
    "another path",
    [
      change("aws_lb_listener_rule.app", { before: byPath, after: other }),
      same("aws_ecs_service.app", service("group-alb")),
      same("aws_apigatewayv2_integration.app", integration("listener-alb")),
    ],
    `${PATH} → ALB rule path /other, /other/*`,
  ],
  [
    "a load balancer in place of Cloud Map",
    [
      change("aws_lb_listener_rule.app", { after: byPath }),
      change("aws_ecs_service.app", { before: service(), after: service("group-alb") }),
      change("aws_vpc_security_group_ingress_rule.app", { before: fromLink }),
      change("aws_apigatewayv2_integration.app", { before: integration(registry), after: integration("listener-alb") }),
    ],
    `Cloud Map → ${PATH}`,
  ],
])("a service that is entered by %s in one step is cut off meanwhile", (_what, changes, entry) => {
  expect(read(changes)).toEqual({
    rows: [`${entry} ${CUT}`],
    cut: [`aws_ecs_service.app: entered by ${entry}`],
  });
});

test("a way that no route takes may go", () => {
  expect(
    read([
      change("aws_lb_listener_rule.app", { before: byHeader }),
      same("aws_ecs_service.app", service("group-alb")),
      same("aws_vpc_security_group_ingress_rule.app", fromLink),
      same("aws_apigatewayv2_integration.app", integration(registry)),
    ]),
  ).toEqual({ rows: [`${HEADER} and Cloud Map → Cloud Map ${STEP_2}`], cut: [] });
});
