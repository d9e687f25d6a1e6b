import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalCloud, type LocalCloud } from "../../emulator/local-cloud";
import { ask } from "../../emulator/moto/ask";
import { frontDoorConfig, frontDoorSources } from "../support/front-door";
import { HttpsIssuer } from "../support/https-issuer";
import { type CliRun, startCli, synthesizedProject, untilServing } from "../support/local/run-cli";
import { eventually } from "../support/local/programs";
import { Aws } from "../support/terraform-aws";
import { describeWith } from "../support/terraform-needs";
import { TerraformProject } from "../support/terraform-project";

jest.setTimeout(60_000);

const account = "333333333333";
const region = "eu-west-1";
const progress = (line: string) => process.stderr.write(`${line}\n`);
const sources = frontDoorSources();
let issuer: HttpsIssuer;

beforeAll(async () => {
  issuer = await HttpsIssuer.start();
});

afterAll(() => {
  issuer.stop();
});

describe("on this machine", () => {
  const origin = "https://app.example.com";
  let run: CliRun;

  beforeAll(async () => {
    const shared = { account, region, issuer: issuer.url, sources, zoneId: "Z0123456789ABC" };
    const project = synthesizedProject(frontDoorConfig({ ...shared, images: "built" }));
    run = await startCli(project, ["--environment", "e2e"], { NODE_EXTRA_CA_CERTS: issuer.certificateFile });
    await untilServing(run);
  });

  afterAll(async () => {
    run.child.kill("SIGKILL");
    await run.ended;
  });

  const call = (target: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    fetch(`${run.url}${target}`, { method, headers });
  const bearer = async (claims: Parameters<HttpsIssuer["token"]>[0]) => ({
    authorization: `Bearer ${await issuer.token(claims)}`,
  });

  test("a path without the stage or the base path is nobody's", async () => {
    for (const target of ["/next/mirror", "/live/mirror", "/live", "/"]) {
      expect([target, (await call(target)).status]).toEqual([target, 404]);
    }
  });

  test("a stripped service sees neither stage, base path nor its own prefix, and gets the query", async () => {
    const seen = async (target: string) => ((await (await call(target)).json()) as { path: string }).path;
    expect(await seen("/live/next/mirror")).toBe("/");
    expect(await seen("/live/next/mirror/a/b?c=d")).toBe("/a/b?c=d");
    expect(await seen("/live/next/mirror/api/books/1")).toBe("/api/books/1");
  });

  test("the header that chooses a stripped service cannot be brought by a client", async () => {
    const answer = await call("/live/next/api/books/1", {
      ...(await bearer({ aud: "shop", scope: "books:read" })),
      "x-http-api-service": "mirror-service",
    });
    expect(await answer.json()).toMatchObject({ id: 1 });
    const mirrored = await call("/live/next/mirror/x", { "x-http-api-service": "book-service" });
    expect(await mirrored.json()).toMatchObject({ headers: { "x-http-api-service": "mirror-service" } });
  });

  test("no token, a token for others, one without the scope, and the right one", async () => {
    const books = "/live/next/api/books/1";
    expect((await call(books)).status).toBe(401);
    expect((await call(books, await bearer({ aud: "others", scope: "books:read" }))).status).toBe(401);
    expect((await call(books, await bearer({ aud: "shop", scope: "books:write" }))).status).toBe(403);
    const answer = await call(books, await bearer({ aud: "shop", scope: "books:write books:read" }));
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: 1 }]);
  });

  test("a preflight passes without a token, and other origins get no headers", async () => {
    const ask = { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
    for (const target of ["/live/next/api/books", "/live/next/api/books/1"]) {
      const allowed = await call(target, ask, "OPTIONS");
      expect([target, allowed.status]).toEqual([target, 204]);
      expect(Object.fromEntries(allowed.headers)).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-allow-headers": "authorization,content-type",
        "access-control-max-age": "600",
      });
    }
    const other = await call("/live/next/api/books/1", { ...ask, origin: "https://evil.example.com" }, "OPTIONS");
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a refusal carries the CORS headers too, so that the browser shows it", async () => {
    const refused = await call("/live/next/api/books/1", { origin });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, origin]);
  });

  test("the function answers, and writes where the tasks do", async () => {
    const answer = await call("/live/next/reports/2026", {}, "POST");
    expect([answer.status, answer.headers.get("x-greeting"), await answer.text()]).toEqual([
      201,
      "hello",
      "POST /live/next/reports/2026",
    ]);
    await eventually(() => run.output().includes("shop-e2e-reports/1 | reporting on /live/next/reports/2026\n"));
  });

  test("over the limit, and only there, 429", async () => {
    const token = await bearer({ aud: "shop", scope: "books:read" });
    const answers = await Promise.all(Array.from({ length: 60 }, () => call("/live/next/api/books", token)));
    const counts = new Map<number, number>();
    for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([200, 429]);
    expect(counts.get(200)).toBeGreaterThanOrEqual(20);
    expect(counts.get(429)).toBeGreaterThanOrEqual(30);
    expect((await call("/live/next/mirror")).status).toBe(200);
  });

  test("every request has its line in the access log, refusals with their reason", async () => {
    const lines = () =>
      run
        .output()
        .split("\n")
        .filter((line) => line.startsWith("access | "))
        .map((line) => JSON.parse(line.slice("access | ".length)) as Record<string, string>);
    const has = (expected: Readonly<Record<string, unknown>>): unknown =>
      expect.arrayContaining([expect.objectContaining(expected)]);
    await eventually(() => lines().length > 70);
    const below = { routeKey: "ANY /next/api/books/{proxy+}", path: "/live/next/api/books/1" };
    expect(lines()).toEqual(has({ ...below, status: "200", integrationStatus: "200" }));
    expect(lines()).toEqual(has({ ...below, status: "401", error: "Unauthorized", integrationStatus: "-" }));
    expect(lines()).toEqual(has({ ...below, status: "401", authorizerError: "the token is for another audience" }));
    expect(lines()).toEqual(
      has({ ...below, status: "403", authorizerError: "the token has none of the scopes books:read" }),
    );
    expect(lines()).toEqual(has({ routeKey: "OPTIONS /next/api/books", status: "204" }));
    expect(lines()).toEqual(has({ routeKey: "ANY /next/api/books", status: "429", error: "Too Many Requests" }));
    expect(lines()).toEqual(has({ routeKey: "ANY /next/reports/{proxy+}", status: "201", method: "POST" }));
  });
});

