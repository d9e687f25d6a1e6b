import { ask } from "../../src/moto/ask";
import {
  type Deployment,
  describeWith,
  inventory,
  progress,
  service,
  useDeployment,
} from "@private-http-api/test-support";

const account = "555555555555";
const region = "us-east-1";
const stacks = ["prod-fargate-vpc-link", "prod-http-api"];
const cidr = "10.99.0.0/16";
/** What the stacks made. */
const ours = { Filters: [{ Name: "tag-key", Values: ["Application"] }] };

function config(network: object) {
  return {
    name: "shop",
    services: { app: service("/api/app") },
    environments: { prod: { account, region, state: "local", network } },
  };
}

describeWith(["terraform", "emulator"], "a network that changes under a deployed environment", () => {
  const deployment = useDeployment({ account, region, config: config({}) });

  function answer(operation: string, parameters: object): Promise<readonly unknown[]> {
    const { project } = deployment();
    return ask([{ service: "ec2", operation, parameters: { ...parameters } }], { env: project.env, progress });
  }

  /** The three deploys of docs/operations.md, "Replace the VPC link". */
  async function replaceLink({ project }: Deployment, network: object): Promise<void> {
    project.configure(config(network));
    await expect(project.cdktf("deploy", "prod-*")).rejects.toThrow("Cannot delete vpc link");
    await project.cdktf("deploy", "prod-http-api", "--ignore-missing-stack-dependencies");
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
  }

  async function existingNetwork(): Promise<object> {
    const [vpc] = await answer("create_vpc", { CidrBlock: cidr });
    const { VpcId: vpcId } = (vpc as { Vpc: { VpcId: string } }).Vpc;
    const privateSubnetIds: string[] = [];
    for (const [index, AvailabilityZoneId] of ["use1-az1", "use1-az2"].entries()) {
      const CidrBlock = `10.99.${String(index)}.0/24`;
      const [subnet] = await answer("create_subnet", { VpcId: vpcId, CidrBlock, AvailabilityZoneId });
      privateSubnetIds.push((subnet as { Subnet: { SubnetId: string } }).Subnet.SubnetId);
    }
    return { existing: { vpcId, privateSubnetIds } };
  }

  test("lies, unless told otherwise, in zones that take a VPC link", async () => {
    await deployment().project.cdktf("deploy", "prod-*");
    expect(await deployment().project.unsettled(stacks)).toEqual({});
  });

  test("moves to zones that are named by id", async () => {
    await replaceLink(deployment(), { zones: ["use1-az1", "use1-az2"] });
    const subnets = await deployment().aws.list<{ AvailabilityZoneId: string }>(
      "ec2",
      "describe_subnets",
      "Subnets",
      ours,
    );
    expect([...new Set(subnets.map(({ AvailabilityZoneId: id }) => id))].sort()).toEqual(["use1-az1", "use1-az2"]);
  });

  test("moves to another address range, in which all of it lies then", async () => {
    await replaceLink(deployment(), { zones: ["use1-az1", "use1-az2"], cidr: "10.64.0.0/16" });
    const subnets = await deployment().aws.list<{ CidrBlock: string }>("ec2", "describe_subnets", "Subnets", ours);
    expect(subnets.filter(({ CidrBlock }) => !CidrBlock.startsWith("10.64."))).toEqual([]);
    const vpc = await deployment().aws.only<{ CidrBlock: string }>("ec2", "describe_vpcs", "Vpcs", ours);
    expect(vpc.CidrBlock).toBe("10.64.0.0/16");
  });

  test("moves to a VPC that exists, and leaves nothing in the old one", async () => {
    await replaceLink(deployment(), await existingNetwork());
    expect(await inventory(deployment().project.env)).not.toHaveProperty("describe_nat_gateways");
    const [balancer] = await deployment().aws.list<{ VpcId: string }>(
      "elbv2",
      "describe_load_balancers",
      "LoadBalancers",
    );
    const [vpc] = (await answer("describe_vpcs", { Filters: [{ Name: "cidr", Values: [cidr] }] })) as [
      { Vpcs: [{ VpcId: string }] },
    ];
    expect(balancer?.VpcId).toBe(vpc.Vpcs[0].VpcId);
  });

  test("is gone with the environment, but for the VPC that was there", async () => {
    await deployment().project.cdktf("destroy", "prod-*");
    expect(await inventory(deployment().project.env)).toEqual({});
  });
});
