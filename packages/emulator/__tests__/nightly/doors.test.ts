import { ask } from "../../src/moto/ask";
import {
  describeWith,
  frontDoorSources,
  inventory,
  progress,
  service,
  useDeployment,
} from "@private-http-api/test-support";

const account = "555555555555";
const region = "us-west-2";
const stacks = ["prod-fargate-vpc-link", "prod-http-api"];
const { reports } = frontDoorSources();

const domain = {
  name: "api.example.com",
  certificateArn: `arn:aws:acm:${region}:${account}:certificate/11111111-2222-3333-4444-555555555555`,
  mutualTls: { truststoreUri: "s3://bucket/clients.pem" },
};
const cors = { allowOrigins: ["https://app.example.com"], allowMethods: ["GET", "POST"] };

function config(api: object) {
  const source = { source: reports, handler: "index.handler", runtime: "nodejs22.x" };
  return {
    name: "shop",
    services: {
      open: service("/api/open", { authorization: "none" }),
      restricted: service("/api/restricted", { authorization: "iam" }),
    },
    environments: {
      prod: {
        account,
        region,
        state: "local",
        api: { functions: { reports: { path: "/reports", ...source, authorization: "iam" } }, ...api },
      },
    },
  };
}

describeWith(["terraform", "emulator"], "the doors of a deployed API that change", () => {
  const deployment = useDeployment({ account, region, config: config({ autoDeploy: false }) });

  /** Deploys, sees that nothing is left to do, and gives what cdktf said. */
  async function become(api: object): Promise<string> {
    const { project } = deployment();
    project.configure(config(api));
    const said = await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
    return said;
  }

  /** What the stage serves: a setting of the API that no deployment has taken up is not in it. */
  async function defaultEndpointIsOff(): Promise<boolean> {
    const { aws, project } = deployment();
    const { ApiId } = await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items");
    const parameters = { ApiId, OutputType: "JSON", Specification: "OAS30", StageName: "$default" };
    const [answer] = await ask([{ service: "apigatewayv2", operation: "export_api", parameters }], {
      env: project.env,
      progress,
    });
    const served = JSON.parse((answer as { body: string }).body) as {
      "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: boolean };
    };
    return served["x-amazon-apigateway-endpoint-configuration"].disableExecuteApiEndpoint;
  }

  async function routeKeys(): Promise<readonly string[]> {
    const { aws } = deployment();
    const { ApiId } = await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items");
    const routes = await aws.list<{ RouteKey: string }>("apigatewayv2", "get_routes", "Items", { ApiId });
    return routes.map(({ RouteKey }) => RouteKey);
  }

  test("are first those of an API without a domain", async () => {
    await become({ autoDeploy: false });
    expect(await defaultEndpointIsOff()).toBe(false);
  });

  test.each([false, true])(
    "a domain with mutual TLS closes the default endpoint at once, with autoDeploy %s",
    async (autoDeploy) => {
      await become({ autoDeploy, domain });
      expect(await defaultEndpointIsOff()).toBe(true);
      await become({ autoDeploy });
      expect(await defaultEndpointIsOff()).toBe(false);
    },
  );

  test("with CORS, methods take the place of ANY where access is restricted, and ANY goes last", async () => {
    expect(await routeKeys()).toContain("ANY /api/restricted");
    const said = (await become({ cors })).split("\n");
    const keys = await routeKeys();
    expect(keys).toContain("ANY /api/open");
    expect(keys).toEqual(
      expect.arrayContaining(["GET /api/restricted", "POST /api/restricted/{proxy+}", "GET /reports"]),
    );
    expect(keys.filter((key) => /^(?:ANY|OPTIONS) \/(?:api\/restricted|reports)/.test(key))).toEqual([]);

    // ANY of a path waits for the methods of that path, and for no other's.
    for (const part of ["path", "below"]) {
      const made = said.findLastIndex((line) =>
        new RegExp(`aws_apigatewayv2_route\\.api_restricted_${part}_.*Creation complete`).test(line),
      );
      const changed = said.findIndex((line) =>
        new RegExp(`aws_apigatewayv2_route\\.api_restricted_${part}\\b.*: Modifying`).test(line),
      );
      expect(made).toBeGreaterThan(0);
      expect(changed).toBeGreaterThan(made);
    }
  });

  test("and go back to what they were", async () => {
    await become({});
    expect(await routeKeys()).toContain("ANY /api/restricted");
  });

  test("are gone with the environment", async () => {
    await deployment().project.cdktf("destroy", "prod-*");
    expect(await inventory(deployment().project.env)).toEqual({});
  });
});
