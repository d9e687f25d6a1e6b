import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configOf, fullConfig, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";
import { NAME_RULES, nameFault } from "../../src/aws/name-rules";
import { derivedNames } from "../../src/config/checks/derived-names";
import { resolveConfig } from "../../src/config/resolve-config";

interface Name {
  readonly rule: string;
  readonly value: string;
}

/** Attributes that end like a name and are none that we make: they point to something else. */
const NO_NAMES = new Set(["aws_vpc_endpoint.service_name", "aws_lambda_permission.function_name", "docker_image.name"]);

/** Every attribute of a synthesized app that names something; references to others' names are left out. */
function namesIn(app: SynthesizedApp): readonly Name[] {
  return app.ids.flatMap((id) =>
    Object.entries(app.json(id).resource).flatMap(([type, resources]) =>
      Object.values(resources).flatMap((resource) =>
        Object.entries(resource).flatMap(([attribute, value]): Name[] => {
          const rule = `${type}.${attribute}`;
          if (typeof value !== "string" || !/(?:^|_)(?:name|prefix|bucket|family)$/.test(attribute)) return [];
          if (NO_NAMES.has(rule) || /^\$\{[^}]*\}$/.test(value)) return [];
          // The name of a service, of 32 characters at most, before the rest of a name.
          return [{ rule, value: value.replaceAll(/\$\{[^}]*\}/g, "s".repeat(32)) }];
        }),
      ),
    ),
  );
}

const folder = mkdtempSync(join(tmpdir(), "names-"));
writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
writeFileSync(join(folder, "index.mjs"), "export const handler = async () => ({});\n");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A config with every part that has a name. */
function everything(application = "shop", environment = "prod", name = "orders") {
  const config = fullConfig();
  const { prod } = config.environments;
  return {
    ...config,
    name: application,
    services: {
      ...config.services,
      [name]: config.services.orders,
      built: service("/built", { image: { build: folder }, integration: "cloud-map" }),
    },
    environments: {
      [environment]: {
        ...prod,
        api: {
          authorizers: { staff: { issuer: "https://id.example.com/", audience: ["a"] } },
          domain: { name: "api.example.com", hostedZone: { id: "Z0123456789", name: "example.com" } },
          functions: {
            [`${name.slice(0, 31)}f`]: {
              path: "/f",
              source: folder,
              handler: "index.handler",
              runtime: "nodejs22.x",
              authorization: "none",
            },
          },
        },
      },
    },
  };
}

function openServices<T extends { readonly services: object }>(config: T): T {
  const services = Object.entries(config.services).map(([name, each], index) => [
    name,
    {
      ...(each as object),
      authorization: "none",
      path: `/p${String(index)}`,
      healthCheck: { path: `/p${String(index)}` },
    },
  ]);
  return { ...config, services: Object.fromEntries(services) as T["services"] };
}

describe("every name that is synthesized", () => {
  const raw = openServices(everything());
  const rest = configOf({ app: service("/app") }, { api: { kind: "rest", stage: "live" } });
  const names = [raw, rest].flatMap((each) => namesIn(new SynthesizedApp(each)));

  test("has a rule, and keeps it", () => {
    expect([...new Set(names.map(({ rule }) => rule))].filter((rule) => !Object.hasOwn(NAME_RULES, rule))).toEqual([]);
    expect(names.flatMap(({ rule, value }) => nameFault(rule, value)?.text ?? [])).toEqual([]);
  });

  test("and that holds the application's is checked before, by one that is as long", () => {
    const [environment] = resolveConfig(raw).config?.environments ?? [];
    if (!environment) throw new Error("refused");
    const checked = derivedNames("shop", environment);
    const unchecked = names
      // The provider's own prefixes of roles are cut to what it takes.
      .filter(({ rule, value }) => value.includes("shop") && rule !== "aws_iam_role.name_prefix")
      .filter(({ rule, value }) => !checked.some((each) => each.rule === rule && each.value.length >= value.length));
    expect(unchecked).toEqual([]);
  });

  test("of every rule is there: a rule that nothing needs is deleted", () => {
    const rules = new Set(names.map(({ rule }) => rule));
    expect(Object.keys(NAME_RULES).filter((rule) => !rules.has(rule))).toEqual([]);
  });
});

describe("an application, environment and service", () => {
  const long = "a-service-of-thirty-two-letterss";
  test.each([
    ["aaaaaaaaaaaaaaaa", "production1", long],
    ["twenty-letters-in-it", "dev-eus", long],
    ["a", "b", "c"],
    ["aws", "aws", "aws"],
    ["amzn", "dev", "sg"],
  ])("called %s, %s and %s have names that AWS takes", (application, environment, name) => {
    const app = new SynthesizedApp(openServices(everything(application, environment, name)));
    expect(namesIn(app).flatMap(({ rule, value }) => nameFault(rule, value)?.text ?? [])).toEqual([]);
  });

  function problemsOf(name: string, environment = "dev", settings: object = {}) {
    return resolveConfig({
      ...configOf({ app: service("/a", IN_ECR) }),
      name,
      environments: { [environment]: { account: "111111111111", region: "us-west-2", ...settings } },
    }).problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
  }

  test.each([
    ["sg", "dev", 'the prefix of a security group\'s name "sg-dev-all-tasks-" begins with "sg-"'],
    ["sthree", "dev", 'the state bucket\'s name "sthree-dev-111111111111-us-west-2-tfstate" begins with "sthree-"'],
    ["sthree-x", "dev", 'the state bucket\'s name "sthree-x-dev-111111111111-us-west-2-tfstate" begins with "sthree-"'],
    [
      "amzn-s3",
      "demo",
      'the state bucket\'s name "amzn-s3-demo-111111111111-us-west-2-tfstate" begins with "amzn-s3-demo-"',
    ],
    ["internal", "dev", 'the load balancer\'s name "internal-dev-nlb" begins with "internal-"'],
  ])("called %s, in %s, is refused", (application, environment, expected) => {
    expect(problemsOf(application, environment)).toEqual([
      `name: ${expected}, which AWS reserves; give the application another name`,
    ]);
  });

  test("is refused for the bucket of logs alone, and for none where nothing makes one", () => {
    const local = { state: "local" };
    expect(problemsOf("sthree", "dev", local)).toEqual([expect.stringContaining('"sthree-dev-alb-logs-"')]);
    expect(problemsOf("sthree", "dev", { ...local, loadBalancer: { logs: false } })).toEqual([]);
  });
});
