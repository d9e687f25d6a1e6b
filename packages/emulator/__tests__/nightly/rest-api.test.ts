import { describeWith, service, useDeployment } from "@private-http-api/test-support";

const account = "777777777777";
const region = "us-west-2";
const stacks = ["prod-fargate-vpc-link", "prod-http-api"];

function config(api: object) {
  return {
    name: "shop",
    services: {
      books: service("/api/books", { authorization: "iam" }),
      authors: service("/api/authors", { authorization: "iam" }),
    },
    environments: {
      prod: {
        account,
        region,
        state: "local",
        api: { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"], ...api },
      },
    },
  };
}

interface Method {
  readonly authorizationType: string;
  readonly methodIntegration: Readonly<Record<string, unknown>>;
}

describeWith(["terraform", "emulator"], "a private REST API, deployed with cdktf and the real AWS provider", () => {
  const deployment = useDeployment({ account, region, config: config({}) });

  /** Deploys, and sees that nothing is left to do. */
  async function become(api: object): Promise<void> {
    const { project } = deployment();
    project.configure(config(api));
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
  }

  function theApi() {
    return deployment().aws.only<{ id: string; policy: string; endpointConfiguration: object }>(
      "apigateway",
      "get_rest_apis",
      "items",
    );
  }

  /** The policy, whose quotes AWS escapes. */
  async function statements(): Promise<unknown> {
    const { policy } = await theApi();
    return (JSON.parse(policy.replaceAll('\\"', '"')) as { Statement: unknown }).Statement;
  }

  test("AWS has the API with its policy, and methods that lead to the load balancer by the VPC link", async () => {
    await become({});
    const { id, endpointConfiguration } = await theApi();
    expect(endpointConfiguration).toMatchObject({ types: ["PRIVATE"] });
    expect(await statements()).toMatchObject([
      { Effect: "Allow", Principal: { AWS: [`arn:aws:iam::${account}:root`] } },
      { Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-0a1b2c3d"] } } },
    ]);
    const { aws } = deployment();
    const resources = await aws.list<{ path: string; resourceMethods?: Readonly<Record<string, Method>> }>(
      "apigateway",
      "get_resources",
      "items",
      { restApiId: id, embed: ["methods"] },
    );
    const any = resources.find(({ path }) => path === "/api/books/{proxy+}")?.resourceMethods?.["ANY"];
    const { VpcLinkId } = await aws.only<{ VpcLinkId: string }>("apigatewayv2", "get_vpc_links", "Items");
    expect(any).toMatchObject({
      authorizationType: "AWS_IAM",
      methodIntegration: {
        connectionType: "VPC_LINK",
        connectionId: VpcLinkId,
        integrationTarget: expect.stringMatching(/:loadbalancer\/app\/shop-prod\//) as unknown,
        uri: expect.stringMatching(/^http:\/\/[^/]+\/api\/books\/\{proxy\}$/) as unknown,
      },
    });
  });

  test("another caller changes the policy in place, and goes live with a deployment", async () => {
    const before = await theApi();
    await become({ allowedAccounts: [account, "888888888888"] });
    expect((await theApi()).id).toBe(before.id);
    expect(await statements()).toMatchObject([
      { Principal: { AWS: [`arn:aws:iam::${account}:root`, "arn:aws:iam::888888888888:root"] } },
      { Effect: "Deny" },
    ]);
  });

  test("destroy leaves nothing of it", async () => {
    const { project, aws } = deployment();
    await project.cdktf("destroy", "prod-*");
    expect(await aws.list("apigateway", "get_rest_apis", "items")).toEqual([]);
  });
});