describeWith(["terraform", "emulator"], "deployed with cdktf and the real AWS provider", () => {
  let folder: string;
  let cloud: LocalCloud;
  let project: TerraformProject;
  let aws: Aws;
  let apiId: string;
  let zoneId: string;

  const items = <T>(operation: string, parameters: Readonly<Record<string, unknown>> = {}) =>
    aws.list<T>("apigatewayv2", operation, "Items", parameters);

  const answer = async (service: string, operation: string, parameters: Readonly<Record<string, unknown>>) =>
    (await ask([{ service, operation, parameters }], { env: project.env, progress }))[0];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloud-"));
    const options = { folder, account, region, images: false, lifetime: "parent", progress } as const;
    // moto's ACM issues a certificate after a minute by itself.
    cloud = await startLocalCloud({ ...options, env: { ...process.env, MOTO_ACM_VALIDATION_WAIT: "1" } });
    project = new TerraformProject(cloud, {});
    aws = new Aws(project.env);
    const zone = (await answer("route53", "create_hosted_zone", {
      Name: "example.com",
      CallerReference: "front-door",
    })) as { HostedZone: { Id: string } };
    zoneId = zone.HostedZone.Id.replace("/hostedzone/", "");
    project.configure(frontDoorConfig({ account, region, issuer: issuer.url, sources, zoneId, images: "given" }));
    await project.cdktf("deploy", "e2e-*");
    const [api] = await items<{ ApiId: string }>("get_apis");
    apiId = api?.ApiId ?? "";
  }, 420_000);

  afterAll(async () => {
    await cloud.stop();
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a second plan finds nothing to do", async () => {
    const stacks = ["e2e-fargate-vpc-link", "e2e-http-api"];
    expect(await Promise.all(stacks.map((stack) => project.plannedChanges(stack)))).toEqual([[], []]);
  }, 120_000);

  test("AWS has the routes, each with who may call it", async () => {
    const routes = await items<{ RouteKey: string; AuthorizerId?: string }>("get_routes", { ApiId: apiId });
    const byKey = Object.fromEntries(routes.map((route) => [route.RouteKey, route]));
    const AuthorizerId = routes.find(({ RouteKey }) => RouteKey === "ANY /next/api/books")?.AuthorizerId;
    const token = { AuthorizationType: "JWT", AuthorizerId, AuthorizationScopes: ["books:read"] };
    const open = { AuthorizationType: "NONE" };
    expect(byKey).toMatchObject({
      "ANY /next/api/books": token,
      "ANY /next/api/books/{proxy+}": token,
      "ANY /next/mirror": open,
      "ANY /next/mirror/{proxy+}": open,
      "ANY /next/reports": open,
      "OPTIONS /next/api/books": open,
      "OPTIONS /next/api/books/{proxy+}": open,
    });
    expect(await answer("apigatewayv2", "get_authorizer", { ApiId: apiId, AuthorizerId })).toMatchObject({
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Audience: ["shop"], Issuer: issuer.url },
    });
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
      RouteSettings: { "ANY /next/api/books": { ThrottlingBurstLimit: 20, ThrottlingRateLimit: 1 } },
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
    const records = await aws.list<{ Name: string; Type: string; AliasTarget?: object }>(
      "route53",
      "list_resource_record_sets",
      "ResourceRecordSets",
      { HostedZoneId: zoneId },
    );
    expect(records.find(({ Name, Type }) => Name === "api.example.com." && Type === "A")).toHaveProperty("AliasTarget");
    expect(await project.output("e2e-http-api", "mirror-service_url")).toBe("https://api.example.com/next/mirror");
  });

  test("AWS has the function, which the API and nobody else may invoke", async () => {
    const [made] = await aws.list<{ FunctionName: string }>("lambda", "list_functions", "Functions");
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
    await project.cdktf("destroy", "e2e-*");
    expect(await items("get_apis")).toEqual([]);
    expect(await items("get_domain_names")).toEqual([]);
    expect(await aws.list("lambda", "list_functions", "Functions")).toEqual([]);
  }, 240_000);
});
