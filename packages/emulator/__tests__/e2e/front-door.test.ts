import { ask } from "../../src/moto/ask";
import {
  type Deployment,
  describeWith,
  frontDoorConfig,
  frontDoorSources,
  progress,
  unrecorded,
  useDeployment,
} from "@private-http-api/test-support";

const account = "333333333333";
const region = "eu-west-1";
/** Nobody is asked for its keys by a deployment. */
const issuer = "https://issuer.example.com";
const sources = frontDoorSources();

describeWith(["terraform", "emulator"], "the front door, deployed with cdktf and the real AWS provider", () => {
  let apiId: string;
  let zoneId: string;

  const deployment = useDeployment({
    account,
    region,
    // moto's ACM issues a certificate after a minute by itself.
    env: { MOTO_ACM_VALIDATION_WAIT: "1" },
    prepare,
  });

  function items<T>(operation: string, parameters: Readonly<Record<string, unknown>> = {}) {
    return deployment().aws.list<T>("apigatewayv2", operation, "Items", parameters);
  }

  async function answer(service: string, operation: string, parameters: Readonly<Record<string, unknown>>) {
    return (await ask([{ service, operation, parameters }], { env: deployment().project.env, progress }))[0];
  }

  async function prepare({ project, aws, calls }: Deployment): Promise<void> {
    const [zone] = await ask(
      [
        {
          service: "route53",
          operation: "create_hosted_zone",
          parameters: { Name: "example.com", CallerReference: "front-door" },
        },
      ],
      { env: project.env, progress },
    );
    zoneId = (zone as { HostedZone: { Id: string } }).HostedZone.Id.replace("/hostedzone/", "");
    calls();
    project.configure(frontDoorConfig({ account, region, issuer, sources, zoneId, images: "given" }));
    await project.cdktf("deploy", "e2e-*");
    apiId = (await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items")).ApiId;
  }

  test("a second plan finds nothing to do", async () => {
    const { project, calls } = deployment();
    expect(unrecorded(calls(), "apply")).toEqual([]);
    const stacks = ["e2e-fargate-vpc-link", "e2e-http-api"];
    expect(await Promise.all(stacks.map((stack) => project.plannedChanges(stack)))).toEqual([[], []]);
    expect(unrecorded(calls(), "plan")).toEqual([]);
  });

  test("AWS has the routes, each with who may call it", async () => {
    const routes = await items<{ RouteKey: string; AuthorizerId?: string }>("get_routes", { ApiId: apiId });
    const byKey = Object.fromEntries(routes.map((route) => [route.RouteKey, route]));
    const AuthorizerId = routes.find(({ RouteKey }) => RouteKey === "GET /next/api/books")?.AuthorizerId;
    const token = { AuthorizationType: "JWT", AuthorizerId, AuthorizationScopes: ["books:read"] };
    const open = { AuthorizationType: "NONE" };
    expect(byKey).toMatchObject({
      "GET /next/api/books": token,
      "DELETE /next/api/books/{proxy+}": token,
      "ANY /next/mirror": open,
      "ANY /next/mirror/{proxy+}": open,
    });
    expect(Object.keys(byKey).filter((key) => /^(?:OPTIONS|ANY) .*\/books/.test(key))).toEqual([]);
    expect(await answer("apigatewayv2", "get_authorizer", { ApiId: apiId, AuthorizerId })).toMatchObject({
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Audience: ["shop"], Issuer: issuer },
    });
  });

  test("AWS has the Lambda authorizer, whose function lets it, and nothing else, invoke it", async () => {
    const routes = await items<{ RouteKey: string; AuthorizerId?: string }>("get_routes", { ApiId: apiId });
    const keys = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].map((method) => `${method} /next/reports`);
    const AuthorizerId = routes.find(({ RouteKey }) => RouteKey === keys[0])?.AuthorizerId ?? "";
    const asked = { AuthorizationType: "CUSTOM", AuthorizerId };
    expect(routes).toEqual(
      expect.arrayContaining(keys.map((RouteKey): unknown => expect.objectContaining({ RouteKey, ...asked }))),
    );
    expect(await answer("apigatewayv2", "get_authorizer", { ApiId: apiId, AuthorizerId })).toMatchObject({
      AuthorizerType: "REQUEST",
      AuthorizerPayloadFormatVersion: "2.0",
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: ["$request.header.X-Key", "$context.routeKey"],
    });
    const { Policy } = (await answer("lambda", "get_policy", { FunctionName: "shop-e2e-gate" })) as { Policy: string };
    const { Statement } = JSON.parse(Policy) as { Statement: object[] };
    expect(Statement).toHaveLength(1);
    expect(JSON.stringify(Statement)).toContain(`:${apiId}/authorizers/${AuthorizerId}`);
  });

  test("AWS has the mappings with the gateway's own expressions, not Terraform's", async () => {
    const integrations = await items<{ RequestParameters?: Record<string, string> }>("get_integrations", {
      ApiId: apiId,
    });
    const mappings = integrations.map(({ RequestParameters }) => RequestParameters ?? {});
    expect(mappings).toEqual(
      expect.arrayContaining([
        { "overwrite:path": "/${request.path.proxy}", "overwrite:header.x-http-api-service": "mirror-service" },
        { "overwrite:path": "/api/books/${request.path.proxy}", "remove:header.x-http-api-service": "''" },
      ]),
    );
  });

  test("AWS has the stage with its limits, and CORS with credentials", async () => {
    const [stage] = await items<object>("get_stages", { ApiId: apiId });
    expect(stage).toMatchObject({
      StageName: "live",
      DefaultRouteSettings: { ThrottlingBurstLimit: 500, ThrottlingRateLimit: 1000 },
      RouteSettings: { "GET /next/api/books": { ThrottlingBurstLimit: 20, ThrottlingRateLimit: 1 } },
    });
    const [api] = await items<object>("get_apis");
    expect(api).toMatchObject({
      DisableExecuteApiEndpoint: true,
      CorsConfiguration: { AllowOrigins: ["https://app.example.com"], AllowCredentials: true },
    });
  });

  test("AWS has the domain, its mapping to the stage and its alias in the zone", async () => {
    const [domain] = await items<{ DomainName: string; DomainNameConfigurations: { CertificateArn: string }[] }>(
      "get_domain_names",
    );
    expect(domain?.DomainName).toBe("api.example.com");
    expect(domain?.DomainNameConfigurations[0]?.CertificateArn).toMatch(/:certificate\//);
    expect(await items("get_api_mappings", { DomainName: "api.example.com" })).toMatchObject([
      { ApiId: apiId, Stage: "live" },
    ]);
    const records = await deployment().aws.list<{ Name: string; Type: string; AliasTarget?: object }>(
      "route53",
      "list_resource_record_sets",
      "ResourceRecordSets",
      { HostedZoneId: zoneId },
    );
    expect(records.find(({ Name, Type }) => Name === "api.example.com." && Type === "A")).toHaveProperty("AliasTarget");
    expect(await deployment().project.output("e2e-http-api", "mirror-service_url")).toBe(
      "https://api.example.com/next/mirror",
    );
  });

  test("AWS has the function, which the API and nobody else may invoke", async () => {
    const all = await deployment().aws.list<{ FunctionName: string }>("lambda", "list_functions", "Functions");
    const made = all.find(({ FunctionName }) => FunctionName === "shop-e2e-reports");
    expect(made).toMatchObject({ FunctionName: "shop-e2e-reports", Handler: "index.handler", Runtime: "nodejs20.x" });
    const { Policy } = (await answer("lambda", "get_policy", { FunctionName: "shop-e2e-reports" })) as {
      Policy: string;
    };
    const { Statement } = JSON.parse(Policy) as { Statement: object[] };
    expect(Statement).toHaveLength(1);
    expect(JSON.stringify(Statement)).toContain("apigateway.amazonaws.com");
    expect(JSON.stringify(Statement)).toContain(`:${apiId}/*/*`);
  });

  test("destroy leaves nothing of the API", async () => {
    const { project, aws } = deployment();
    await project.cdktf("destroy", "e2e-*");
    expect(await items("get_apis")).toEqual([]);
    expect(await items("get_domain_names")).toEqual([]);
    expect(await aws.list("lambda", "list_functions", "Functions")).toEqual([]);
  });
});
