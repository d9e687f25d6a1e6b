import { describeWith, inventory, service, useDeployment } from "@private-http-api/test-support";

jest.setTimeout(400_000);

const account = "444444444444";
const partner = "555555555555";
const region = "us-west-2";
const image = { uri: `${account}.dkr.ecr.${region}.amazonaws.com/team/app:1.0.0` };
const privateLink = { allow: [partner], services: ["books"], acceptance: "automatic" };
const consumers = { partner: { account: partner, roleArn: `arn:aws:iam::${partner}:role/deploy` } };

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

  async function endpointServices(): Promise<readonly string[]> {
    const { aws } = deployment();
    const found = await aws.list<{ ServiceId: string }>(
      "ec2",
      "describe_vpc_endpoint_service_configurations",
      "ServiceConfigurations",
    );
    return found.map(({ ServiceId }) => ServiceId);
  }

  test("is refused by AWS while a consumer is connected, and goes on", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "mix-*");
    const before = await endpointServices();
    project.configure(config({}));
    await expect(project.cdktf("deploy", "mix-*")).rejects.toThrow("ExistingVpcEndpointConnections");
    expect(await endpointServices()).toEqual(before);
    project.configure(config({ privateLink, consumers }));
    await project.cdktf("deploy", "mix-*");
    expect(await project.unsettled(["mix-fargate-vpc-link", "mix-http-api", "mix-consumer-partner"])).toEqual({});
  });

  test("goes once the consumer's stack is destroyed, and another load balancer takes another endpoint service", async () => {
    const { project } = deployment();
    await project.cdktf("destroy", "mix-consumer-partner");
    project.configure(config({ privateLink }));
    await project.cdktf("deploy", "mix-*");
    const before = await endpointServices();
    // AWS takes no subnet away from a Network Load Balancer: it is replaced.
    project.configure(config({ privateLink, network: { zones: ["a", "c"] } }));
    await project.cdktf("deploy", "mix-*");
    const after = await endpointServices();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    project.configure(config({ network: { zones: ["a", "c"] } }));
    await project.cdktf("deploy", "mix-*");
    expect(await endpointServices()).toEqual([]);
  });

  test("destroys everything in order, the consumer first", async () => {
    const { project } = deployment();
    project.configure(config({ privateLink, consumers, network: { zones: ["a", "c"] } }));
    await project.cdktf("deploy", "mix-*");
    await project.cdktf("destroy", "mix-*");
    expect(await inventory(project.env)).toEqual({});
  });
});
