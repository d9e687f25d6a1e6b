import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";

/** What a resource waits for. */
function neededBy(app: SynthesizedApp, type: string, name: string) {
  return (app.resources(PRODUCER, type)[name]?.depends_on ?? []) as readonly string[];
}

// From the Region's ECR, which tasks reach without a way to the internet too.
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/orders:1.0.0" };
const orders = { orders: service("/api/orders", { integration: "cloud-map", image }) };

describe("tasks start, and stop, while they have a way out", () => {
  test.each([
    ["single-nat", ["aws_route.network_private-egress-a", "aws_vpc_security_group_egress_rule.orders_to-https"]],
    ["nat-per-az", ["aws_route.network_private-egress-b", "aws_vpc_security_group_egress_rule.orders_to-https"]],
    [
      "endpoints",
      [
        "aws_vpc_endpoint.egress_endpoints_logs",
        "aws_vpc_security_group_egress_rule.orders_to-endpoints",
        "aws_vpc_security_group_ingress_rule.egress_endpoints_from-all_tasks",
      ],
    ],
    ["none", []],
  ])("with %s", (egress, needed) => {
    const app = new SynthesizedApp(configOf(orders, { network: { egress } }));
    expect(neededBy(app, "aws_ecs_service", "orders")).toEqual(
      expect.arrayContaining([
        "aws_route_table_association.network_private-association-a",
        "aws_vpc_endpoint.network_s3",
        "aws_vpc_security_group_egress_rule.orders_to-vpc",
        ...needed,
      ]),
    );
  });

  test("and a NAT gateway after its subnet has a route", () => {
    const app = new SynthesizedApp(configOf(orders));
    expect(neededBy(app, "aws_nat_gateway", "network_nat_gateway-a")).toEqual([
      "aws_route.network_nat_public-egress",
      "aws_route_table_association.network_nat_public-association-a",
    ]);
  });
});

describe("load balancers, the VPC link and endpoints name all tasks as one peer", () => {
  function rules(app: SynthesizedApp) {
    return ["egress", "ingress"].flatMap((direction) =>
      Object.keys(app.resources(PRODUCER, `aws_vpc_security_group_${direction}_rule`)),
    );
  }
  function synth(total: number, settings: object, quotas: object = {}) {
    return new SynthesizedApp(
      configOf(
        Object.fromEntries(
          Array.from({ length: total }, (_, n) => [`s${String(n)}`, service(`/s${String(n)}`, { image, ...settings })]),
        ),
        { network: { egress: "endpoints" }, quotas },
      ),
    );
  }

  // Tasks that were started before are not in that group, and stay reachable until the rollout has replaced them.
  test.each([
    ["alb", ["alb_to-s0"]],
    ["nlb", ["nlb_to-s0", "vpc-link_to-nlb_s0"]],
    ["cloud-map", ["vpc-link_to-s0"]],
  ])("and keep the rules by service, with %s, while the quota has room", (integration, byService) => {
    expect(rules(synth(2, { integration }))).toEqual(
      expect.arrayContaining([...byService, "egress_endpoints_from-s0", "egress_endpoints_from-all_tasks"]),
    );
  });

  test.each([
    ["alb", "alb_to-all_tasks"],
    ["cloud-map", "vpc-link_to-all_tasks"],
  ])("with %s instead of 57 rules that the quota has no room for", (integration, shared) => {
    const made = rules(synth(57, { integration }));
    expect(made.filter((name) => /(?:alb|vpc-link)_to-s|endpoints_from-s/.test(name))).toEqual([]);
    expect(made).toEqual(expect.arrayContaining([shared, "egress_endpoints_from-all_tasks"]));
  });

  test("and keep the rules of more services where AWS raised the quota", () => {
    expect(rules(synth(57, {}, { securityGroupRules: 120 }))).toContain("alb_to-s0");
  });

  test("and every service's tasks are in it, besides their own group", () => {
    expect(synth(1, {}).resources(PRODUCER, "aws_ecs_service")["s0"]).toMatchObject({
      network_configuration: {
        security_groups: ["${aws_security_group.s0.id}", "${aws_security_group.all_tasks.id}"],
      },
    });
  });
});

describe("a service", () => {
  test("has its tasks wait for what they may do", () => {
    const taskPolicy = [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }];
    const app = new SynthesizedApp(configOf({ orders: service("/api/orders", { taskPolicy }) }));
    expect(neededBy(app, "aws_ecs_service", "orders")).toEqual(
      expect.arrayContaining(["aws_iam_role_policy.orders_execution-policy", "aws_iam_role_policy.orders_task-policy"]),
    );
  });

  // The provider takes a changed strategy for a reason to destroy the service, unless new tasks are asked for with it.
  test("keeps running when its capacity changes", () => {
    const app = new SynthesizedApp(configOf(orders));
    expect(app.resources(PRODUCER, "aws_ecs_service")["orders"]).toMatchObject({ force_new_deployment: true });
  });

  test("keeps its older revisions, or ECS could not go back to one", () => {
    const app = new SynthesizedApp(configOf(orders));
    expect(app.resources(PRODUCER, "aws_ecs_task_definition")["orders"]).toMatchObject({ skip_destroy: true });
  });

  test("changes the rules of its scaling one after the other", () => {
    const night = { schedule: "cron(0 20 ? * * *)", min: 0, max: 1 };
    const scaling = { min: 1, max: 4, requestsPerTarget: 600, scheduledActions: { night } };
    const app = new SynthesizedApp(configOf({ orders: service("/api/orders", { scaling }) }));
    function policy(name: string) {
      return neededBy(app, "aws_appautoscaling_policy", `orders_scaling_${name}`);
    }
    expect([policy("cpu"), policy("memory"), policy("requests")]).toEqual([
      [],
      ["aws_appautoscaling_policy.orders_scaling_cpu"],
      ["aws_appautoscaling_policy.orders_scaling_memory"],
    ]);
    expect(neededBy(app, "aws_appautoscaling_scheduled_action", "orders_scaling_at-night")).toEqual([
      "aws_appautoscaling_policy.orders_scaling_requests",
    ]);
  });
});

test("two environments in one VPC have names of their own in its DNS", () => {
  const existing = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] };
  const { name, services, environments } = configOf(orders, { network: { existing } });
  const app = new SynthesizedApp({ name, services, environments: { ...environments, qa: environments.dev } });
  function namesOf(stack: string) {
    return Object.values(app.resources(stack, "aws_service_discovery_private_dns_namespace")).map(
      (made) => made["name"],
    );
  }
  expect([...namesOf(PRODUCER), ...namesOf("qa-fargate-vpc-link")]).toEqual(["shop-dev.local", "shop-qa.local"]);
});
