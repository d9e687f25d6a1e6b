import "@private-http-api/test-support/cdktf-matchers";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { configOf, IN_ECR, service, SynthesizedApp, twoServices } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
function containers(app: SynthesizedApp, name: string) {
  return JSON.parse(
    app.resources(PRODUCER, "aws_ecs_task_definition")[name]?.container_definitions as string,
  ) as Record<string, unknown>[];
}

describe("the producer of two services", () => {
  const app = new SynthesizedApp(twoServices());
  const text = app.text(PRODUCER);

  test("keeps its services private, two of each, behind a circuit breaker", () => {
    expect(app.resources(PRODUCER, "aws_ecs_service").orders).toMatchObject({
      name: "orders",
      desired_count: 2,
      network_configuration: { assign_public_ip: false },
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      health_check_grace_period_seconds: 60,
      wait_for_steady_state: true,
    });
  });

  test("has services wait for the rule that leads to them", () => {
    expect(app.resources(PRODUCER, "aws_ecs_service").orders?.depends_on).toContain("aws_lb_listener_rule.alb_orders");
  });

  test("answers 404 where no rule matches", () => {
    expect(app.resources(PRODUCER, "aws_lb_listener").alb).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    });
  });

  test("looks at the longer path first, and at nothing that only begins like it", () => {
    const rules = app.resources(PRODUCER, "aws_lb_listener_rule");
    expect(rules.alb_returns?.condition).toEqual([
      { path_pattern: { values: ["/api/orders/returns", "/api/orders/returns/*"] } },
    ]);
    expect(rules.alb_returns?.priority).toBeLessThan(rules.alb_orders?.priority as number);
  });

  test("can replace a target group that is in use", () => {
    expect(text).toHaveResourceWithProperties(LbTargetGroup, {
      name_prefix: "orders",
      deregistration_delay: "35",
      lifecycle: { create_before_destroy: true },
    });
    expect(app.resources(PRODUCER, "aws_lb_target_group").alb_orders).not.toHaveProperty("name");
  });

  test("admits nobody from outside, anywhere", () => {
    const rules = Object.values(app.resources(PRODUCER, "aws_vpc_security_group_ingress_rule"));
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) {
      expect(rule).toHaveProperty("referenced_security_group_id");
      expect(rule).not.toHaveProperty("cidr_ipv4");
      expect(rule.description).toEqual(expect.stringMatching(/.+/));
    }
  });

  test("gives every group of the chain the next one as its only way in", () => {
    expect(Object.keys(app.resources(PRODUCER, "aws_vpc_security_group_ingress_rule")).sort()).toEqual([
      "alb_from-vpc-link",
      "orders_from-alb",
      "returns_from-alb",
    ]);
  });

  test("lets a task's execution role write its own logs and nothing else", () => {
    const policy = app.resources(PRODUCER, "aws_iam_role_policy")["orders_execution-policy"]?.policy as string;
    expect((JSON.parse(policy) as { Statement: unknown[] }).Statement).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "${aws_cloudwatch_log_group.orders.arn}:*",
      },
    ]);
  });

  test("hands the API two values and no more", () => {
    const outputs = Object.keys(app.json(PRODUCER).output ?? {});
    expect(outputs.filter((name) => name.startsWith("cross-stack-output-"))).toEqual([
      "cross-stack-output-aws_apigatewayv2_vpc_link_vpc-link_id",
      "cross-stack-output-aws_lb_listener_alb_arn",
    ]);
  });

  test("ends the plan, not the apply, when the account lacks a zone", () => {
    expect(JSON.stringify(app.json(PRODUCER).data?.aws_availability_zones)).toContain("postcondition");
  });
});

