import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BOOKSTORE, copyRepository, temporaryFolder } from "@private-http-api/test-support";
import { type Expressions, Runner } from "../support/runner";

/** What a shell would run if a step put it into its text. */
const SHELL = "$(touch pwned) `touch pwned`";

function service(path: string, settings: object = {}) {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/shop/app:1.0.0" };
  return { path, image, healthCheck: { path: `${path}/health` }, authorization: "none", ...settings };
}

function config(services: object) {
  return { name: "bookstore", services, environments: { dev: { account: "111111111111", region: "us-west-2" } } };
}

const book = service("/api/books");

describe("a pull request, by the steps of the workflows", () => {
  const folder = temporaryFolder();
  const [base, pullRequest] = ["base", "pull-request"].map((name) => join(folder, name)) as [string, string];
  const artifact = join(folder, "artifacts/synthesized");
  const ROLE = "arn:aws:iam::111111111111:role/plan";

  beforeAll(() => {
    checkOut(base, { book });
    checkOut(pullRequest, { book, stock: service("/api/stock", { environment: { GREETING: SHELL } }) });
    // Its own reviewer and its own check find nothing.
    for (const file of ["packages/review/src/cli.ts", "packages/pipeline/src/vet/cli.ts"]) {
      writeFileSync(join(pullRequest, file), "process.exit(0);\n");
    }
  });

  function checkOut(checkout: string, services: object): void {
    mkdirSync(checkout);
    copyRepository(checkout, { services: join(BOOKSTORE, "services") });
    writeFileSync(join(checkout, "pipeline.config.json"), JSON.stringify(config(services)));
  }

  const runner = new Runner({
    folder,
    env: { ...process.env, HTTP_API_CONFIG: "pipeline.config.json" },
    credentials: { AWS_ACCESS_KEY_ID: "secret", AWS_SECRET_ACCESS_KEY: "secret" },
  });

  function planning({ role = "", fork = "false", environment = "dev" }): Expressions {
    return {
      "matrix.environment": environment,
      "fromJSON(vars.PLAN_ROLE_ARNS || '{}')[matrix.environment]": role,
      "github.event.pull_request.head.repo.full_name != github.repository": fork,
    };
  }

  function plan(settings: Parameters<typeof planning>[0]) {
    return runner.run("plan.yml", "plan", base, planning(settings));
  }

  test("is synthesized without credentials, and reviewed by the base's code, for a fork too", async () => {
    const synthesized = await runner.run("review.yml", "synthesize", pullRequest, {});
    expect(synthesized).toEqual({ outputs: { environments: '["dev"]' }, summary: "", withCredentials: [] });
    expect(
      readdirSync(artifact, { recursive: true })
        .map(String)
        .filter((file) => file.includes("."))
        .sort(),
    ).toEqual([
      "manifest.json",
      ...["dev-fargate-vpc-link", "dev-http-api", "state-dev"].map((stack) => `stacks/${stack}/cdk.tf.json`),
    ]);

    const reviewed = await plan({ role: ROLE, fork: "true" });
    expect(reviewed).not.toHaveProperty("failed");
    expect(reviewed.withCredentials).toEqual([]);
    expect(reviewed.summary).toContain("/api/stock");
    expect(readFileSync(join(base, "review-result/exit-code"), "utf8")).toBe("3\n");
    expect([base, pullRequest].flatMap((checkout) => readdirSync(checkout))).not.toContain("pwned");
  });

  test("without a role a line says what to set; a name with shell in it is a name", async () => {
    const reviewed = await plan({ environment: SHELL });
    expect(reviewed.failed?.stderr).toContain(`${SHELL}: no such environment`);
    expect(reviewed.failed?.stdout).not.toContain("pwned");
    expect(readdirSync(base)).not.toContain("pwned");
  });

  test.each([
    [
      "an external data source",
      { data: { external: { a: { program: ["env"] } } } },
      "data external: is read while planning",
    ],
    [
      "a provider of somebody else",
      { terraform: { required_providers: { aws: { source: "example/aws", version: "1.0.0" } } } },
      "provider aws: example/aws 1.0.0 is not the base branch's",
    ],
  ])("%s in its JSON ends the job before there are credentials", async (_what, more: object, line) => {
    const file = join(artifact, "stacks/dev-http-api/cdk.tf.json");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(before) as object), ...more }));
    const reviewed = await plan({ role: ROLE });
    writeFileSync(file, before);
    expect(reviewed).toMatchObject({ withCredentials: [], failed: { exitCode: 1 } });
    expect(reviewed.failed?.stderr).toContain(line);
  });

  test("its install scripts are not run", async () => {
    const checkout = temporaryFolder({
      "package.json": JSON.stringify({ name: "a", version: "1.0.0", scripts: { postinstall: "touch pwned" } }),
      "package-lock.json": JSON.stringify({
        name: "a",
        version: "1.0.0",
        lockfileVersion: 3,
        packages: { "": { name: "a", version: "1.0.0", hasInstallScript: true } },
      }),
    });
    const real = new Runner({ folder, env: process.env, credentials: {}, programs: { npm: REAL_NPM } });
    await real.run("review.yml", "synthesize", checkout, {});
    expect(readdirSync(checkout)).not.toContain("pwned");
  });
});

/** Installs for real; the rest of the job needs the repository. */
const REAL_NPM = '#!/bin/sh\n[ "$1" = ci ] || exit 1\nPATH="${PATH#*:}" exec npm "$@"\n';
