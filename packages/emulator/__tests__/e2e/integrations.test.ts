import { describeWith, inventory, service, useDeployment } from "@private-http-api/test-support";

const account = "444444444444";
const region = "us-west-2";
/** The Region's ECR: what tasks pull from without a way to the internet. */
const image = { uri: `${account}.dkr.ecr.${region}.amazonaws.com/team/app:1.0.0` };
/** The account that may connect by PrivateLink. */
const consumer = "555555555555";
const stacks = ["mix-fargate-vpc-link", "mix-http-api", "mix-consumer-partner"];

interface Setting {
  readonly integration: "alb" | "nlb" | "cloud-map";
  readonly egress: "single-nat" | "endpoints" | "nat-per-az";
  readonly previousEntry?: { readonly integration: "cloud-map" };
  /** Services that `rules` calls. @default none */
  readonly calls?: readonly string[];
}

/** Four services over all three targets, of which the first is the one that moves, and one without a route. */
function config({ egress, calls = [], ...moving }: Setting) {
  return {
    name: "shop",
    services: {
      moving: service("/api/moving", { image, ...moving }),
      rules: service("/api/rules", {
        image,
        integration: "alb",
        calls,
        privateLink: { bypassesAuthorization: true },
      }),
      ports: service("/api/ports", { image, integration: "nlb" }),
      names: service("/api/names", { image, integration: "cloud-map" }),
      inner: { image, containerHealthCheck: { command: ["CMD", "true"] } },
    },
    environments: {
      mix: {
        account,
        region,
        state: "local",
        network: { egress },
        privateLink: { allow: [consumer], services: ["rules"], acceptance: "manual" },
        consumers: {
          partner: {
            account: consumer,
            roleArn: `arn:aws:iam::${consumer}:role/deploy`,
            domainName: "shop.internal.example.com",
            testHost: true,
          },
        },
      },
    },
  };
}

