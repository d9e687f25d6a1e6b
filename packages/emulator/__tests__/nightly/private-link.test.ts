import { describeWith, inventory, service, useDeployment } from "@private-http-api/test-support";

jest.setTimeout(600_000);

const account = "444444444444";
const partner = "555555555555";
const region = "us-west-2";
const image = { uri: `${account}.dkr.ecr.${region}.amazonaws.com/team/app:1.0.0` };
const privateLink = { allow: [partner], services: ["books"], acceptance: "automatic" };
const there = { account: partner, roleArn: `arn:aws:iam::${partner}:role/deploy` };
const consumers = { partner: there };

function config(environment: object) {
  return {
    name: "shop",
    services: { books: service("/api/books", { image, privateLink: { bypassesAuthorization: true } }) },
    environments: { mix: { account, region, state: "local", ...environment } },
  };
}

// docs/access.md, "Other accounts, by PrivateLink" and "Consumers of your own".
describeWith(["terraform", "emulator"], "PrivateLink that is taken away", () => {
  const deployment = useDeployment({ account, region, config: config({ privateLink, consumers }) });

  async function endpointServices() {
    const { aws } = deployment();
    return aws.list<{ ServiceId: string; ServiceName: string }>(
      "ec2",
      "describe_vpc_endpoint_service_configurations",
      "ServiceConfigurations",
    );
  }

  test("is refused by AWS while a consumer is connected, and goes on", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "mix-*");
    const before = await endpointServices();
    project.configure(config({}));
    await expect(project.cdktf("deploy", "mix-*")).rejects.toThrow("ExistingVpcEndpointConnections");
    expect(await endpointServices()).toEqual(before);
  });

  test("reaches a consumer in another Region, and one that has only the service's name", async () => {
    const { project, aws } = deployment();
    const [{ ServiceName } = { ServiceName: "" }] = await endpointServices();
    const others = { far: { ...there, region: "us-east-1" }, named: { ...there, serviceName: ServiceName, port: 80 } };
    project.configure(config({ privateLink, consumers: { ...consumers, ...others } }));
    await project.cdktf("deploy", "mix-*");
    const names = ["partner", ...Object.keys(others)].map((name) => `mix-consumer-${name}`);
    expect(await project.unsettled(["mix-fargate-vpc-link", ...names])).toEqual({});
    const connections = await aws.list<{ VpcEndpointId: string; VpcEndpointState: string }>(
      "ec2",
      "describe_vpc_endpoint_connections",
      "VpcEndpointConnections",
    );
    const made = await Promise.all(names.map((name) => project.output(name, "endpoint_id")));
    expect(connections.map(({ VpcEndpointId }) => VpcEndpointId).sort()).toEqual([...made].sort());
    expect(connections.map(({ VpcEndpointState }) => VpcEndpointState)).toEqual(made.map(() => "available"));
    for (const name of names.slice(1)) await project.cdktf("destroy", name);
  });

  test("goes once the consumer's stack is destroyed, and another load balancer takes another endpoint service", async () => {
    const { project } = deployment();
    project.configure(config({ privateLink, consumers }));
    await project.cdktf("deploy", "mix-*");
    await project.cdktf("destroy", "mix-consumer-partner");
    project.configure(config({ privateLink }));
    await project.cdktf("deploy", "mix-*");
    const before = await endpointServices();
    const replaced = await project.terraform(
      "mix-fargate-vpc-link",
      ...["apply", "-auto-approve", "-input=false", "-replace=aws_lb.private_link"],
    );
    expect([replaced.exitCode, replaced.stderr]).toEqual([0, ""]);
    const after = await endpointServices();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    project.configure(config({}));
    await project.cdktf("deploy", "mix-*");
    expect(await endpointServices()).toEqual([]);
  });

  test("destroys everything in order, the consumer first", async () => {
    const { project } = deployment();
    project.configure(config({ privateLink, consumers }));
    await project.cdktf("deploy", "mix-*");
    await project.cdktf("destroy", "mix-*");
    expect(await inventory(project.env)).toEqual({});
  });
});
