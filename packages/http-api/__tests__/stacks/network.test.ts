import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const EXISTING = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] };

function synth(network: object = {}, environment: object = {}, settings: object = {}) {
  const services = {
    orders: service("/orders", { ...IN_ECR, scaling: { min: 1, max: 4 }, ...settings }),
    stock: service("/stock", { ...IN_ECR, integration: "nlb" }),
  };
  return new SynthesizedApp(configOf(services, { network, ...environment }));
}

function triggers(app: SynthesizedApp, address: string): unknown {
  const [type = "", name = ""] = address.split(".");
  return (app.resources(PRODUCER, type)[name]?.["lifecycle"] as { replace_triggered_by?: unknown })
    .replace_triggered_by;
}

describe("what AWS cannot move to another VPC", () => {
  const moved = ["aws_lb.alb", "aws_lb.nlb", "aws_ecs_service.orders", "aws_appautoscaling_target.orders_scaling"];

  test.each([
    ["a VPC of ours", {}, [...moved, "aws_internet_gateway.network_nat_internet"]],
    ["an existing one", { existing: EXISTING }, moved],
  ])("is replaced with %s, under one address that notices a change between them", (_what, network, addresses) => {
    const app = synth(network);
    for (const address of addresses)
      expect([address, triggers(app, address)]).toEqual([address, ["terraform_data.network_identity"]]);
    expect(app.resources(PRODUCER, "terraform_data")["network_identity"]).toMatchObject({
      input: { vpc: expect.stringMatching(/^\$\{(?:data\.)?aws_vpc\.network_vpc\.id\}$/) as unknown },
    });
  });

  test("has its scaling with it, which AWS drops with the service", () => {
    expect(triggers(synth(), "aws_appautoscaling_policy.orders_scaling_cpu")).toEqual([
      "aws_appautoscaling_target.orders_scaling.arn",
    ]);
  });
});

describe("zones", () => {
  function zonesOf(region: string, network: object = {}) {
    const image = { uri: "registry.example.com/team/app:1.0.0" };
    const app = new SynthesizedApp(configOf({ orders: service("/orders", { image }) }, { region, network }));
    const data = app.json(PRODUCER).data?.["aws_availability_zones"]?.["network_zones"] as {
      filter: unknown;
      lifecycle: { postcondition: { condition: string; error_message: string }[] };
    };
    const subnets = app.resources(PRODUCER, "aws_subnet");
    return { data, subnets, condition: data.lifecycle.postcondition[0]?.condition };
  }

  test("are by default the first of the account that take a VPC link, and stay", () => {
    const { data, subnets, condition } = zonesOf("us-east-1");
    expect(data.filter).toEqual([
      { name: "zone-id", values: ["use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"] },
    ]);
    expect(subnets["network_private-b"]).toMatchObject({
      availability_zone: "${data.aws_availability_zones.network_zones.names[1]}",
      lifecycle: { ignore_changes: ["availability_zone"] },
    });
    // A public subnet joins its private one, wherever that is.
    expect(subnets["network_nat_public-b"]).toMatchObject({
      availability_zone: "${aws_subnet.network_private-b.availability_zone}",
    });
    expect(condition).toBe("${length(self.names) > 1}");
  });

  test("of a Region that AWS's page does not list are any but Local Zones", () => {
    expect(zonesOf("il-central-1").data.filter).toEqual([{ name: "zone-type", values: ["availability-zone"] }]);
  });

  test("by letter have to be among those that take a VPC link", () => {
    const { condition, data } = zonesOf("eu-west-3", { zones: ["a", "b"] });
    expect(condition).toBe('${length(setsubtract(["eu-west-3a","eu-west-3b"], self.names)) == 0}');
    expect(data.lifecycle.postcondition[0]?.error_message).toContain("euw3-az1, euw3-az3");
  });

  test("by id keep the ranges that older versions gave them", () => {
    const { subnets } = zonesOf("us-east-1", { zones: ["use1-az1", "use1-az2"] });
    for (const name of ["network_private-az1", "network_nat_public-az2"]) {
      expect(subnets[name]).toMatchObject({ lifecycle: { ignore_changes: ["cidr_block"] } });
    }
  });
});