describeWith(["terraform", "emulator"], "services over every private integration, in every network", () => {
  const initial = config({ integration: "alb", egress: "single-nat" });
  const deployment = useDeployment({ account, region, config: initial });

  /** What the gateway's integrations lead to: the two load balancers, by their names, and Cloud Map. */
  async function targets(): Promise<Record<string, number>> {
    const { aws } = deployment();
    const { ApiId } = await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items");
    const found = await aws.list<{ IntegrationUri: string }>("apigatewayv2", "get_integrations", "Items", { ApiId });
    const counts: Record<string, number> = {};
    for (const { IntegrationUri } of found) {
      const kind = /shop-mix-nlb|shop-mix|servicediscovery/.exec(IntegrationUri)?.[0] ?? IntegrationUri;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }

  async function ec2<T>(operation: string, key: string, parameters: Readonly<Record<string, unknown>> = {}) {
    return deployment().aws.list<T>("ec2", operation, key, parameters);
  }

  async function elb<T>(operation: string, key: string, parameters: Readonly<Record<string, unknown>>) {
    return deployment().aws.list<T>("elbv2", operation, key, parameters);
  }

  /** Descriptions of the rules that let one service call another. */
  async function callRules(): Promise<readonly string[]> {
    const rules = await ec2<{ Description?: string; IsEgress: boolean }>(
      "describe_security_group_rules",
      "SecurityGroupRules",
    );
    return rules
      .filter(({ Description = "" }) => / calls /.test(Description))
      .map(({ Description = "", IsEgress }) => `${Description} ${IsEgress ? "out" : "in"}`)
      .sort();
  }

  async function deployed(setting: Setting): Promise<void> {
    const { project } = deployment();
    project.configure(config(setting));
    await project.cdktf("deploy", "mix-*");
    expect(await project.unsettled(stacks)).toEqual({});
  }

  test("deploy in one go, with one integration for the load balancer's listener and one for each of the others", async () => {
    await deployed({ integration: "alb", egress: "single-nat", calls: ["inner", "names"] });
    expect(await targets()).toEqual({ "shop-mix": 1, "shop-mix-nlb": 1, servicediscovery: 1 });
    expect(await callRules()).toEqual([
      "rules calls inner in",
      "rules calls inner out",
      "rules calls names in",
      "rules calls names out",
    ]);
  });

  test("another account may connect by PrivateLink, to a listener that leads to the named service only", async () => {
    const [offered] = await ec2<{ ServiceId: string; AcceptanceRequired: boolean; NetworkLoadBalancerArns: string[] }>(
      "describe_vpc_endpoint_service_configurations",
      "ServiceConfigurations",
    );
    expect(offered?.AcceptanceRequired).toBe(true);
    const ServiceId = offered?.ServiceId;
    const allowed = await ec2<{ Principal: string }>("describe_vpc_endpoint_service_permissions", "AllowedPrincipals", {
      ServiceId,
    });
    expect(allowed.map(({ Principal }) => Principal)).toEqual([`arn:aws:iam::${consumer}:root`]);
    const [group] = await elb<{ TargetGroupArn: string; TargetType: string; Port: number }>(
      "describe_target_groups",
      "TargetGroups",
      { LoadBalancerArn: offered?.NetworkLoadBalancerArns[0] },
    );
    expect(group).toMatchObject({ TargetType: "alb", Port: 8080 });
    const [registered] = await elb<{ Target: { Id: string } }>("describe_target_health", "TargetHealthDescriptions", {
      TargetGroupArn: group?.TargetGroupArn,
    });
    expect(registered?.Target.Id).toMatch(/loadbalancer\/app\/shop-mix\//);
    const listeners = await elb<{ ListenerArn: string; Port: number }>("describe_listeners", "Listeners", {
      LoadBalancerArn: registered?.Target.Id,
    });
    const ListenerArn = listeners.find(({ Port }) => Port === 8080)?.ListenerArn;
    const rules = await elb<{ Conditions: { Values?: string[]; PathPatternConfig?: { Values: string[] } }[] }>(
      "describe_rules",
      "Rules",
      { ListenerArn },
    );
    const paths = rules.flatMap(({ Conditions }) =>
      Conditions.flatMap((each) => each.PathPatternConfig?.Values ?? each.Values ?? []),
    );
    expect(paths.sort()).toEqual(["/_private-link/health", "/api/rules", "/api/rules/*"]);
  });

  test("that account's stack is connected, and accepted in this one", async () => {
    const { project } = deployment();
    const connections = await ec2<{ VpcEndpointId: string; VpcEndpointOwner: string; VpcEndpointState: string }>(
      "describe_vpc_endpoint_connections",
      "VpcEndpointConnections",
    );
    expect(connections).toMatchObject([{ VpcEndpointOwner: consumer, VpcEndpointState: "available" }]);
    expect(await project.output("mix-consumer-partner", "endpoint_id")).toBe(connections[0]?.VpcEndpointId);
    expect(await project.output("mix-consumer-partner", "url")).toBe("http://shop.internal.example.com");
  });

  test("a running service moves to Cloud Map, and the network to endpoints, without a failed step", async () => {
    const { project, aws } = deployment();
    await deployed({ integration: "cloud-map", egress: "endpoints" });
    expect(await callRules()).toEqual([]);
    expect(await targets()).toEqual({ "shop-mix": 1, "shop-mix-nlb": 1, servicediscovery: 2 });
    const made = await inventory(project.env);
    expect(made).not.toHaveProperty("ec2 describe_nat_gateways");
    expect(made).not.toHaveProperty("ec2 describe_internet_gateways");
    expect(made).not.toHaveProperty("ec2 describe_addresses");
    const endpoints = await aws.list<{ ServiceName: string; VpcEndpointType: string }>(
      "ec2",
      "describe_vpc_endpoints",
      "VpcEndpoints",
    );
    expect(
      endpoints
        .map(({ ServiceName, VpcEndpointType }) => `${VpcEndpointType} ${ServiceName.split(".").slice(3).join(".")}`)
        .sort(),
    ).toEqual(["Gateway s3", "Interface ecr.api", "Interface ecr.dkr", "Interface logs"]);
  });

  // docs/operations.md, "Change how a service is entered": its grace period comes with the next deploy.
  test("and on to the network load balancer and a NAT gateway in every zone", async () => {
    const { project } = deployment();
    await deployed({ integration: "nlb", egress: "nat-per-az", previousEntry: { integration: "cloud-map" } });
    expect(await targets()).toEqual({ "shop-mix": 1, "shop-mix-nlb": 2, servicediscovery: 1 });
    expect(await inventory(project.env)).toMatchObject({ "ec2 describe_nat_gateways": 2 });
  });

  test("and back to where it was", async () => {
    const { project } = deployment();
    await deployed({ integration: "alb", egress: "single-nat" });
    expect(await targets()).toEqual({ "shop-mix": 1, "shop-mix-nlb": 1, servicediscovery: 1 });
    expect(await inventory(project.env)).toMatchObject({ "ec2 describe_nat_gateways": 1 });
  });

  test("destroy leaves nothing", async () => {
    const { project } = deployment();
    await project.cdktf("destroy", "mix-*");
    expect(await inventory(project.env)).toEqual({});
  });
});
