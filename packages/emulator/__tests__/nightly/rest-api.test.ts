import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import {
  describeWith,
  inventory,
  NpmStart,
  service,
  temporaryFolder,
  unrecorded,
  useDeployment,
} from "@private-http-api/test-support";

const account = "777777777777";
const region = "us-west-2";
const stacks = ["prod-fargate-vpc-link", "prod-http-api"];

/** The account of a consumer. */
const partner = "888888888888";
const consumers = {
  partner: { account: partner, roleArn: `arn:aws:iam::${partner}:role/deploy`, restApi: true, testHost: true },
};

function config(api: object, more: object = {}) {
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
        ...more,
        api: { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"], ...api },
      },
    },
  };
}

interface Method {
  readonly authorizationType: string;
  readonly authorizerId?: string;
  readonly methodIntegration: Readonly<Record<string, unknown>>;
}

describeWith(["terraform", "emulator"], "a private REST API, deployed with cdktf and the real AWS provider", () => {
  const deployment = useDeployment({ account, region, config: config({}) });

  /** Deploys, and sees that nothing is left to do. */
  async function become(api: object, more: object = {}, others: readonly string[] = []): Promise<void> {
    const { project } = deployment();
    project.configure(config(api, more));
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled([...stacks, ...others])).toEqual({});
  }

  function theApi() {
    return deployment().aws.only<{ id: string; policy: string; endpointConfiguration: object }>(
      "apigateway",
      "get_rest_apis",
      "items",
    );
  }

  /** Methods of a path, by name. */
  async function methodsOf(path: string): Promise<Readonly<Record<string, Method>>> {
    const { id } = await theApi();
    const resources = await deployment().aws.list<{ path: string; resourceMethods?: Readonly<Record<string, Method>> }>(
      "apigateway",
      "get_resources",
      "items",
      { restApiId: id, embed: ["methods"] },
    );
    return resources.find((one) => one.path === path)?.resourceMethods ?? {};
  }

  /** The policy, whose quotes AWS escapes. */
  async function statements(): Promise<unknown> {
    const { policy } = await theApi();
    return (JSON.parse(policy.replaceAll('\\"', '"')) as { Statement: unknown }).Statement;
  }

  test("AWS has the API with its policy, and methods that lead to the load balancer by the VPC link", async () => {
    await become({});
    const { endpointConfiguration } = await theApi();
    expect(endpointConfiguration).toMatchObject({ types: ["PRIVATE"] });
    expect(await statements()).toMatchObject([
      { Effect: "Allow", Principal: { AWS: [`arn:aws:iam::${account}:root`] } },
      { Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-0a1b2c3d"] } } },
    ]);
    const { ANY: any } = await methodsOf("/api/books/{proxy+}");
    const { VpcLinkId } = await deployment().aws.only<{ VpcLinkId: string }>("apigatewayv2", "get_vpc_links", "Items");
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

  // docs/access.md, "Consumers of a private REST API".
  test("a consumer of another account gets an endpoint, which the policy admits with the account, beside no other", async () => {
    await become({ allowedVpcEndpoints: [] }, { consumers }, ["prod-consumer-partner"]);
    const id = await deployment().project.output("prod-consumer-partner", "endpoint_id");
    expect(id).toMatch(/^vpce-/);
    expect(await statements()).toMatchObject([
      { Principal: { AWS: [`arn:aws:iam::${account}:root`, `arn:aws:iam::${partner}:root`] } },
      { Condition: { StringNotEquals: { "aws:SourceVpce": [id] } } },
    ]);
  });

  test("the states, served here, answer as that consumer sees the API, and refuse other endpoints", async () => {
    const { project } = deployment();
    const states = path.join(project.folder, "states");
    mkdirSync(states);
    for (const stack of [...stacks, "prod-consumer-partner"]) {
      const { stdout } = await project.terraform(stack, "state", "pull");
      writeFileSync(path.join(states, `${stack}.tfstate`), stdout);
    }
    const running = createServer((request, response) => response.end(`the service got ${String(request.url)}`));
    await new Promise<void>((done) => running.listen(0, "127.0.0.1", done));
    const at = `http://127.0.0.1:${String((running.address() as AddressInfo).port)}`;
    async function answer(from: string): Promise<readonly unknown[]> {
      const services = ["--service", `books=${at}`, "--service", `authors=${at}`];
      const options = ["--state", states, "--from", from, "--no-watch", ...services];
      const start = await NpmStart.begin(project.folder, project.env, options);
      try {
        const signed = { authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-west-2/execute-api" };
        await start.firstAnswer("/live/api/books/1?a=b");
        const response = await fetch(`${start.url}/live/api/books/1?a=b`, { headers: signed });
        return [response.status, await response.text()];
      } finally {
        await start.end();
      }
    }
    try {
      expect(await answer("partner")).toEqual([200, "the service got /api/books/1?a=b"]);
      expect(await answer("vpce-99999999")).toMatchObject([403, expect.stringContaining("explicit deny")]);
    } finally {
      running.close();
    }
  });

  test("the consumer goes before its lines, and then the policy no longer names it", async () => {
    const { project } = deployment();
    await project.cdktf("destroy", "prod-consumer-partner", "--ignore-missing-stack-dependencies");
    await become({});
    expect(await statements()).toMatchObject([
      { Principal: { AWS: [`arn:aws:iam::${account}:root`] } },
      { Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-0a1b2c3d"] } } },
    ]);
  });

  test("a function decides in place of IAM, and only authorizers of the API may invoke it", async () => {
    const source = temporaryFolder({ "index.js": "exports.handler = async () => ({});" });
    const made = { source, handler: "index.handler", runtime: "nodejs22.x" };
    const gate = { function: made, identitySources: ["$request.header.X-Key"], cacheSeconds: 60 };
    const functions = { reports: { ...made, path: "/reports", authorization: { authorizer: "gate" } } };
    const asked = { authorization: { authorizer: "gate" } };
    await become({ authorizers: { gate }, functions }, { services: { books: asked, authors: asked } });
    const { aws } = deployment();
    const { id } = await theApi();
    const authorizer = await aws.only<{ id: string }>("apigateway", "get_authorizers", "items", { restApiId: id });
    expect(authorizer).toMatchObject({
      type: "REQUEST",
      identitySource: "method.request.header.X-Key",
      authorizerResultTtlInSeconds: 60,
      authorizerUri: expect.stringMatching(/:function:shop-prod-gate\/invocations$/) as unknown,
    });
    expect(await methodsOf("/api/books")).toMatchObject({
      ANY: { authorizationType: "CUSTOM", authorizerId: authorizer.id },
    });
    expect((await methodsOf("/reports/{proxy+}"))["ANY"]?.methodIntegration).toMatchObject({
      type: "AWS_PROXY",
      uri: expect.stringMatching(/:function:shop-prod-reports\/invocations$/) as unknown,
    });
    expect(await statements()).toMatchObject([{ Principal: "*" }, { Effect: "Deny" }]);
    const policy = await aws.get<string>("lambda", "get_policy", "Policy", { FunctionName: "shop-prod-gate" });
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        { Condition: { ArnLike: { "AWS:SourceArn": `arn:aws:execute-api:${region}:${account}:${id}/authorizers/*` } } },
      ],
    });
  });

  test("a web ACL, an access log and streams come on top, and the stage logs by the role of the account", async () => {
    const { aws } = deployment();
    const seen = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: "shop" };
    const { ARN: wafArn } = await aws.get<{ ARN: string }>("wafv2", "create_web_acl", "Summary", {
      Name: "shop",
      Scope: "REGIONAL",
      DefaultAction: { Allow: {} },
      VisibilityConfig: seen,
    });
    deployment().calls();
    await become({ wafArn, accountLogRole: "manage", responseTransferMode: "stream", integrationTimeoutSeconds: 34 });
    const { id } = await theApi();
    const [stage] = await aws.list<object>("apigateway", "get_stages", "item", { restApiId: id });
    expect(stage).toMatchObject({
      webAclArn: wafArn,
      accessLogSettings: {
        destinationArn: expect.stringMatching(/:\/aws\/vendedlogs\/shop-prod\/api-access$/) as unknown,
      },
    });
    expect(await aws.get("apigateway", "get_account", "cloudwatchRoleArn")).toMatch(/:role\/shop-prod-api-logs-/);
    expect((await methodsOf("/api/books"))["ANY"]?.methodIntegration).toMatchObject({
      responseTransferMode: "STREAM",
      timeoutInMillis: 34_000,
    });
    expect(unrecorded(deployment().calls(), "apply")).toEqual([]);
  });

  test("an HTTP API takes its place, with the same services and the same VPC link", async () => {
    const { project, aws } = deployment();
    const link = await aws.only<{ VpcLinkId: string }>("apigatewayv2", "get_vpc_links", "Items");
    const { environments, ...shop } = config({});
    project.configure({ ...shop, environments: { prod: { ...environments.prod, api: {} } } });
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
    expect(await aws.list("apigateway", "get_rest_apis", "items")).toEqual([]);
    expect(await aws.list("apigatewayv2", "get_apis", "Items")).toHaveLength(1);
    expect(await aws.only("apigatewayv2", "get_vpc_links", "Items")).toMatchObject({ VpcLinkId: link.VpcLinkId });
  });

  test("destroy, as a REST API with a consumer again, goes in order and leaves nothing", async () => {
    await become({ allowedVpcEndpoints: [] }, { consumers }, ["prod-consumer-partner"]);
    const { project, aws } = deployment();
    await project.cdktf("destroy", "prod-*");
    expect(await aws.list("apigateway", "get_rest_apis", "items")).toEqual([]);
    expect(await inventory(project.env)).toEqual({});
  });
});