describe("network.outbound", () => {
  const outbound = {
    warehouse: { to: "10.20.0.0/16", ports: [5432, 5432, "9092-9094"] },
    peers: { to: "sg-0a1b2c3d", ports: ["53"], protocol: "udp" },
    lists: { to: "pl-0a1b2c3d", ports: [443] },
  };

  test.each([{}, { existing: EXISTING }])("opens ports of peers to the tasks of every service, with %j", (network) => {
    const rules = synth({ ...network, outbound }).resources(PRODUCER, "aws_vpc_security_group_egress_rule");
    const made = Object.fromEntries(Object.entries(rules).filter(([name]) => name.startsWith("all_tasks_to-")));
    expect(made).toMatchObject({
      "all_tasks_to-warehouse-5432": { cidr_ipv4: "10.20.0.0/16", ip_protocol: "tcp", from_port: 5432, to_port: 5432 },
      "all_tasks_to-warehouse-9092-9094": { cidr_ipv4: "10.20.0.0/16", from_port: 9092, to_port: 9094 },
      "all_tasks_to-peers-53": { referenced_security_group_id: "sg-0a1b2c3d", ip_protocol: "udp" },
      "all_tasks_to-lists-443": { prefix_list_id: "pl-0a1b2c3d" },
    });
    expect(Object.keys(made)).toHaveLength(4);
  });

  test("is there before tasks start", () => {
    expect(synth({ outbound }).resources(PRODUCER, "aws_ecs_service")["orders"]?.depends_on).toContain(
      "aws_vpc_security_group_egress_rule.all_tasks_to-warehouse-5432",
    );
  });

  test.each([
    [
      { to: "10.20.0.1/16", ports: [1] },
      'to: got "10.20.0.1/16"; does not start on its own boundary; give "10.20.0.0/16"',
    ],
    [
      { to: "10.20.0.0", ports: [1] },
      'to: got "10.20.0.0"; give an IPv4 range like "10.20.0.0/16", a security group ("sg-…") or a prefix list ("pl-…")',
    ],
    [
      { to: "0.0.0.0/0", ports: ["9-8"] },
      'ports[0]: got "9-8"; give a port of 1 to 65535, or a range like "9092-9094"',
    ],
    [{ to: "0.0.0.0/0", ports: [] }, "ports"],
  ])("refuses %j", (rule, message) => {
    expect(() => synth({ outbound: { mail: rule } })).toThrow(`environments.dev.network.outbound.mail.${message}`);
  });
});

describe("interface endpoints", () => {
  test("lie in the zones where AWS offers the service, with a policy", () => {
    const app = synth({ egress: "endpoints" });
    expect(app.resources(PRODUCER, "aws_vpc_endpoint")["egress_endpoints_logs"]).toMatchObject({
      subnet_ids:
        "${[for subnet in [aws_subnet.network_private-a, aws_subnet.network_private-b] : subnet.id if contains(data.aws_vpc_endpoint_service.egress_endpoints_logs-zones.availability_zones, subnet.availability_zone)]}",
      policy: expect.stringContaining("aws:PrincipalAccount") as unknown,
    });
    expect(Object.keys(app.resources(PRODUCER, "aws_vpc_endpoint_policy"))).toEqual(["egress_s3-policy"]);
  });

  test("leave S3's gateway endpoint open where NAT gateways lead to public buckets all the same", () => {
    expect(synth().resources(PRODUCER, "aws_vpc_endpoint_policy")).toEqual({});
  });
});

describe("a rollout", () => {
  function made(settings: object) {
    const app = synth({}, {}, settings);
    const alarm = app.resources(PRODUCER, "aws_cloudwatch_metric_alarm")["orders_unhealthy"];
    return { service: app.resources(PRODUCER, "aws_ecs_service")["orders"], alarm };
  }

  test("of a service that starts slowly and drains for an hour is neither taken back nor given up too early", () => {
    const { service: slow, alarm } = made({ healthCheckGracePeriodSeconds: 600, deregistrationDelaySeconds: 3600 });
    expect(alarm).toMatchObject({ evaluation_periods: 12, datapoints_to_alarm: 12 });
    expect(slow).toMatchObject({ timeouts: { create: "175m", update: "175m", delete: "70m" } });
  });

  test("of any other has the provider's own wait", () => {
    const { service: usual, alarm } = made({});
    expect(usual).not.toHaveProperty("timeouts");
    expect(alarm).toMatchObject({ evaluation_periods: 3 });
  });

  test("behind a Network Load Balancer gives targets the minutes that they take", () => {
    const { service: behind, alarm } = made({ integration: "nlb", scaling: undefined });
    expect(behind).toMatchObject({ health_check_grace_period_seconds: 300 });
    expect(alarm).toMatchObject({ evaluation_periods: 7 });
    expect(made({ integration: "nlb", healthCheckGracePeriodSeconds: 90 }).service).toMatchObject({
      health_check_grace_period_seconds: 90,
    });
  });

  test("behind Cloud Map goes in two waves", () => {
    expect(made({ integration: "cloud-map", scaling: { min: 2, max: 4 } }).service).toMatchObject({
      deployment_maximum_percent: 150,
    });
    expect(made({ integration: "cloud-map" }).service).toMatchObject({ deployment_maximum_percent: 200 });
  });
});

test("no stack makes a service-linked role, which environments of one account share", () => {
  const app = synth();
  for (const id of app.ids) expect(app.resources(id, "aws_iam_service_linked_role")).toEqual({});
});