describe("a service", () => {
  test("pulls from its own repository only", () => {
    const app = new SynthesizedApp(
      configOf({
        app: service("/api", { image: { uri: "222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/app:1.0.0" } }),
      }),
    );
    const policy = app.resources(PRODUCER, "aws_iam_role_policy")["app_execution-policy"]?.policy as string;
    expect((JSON.parse(policy) as { Statement: unknown[] }).Statement).toContainEqual(
      expect.objectContaining({
        Sid: "PullImage",
        Resource: "arn:aws:ecr:eu-west-1:222222222222:repository/team/app",
      }),
    );
  });

  test("that scales leaves its count to AWS, and one that does not keeps it", () => {
    const app = new SynthesizedApp(
      configOf({ fixed: service("/a", { desiredCount: 0 }), scaled: service("/b", { scaling: { min: 3, max: 9 } }) }),
    );
    const services = app.resources(PRODUCER, "aws_ecs_service");
    expect(services.scaled).toMatchObject({ desired_count: 3, lifecycle: { ignore_changes: ["desired_count"] } });
    expect(services.fixed?.desired_count).toBe(0);
    expect(services.fixed?.lifecycle).not.toHaveProperty("ignore_changes");
  });

  test("finds its port and timeouts in its environment, and the user's text as it was written", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a", { port: 3000, environment: { TEMPLATE: "${x}" } }) }));
    expect(containers(app, "app")[0]?.environment).toEqual([
      { name: "DRAIN_SECONDS", value: "5" },
      { name: "KEEP_ALIVE_TIMEOUT_SECONDS", value: "65" },
      { name: "NODE_ENV", value: "production" },
      { name: "PORT", value: "3000" },
      { name: "REQUEST_TIMEOUT_SECONDS", value: "25" },
      { name: "TEMPLATE", value: "$${x}" },
    ]);
  });

  test("that is added changes nothing of the others", () => {
    const before = new SynthesizedApp(twoServices());
    const after = new SynthesizedApp(configOf({ ...twoServices().services, extra: service("/api/extra") }));
    const old = before.json(PRODUCER).resource;
    for (const [type, named] of Object.entries(old)) {
      for (const [name, resource] of Object.entries(named)) {
        expect(after.json(PRODUCER).resource[type]?.[name]).toEqual(resource);
      }
    }
    const added = after.addresses(PRODUCER).filter((address) => !before.addresses(PRODUCER).includes(address));
    expect(added.every((address) => address.includes("extra"))).toBe(true);
  });
});

describe("the network", () => {
  function withEgress(egress: string) {
    return new SynthesizedApp(configOf({ app: service("/a", IN_ECR) }, { network: { egress } })).addresses(PRODUCER);
  }
  function count(addresses: readonly string[], type: string) {
    return addresses.filter((address) => address.startsWith(`${type}.`)).length;
  }

  test.each([
    ["single-nat", { aws_nat_gateway: 1, aws_eip: 1, aws_internet_gateway: 1, aws_subnet: 4, aws_vpc_endpoint: 1 }],
    ["nat-per-az", { aws_nat_gateway: 2, aws_eip: 2, aws_internet_gateway: 1, aws_subnet: 4, aws_vpc_endpoint: 1 }],
    ["endpoints", { aws_nat_gateway: 0, aws_eip: 0, aws_internet_gateway: 0, aws_subnet: 2, aws_vpc_endpoint: 4 }],
    ["none", { aws_nat_gateway: 0, aws_eip: 0, aws_internet_gateway: 0, aws_subnet: 2, aws_vpc_endpoint: 1 }],
  ])("with egress %s has what that needs", (egress, expected) => {
    const addresses = withEgress(egress);
    expect(Object.fromEntries(Object.keys(expected).map((type) => [type, count(addresses, type)]))).toEqual(expected);
  });

  test("closes the default security group", () => {
    const group = new SynthesizedApp(twoServices()).resources(PRODUCER, "aws_default_security_group").network_closed;
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });
});

