import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describeWith, inventory, NpmStart, service, useDeployment } from "@private-http-api/test-support";

const account = "444444444444";
const region = "us-west-2";
/** The Region's ECR: what tasks pull from without a way to the internet. */
const image = { uri: `${account}.dkr.ecr.${region}.amazonaws.com/team/app:1.0.0` };
/** The account that may connect by PrivateLink. */
const consumer = "555555555555";
const roleArn = `arn:aws:iam::${consumer}:role/deploy`;
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
        privateLink: { allow: [roleArn], services: ["rules"], acceptance: "manual" },
        consumers: {
          partner: {
            account: consumer,
            roleArn,
            api: true,
            domainName: "shop.internal.example.com",
            testHost: true,
          },
        },
      },
    },
  };
}

/** Answers with what the service that it calls says. */
const CALLER = `#!/usr/bin/env node
require("node:http")
  .createServer(async ({ url }, response) => {
    const answer = await fetch(process.env.INNER_URL + url);
    response.end("rules asked, and " + (await answer.text()));
  })
  .listen(process.env.PORT, process.env.HOST);
`;

const initialSetting: Setting = { integration: "alb", egress: "single-nat" };

describeWith(["terraform", "emulator"], "services over every private integration, in every network", () => {
  const deployment = useDeployment({ account, region, config: config(initialSetting) });

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
    expect(allowed.map(({ Principal }) => Principal)).toEqual([roleArn]);
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
    expect(await project.output("mix-consumer-partner", "rules_url")).toMatch(/^https:.*amazonaws\.com\/api\/rules$/);
  });

  test("its API, served here from the states, leads a request through every hop to a service, and from there to another", async () => {
    const { project } = deployment();
    const states = path.join(project.folder, "states");
    mkdirSync(states);
    for (const stack of stacks) {
      const { stdout } = await project.terraform(stack, "state", "pull");
      writeFileSync(path.join(states, `${stack}.tfstate`), stdout);
    }
    const caller = path.join(project.folder, "caller.js");
    writeFileSync(caller, CALLER, { mode: 0o755 });
    const running = createServer((request, response) => response.end(`inner got ${String(request.url)}`));
    await new Promise<void>((done) => running.listen(0, "127.0.0.1", done));
    const at = `http://127.0.0.1:${String((running.address() as AddressInfo).port)}`;
    const others = Object.keys(config(initialSetting).services).filter((name) => name !== "rules");
    const attached = others.flatMap((name) => ["--service", `${name}=${at}`]);
    const options = ["--state", states, "--from", "partner", "--no-watch", "--run", `rules=${caller}`, ...attached];
    const start = await NpmStart.begin(project.folder, project.env, options);
    try {
      const answer = await start.firstAnswer("/api/rules/1?a=b");
      expect([answer.status, await answer.text()]).toEqual([200, "rules asked, and inner got /api/rules/1?a=b"]);
      const id = answer.headers.get("apigw-requestid") ?? "";
      const shown = (await (await fetch(`${start.pageUrl}/_local/requests/${encodeURIComponent(id)}`)).json()) as {
        via: readonly string[];
      };
      expect(shown.via).toEqual([
        "mix-consumer-partner: aws_lb_listener.balancer",
        "mix-consumer-partner: aws_vpc_endpoint.endpoint",
        "mix-fargate-vpc-link: aws_vpc_endpoint_service.private_link",
        "mix-fargate-vpc-link: aws_lb_listener.private_link",
        "mix-fargate-vpc-link: aws_lb_listener.alb_private_link",
        "mix-fargate-vpc-link: aws_lb_listener_rule.private_link_rules",
        "mix-fargate-vpc-link: aws_lb_target_group.alb_rules",
      ]);
      // PrivateLink leads to no other service, so the consumer's API has no route to one.
      expect((await fetch(`${start.url}/api/ports`)).status).toBe(404);
    } finally {
      await start.end();
      running.close();
    }
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
