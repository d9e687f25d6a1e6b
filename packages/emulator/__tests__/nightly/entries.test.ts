import {
  describeRules,
  describeWith,
  inventory,
  runBook,
  service,
  useDeployment,
} from "@private-http-api/test-support";

const account = "555555555555";
const region = "us-west-2";
const stacks = ["prod-fargate-vpc-link", "prod-http-api"];
/** A throttle of its own has the gateway choose a service, by a header. */
const throttle = { burst: 5000, rate: 10_000 };

interface Settings {
  readonly path?: string;
  readonly [key: string]: unknown;
}

/** How each service is entered before its entry changes, and after. */
const BEFORE: Readonly<Record<string, Settings>> = {
  leaving: { integration: "alb" },
  joining: { integration: "cloud-map" },
  header: {},
  rule: { throttle },
  renamed: { path: "/api/old" },
  inner: { path: "" },
  calling: { integration: "cloud-map", calls: ["inner"] },
};
const AFTER: Readonly<Record<string, Settings>> = {
  leaving: { integration: "cloud-map" },
  joining: { integration: "alb" },
  header: { throttle },
  rule: {},
  renamed: { path: "/api/new" },
  inner: {},
  calling: { integration: "cloud-map", calls: ["inner"] },
};
const PREVIOUS: Readonly<Record<string, Settings>> = {
  leaving: { integration: "alb" },
  joining: { integration: "cloud-map" },
  header: { listenerRule: "path" },
  rule: { listenerRule: "header" },
  renamed: { path: "/api/old" },
  // Callers alone reached it, and they find it in Cloud Map.
  inner: { integration: "cloud-map" },
};

function config(entries: Readonly<Record<string, Settings>>, previous: Readonly<Record<string, Settings>> = {}) {
  const services = Object.entries(entries).map(([name, settings]) => {
    const { path, ...given } = { path: `/api/${name}`, ...settings };
    const previousEntry = previous[name];
    if (path === "") return [name, { image: service("").image, ...given }];
    // What the run book says: the health check stays as it is while there are two paths.
    const healthCheck = { path: `${previousEntry?.path ?? path}/health` };
    return [
      name,
      service(path, { authorization: "none", ...given, healthCheck, ...(previousEntry && { previousEntry }) }),
    ];
  });
  return {
    name: "shop",
    services: Object.fromEntries(services) as object,
    environments: { prod: { account, region, state: "local", protect: false } },
  };
}

/** `cdktf` asks before it acts, and looks for providers in the registry; the review has exit code 2 to 4 for changes. */
const OWN_COMMANDS = {
  "npx cdktf deploy": "cdktf deploy --auto-approve --skip-provider-lock",
  "review -- prod": "review -- prod || [ $? -ge 2 ]",
};

interface EcsService {
  readonly serviceName: string;
  readonly loadBalancers: readonly object[];
  readonly healthCheckGracePeriodSeconds?: number;
}