describe("TLS inside", () => {
  const internalTls = {
    certificateArn: "arn:aws:acm:us-west-2:111111111111:certificate/0123",
    serverName: "in.example.com",
  };
  const app = new SynthesizedApp(
    configOf(
      {
        rules: service("/a"),
        ports: service("/n", { integration: "nlb" }),
        map: service("/m", { integration: "cloud-map" }),
      },
      { internalTls },
    ),
  );

  test("ends at both load balancers", () => {
    const listeners = app.resources(PRODUCER, "aws_lb_listener");
    const tls = { certificate_arn: internalTls.certificateArn, ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" };
    expect(listeners.alb).toMatchObject({ port: 443, protocol: "HTTPS", ...tls });
    expect(listeners.nlb_ports).toMatchObject({ protocol: "TLS", ...tls });
  });

  test("is verified by the gateway, except where tasks are reached without a load balancer", () => {
    const integrations = app.resources("dev-http-api", "aws_apigatewayv2_integration");
    expect(integrations["api_alb"]?.tls_config).toEqual({ server_name_to_verify: "in.example.com" });
    expect(integrations["api_ports"]?.tls_config).toEqual({ server_name_to_verify: "in.example.com" });
    expect(integrations["api_map"]).not.toHaveProperty("tls_config");
  });
});

describe("a VPC that is there already", () => {
  const existing = { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-01234567", "subnet-01234568"] };
  const app = new SynthesizedApp(configOf({ app: service("/a") }, { network: { existing } }));

  test("gets security groups and nothing else", () => {
    const made = app.addresses(PRODUCER).map((address) => address.split(".")[0]);
    for (const type of [
      "aws_vpc",
      "aws_subnet",
      "aws_route",
      "aws_vpc_endpoint",
      "aws_flow_log",
      "aws_default_security_group",
    ]) {
      expect(made).not.toContain(type);
    }
    expect(made).toContain("aws_security_group");
  });

  test("is refused by the plan when a subnet is public or of another VPC", () => {
    expect(JSON.stringify(app.json(PRODUCER).data?.aws_subnet)).toContain("assigns public addresses");
  });

  test("is refused by the plan when two subnets lie in one zone, where a load balancer takes one", () => {
    const { "network_subnet-01234567": first, "network_subnet-01234568": second } = app.json(PRODUCER).data
      ?.aws_subnet as Record<string, { lifecycle: { postcondition: readonly { condition: string }[] } }>;
    expect(JSON.stringify(first)).not.toContain("availability_zone");
    expect(second?.lifecycle.postcondition).toContainEqual({
      condition: "${!contains([data.aws_subnet.network_subnet-01234567.availability_zone], self.availability_zone)}",
      error_message:
        "subnet-01234568 is in ${self.availability_zone}, like another of the subnets; name one subnet per zone in network.existing.privateSubnetIds.",
    });
  });
});

test("no service behind a load balancer: no load balancer", () => {
  const app = new SynthesizedApp(configOf({ map: service("/m", { integration: "cloud-map" }) }));
  expect(app.addresses(PRODUCER).filter((address) => address.startsWith("aws_lb"))).toEqual([]);
  expect(app.resources(PRODUCER, "aws_vpc_security_group_ingress_rule")).toHaveProperty("map_from-vpc-link");
});

test("instances of a Cloud Map service can be chosen by attribute", () => {
  const app = new SynthesizedApp(
    configOf({
      map: service("/m", { integration: "cloud-map", instanceAttributes: { AVAILABILITY_ZONE: "us-west-2a" } }),
    }),
  );
  expect(app.resources("dev-http-api", "aws_apigatewayv2_integration")["api_map"]?.integration_uri).toMatch(
    /\?AVAILABILITY_ZONE=us-west-2a$/,
  );
});

test.each(["alb", "nlb", "cloud-map"])(
  "a rollout with integration %s has alarms that stop it: the provider cannot take them away from a service",
  (integration) => {
    const app = new SynthesizedApp(configOf({ app: service("/a", { integration }) }));
    expect(app.resources(PRODUCER, "aws_ecs_service")["app"]?.["alarms"]).toMatchObject({
      enable: true,
      rollback: true,
      alarm_names: expect.arrayContaining([expect.any(String)]) as unknown,
    });
  },
);