describeWith(["terraform", "emulator"], "entries of services that change, all at once", () => {
  const deployment = useDeployment({ account, region, config: config(BEFORE) });

  /**
   * Follows the run book for one of the two deploys, and sees that nothing is left to do and that no service, load balancer
   * or listener was replaced.
   *
   * @returns what was done, in its order: `aws_ecs_service.joining: Modifying`
   */
  async function become(step: 1 | 2, settings: object): Promise<readonly string[]> {
    const { project } = deployment();
    project.configure(settings);
    const commands = runBook("Change how a service is entered", OWN_COMMANDS).slice(2 * step - 2, 2 * step);
    const { exitCode, stdout, stderr } = await project.shell(commands.join("\n"));
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    expect(stdout).toContain(`step ${String(step)}`);
    const done = stdout.split("\n").flatMap((line) => {
      const [, address, action] = /(aws_\w+\.[\w-]+)[^:]*: (\w+ing|\w+ complete)\b/.exec(line) ?? [];
      return address !== undefined && action !== undefined ? `${address}: ${action}` : [];
    });
    expect(done).toContain("aws_ecs_service.joining: Modifications complete");
    expect(done.filter((each) => /^aws_(?:ecs_service|lb|lb_listener)\..*: (?:Destroy|Creat)ing$/.test(each))).toEqual(
      [],
    );
    expect(await project.unsettled(stacks)).toEqual({});
    return done;
  }

  /** Load balancers of each service, and whether it has a grace period. */
  async function balancers(): Promise<Readonly<Record<string, readonly [number, boolean]>>> {
    const { aws } = deployment();
    const services = Object.keys(BEFORE);
    const found = await aws.list<EcsService>("ecs", "describe_services", "services", {
      cluster: "shop-prod",
      services,
    });
    return Object.fromEntries(
      found.map(({ serviceName, loadBalancers, healthCheckGracePeriodSeconds: grace = 0 }) => [
        serviceName,
        [loadBalancers.length, grace > 0],
      ]),
    );
  }

  /** The number of conditions of the listener's rules, by field. */
  async function rules(): Promise<Readonly<Record<string, number>>> {
    const found = await describeRules<{ Conditions: { Field: string }[] }>(deployment().aws);
    const fields = found.flatMap(({ Conditions }) => Conditions.map(({ Field }) => Field));
    return Object.fromEntries(
      [...new Set(fields)].map((field) => [field, fields.filter((one) => one === field).length]),
    );
  }

  /** Where the gateway sends what it gets, by path; the routes below a path are left out. */
  async function routes(): Promise<Readonly<Record<string, string>>> {
    const { aws } = deployment();
    const { ApiId } = await aws.only<{ ApiId: string }>("apigatewayv2", "get_apis", "Items");
    const found = await aws.list<{ RouteKey: string; Target: string }>("apigatewayv2", "get_routes", "Items", {
      ApiId,
    });
    const integrations = await aws.list<{ IntegrationId: string; IntegrationUri: string }>(
      "apigatewayv2",
      "get_integrations",
      "Items",
      { ApiId },
    );
    const kinds = new Map(
      integrations.map(({ IntegrationId, IntegrationUri }) => [
        `integrations/${IntegrationId}`,
        /servicediscovery|listener\/app/.exec(IntegrationUri)?.[0] ?? IntegrationUri,
      ]),
    );
    return Object.fromEntries(
      found
        .filter(({ RouteKey }) => !RouteKey.includes("{proxy+}"))
        .map(({ RouteKey, Target }) => [RouteKey.replace(/^[A-Z]+ \/api\//, ""), kinds.get(Target) ?? Target]),
    );
  }

  const alb = "listener/app";

  test("are first those of before", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "prod-*");
    expect(await project.unsettled(stacks)).toEqual({});
    expect(await balancers()).toMatchObject({ leaving: [1, true], joining: [0, false], inner: [0, false] });
    expect(await rules()).toEqual({ "path-pattern": 3, "http-header": 1 });
    expect(await routes()).toEqual({
      leaving: alb,
      joining: "servicediscovery",
      header: alb,
      rule: alb,
      old: alb,
      calling: "servicediscovery",
    });
  });

  test("are both in the first deploy, while the API moves", async () => {
    const done = await become(1, config(AFTER, PREVIOUS));
    expect(await balancers()).toMatchObject({ leaving: [1, true], joining: [1, false], inner: [1, false] });
    expect(await rules()).toEqual({ "path-pattern": 7, "http-header": 2 });
    expect(await routes()).toEqual({
      leaving: "servicediscovery",
      joining: alb,
      header: alb,
      rule: alb,
      old: alb,
      new: alb,
      inner: alb,
      calling: "servicediscovery",
    });
    // Tasks are registered in the new target before the gateway is told of it, and nothing that requests came by goes.
    const told = done.findIndex((each) => /^aws_apigatewayv2_integration\..*: (?:Creat|Modify)ing$/.test(each));
    expect(told).toBeGreaterThan(done.indexOf("aws_ecs_service.joining: Modifications complete"));
    expect(done.filter((each) => /^aws_(?:lb|service_discovery)\w*\..*: Destroying$/.test(each))).toEqual([]);
    // A rule or route that turns into another has a stand-in first.
    const changedRules = ["header", "rule", "renamed"].map((name) => `aws_lb_listener_rule.alb_${name}`);
    const changedRoutes = ["path", "below"].map((part) => `aws_apigatewayv2_route.api_renamed_${part}`);
    const standIns = [
      ...changedRules.map((rule) => `${rule}_previous`),
      ...["path", "below"].map((part) => `aws_apigatewayv2_route.api_renamed_previous_${part}_get`),
    ];
    for (const [index, changed] of [...changedRules, ...changedRoutes].entries()) {
      const standIn = `${standIns[index] ?? ""}: Creation complete`;
      expect(done).toContain(standIn);
      expect(done.slice(done.indexOf(standIn))).toContain(`${changed}: Modifying`);
    }
  });

  test("are those of after in the second, which the API does not notice but for the old path", async () => {
    const done = await become(2, config(AFTER));
    expect(await balancers()).toMatchObject({ leaving: [0, false], joining: [1, true], inner: [1, true] });
    expect(await rules()).toEqual({ "path-pattern": 4, "http-header": 1 });
    expect(await routes()).toEqual({
      leaving: "servicediscovery",
      joining: alb,
      header: alb,
      rule: alb,
      new: alb,
      inner: alb,
      calling: "servicediscovery",
    });
    expect(done.filter((each) => /^aws_apigatewayv2_.*: (?:Modify|Creat)ing$/.test(each))).toEqual([]);
  });

  test("are gone with the environment", async () => {
    await deployment().project.cdktf("destroy", "prod-*");
    expect(await inventory(deployment().project.env)).toEqual({});
  });
});
