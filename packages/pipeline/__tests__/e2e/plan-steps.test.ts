import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, tryRun } from "@private-http-api/cli-kit";
import { BOOKSTORE, copyRepository, temporaryFolder } from "@private-http-api/test-support";
import { steps } from "../support/workflows";

describe("the steps of plan.yml", () => {
  const project = temporaryFolder();
  const runner = temporaryFolder();
  const config = { name: "bookstore", environments: { dev: { account: "111111111111", region: "us-west-2" } } };

  beforeAll(() => {
    copyRepository(project, { services: join(BOOKSTORE, "services") });
  });

  function shellOf(part: string): string {
    const found = steps.filter(({ where, step }) => where.startsWith("plan.yml") && step.run?.includes(part) === true);
    expect(found).toHaveLength(1);
    return found[0]?.step.run ?? "";
  }

  /** Runs a step as GitHub does; what it wrote for later steps. */
  async function step(part: string, env: Readonly<Record<string, string>> = {}) {
    const output = join(runner, "output");
    writeFileSync(output, "");
    const result = await tryRun("bash", ["-e", "-o", "pipefail", "-c", shellOf(part)], {
      cwd: project,
      env: {
        ...process.env,
        CDKTF_OUTDIR: undefined,
        HTTP_API_CONFIG: join(runner, "config.json"),
        RUNNER_TEMP: runner,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(runner, "summary"),
        ...env,
      },
    });
    return { ...result, output: readFileSync(output, "utf8") };
  }

  function configure(services: object): void {
    writeFileSync(join(runner, "config.json"), JSON.stringify({ ...config, services }));
  }

  test("take the role of the environment, none for a fork, and run nothing that a name holds", async () => {
    const ARN = "arn:aws:iam::111111111111:role/plan";
    const hostile = { ENVIRONMENT: '$(touch pwned)"; touch pwned #', IS_FORK: "false" };
    expect((await step("arn=$ARN", { ARN, ENVIRONMENT: "dev", IS_FORK: "false" })).output).toBe(`arn=${ARN}\n`);
    expect((await step("arn=$ARN", { ARN, ENVIRONMENT: "dev", IS_FORK: "true" })).output).toBe("arn=\n");
    const without = await step("arn=$ARN", { ARN: "", ...hostile });
    expect(without.stdout).toContain("::notice title=No plan of");
    expect(without.output).toBe("arn=\n");
    expect(readdirSync(project)).not.toContain("pwned");
  });

  test("review a pull request's JSON against the base's, and stop at JSON that reaches further", async () => {
    const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/shop/app:1.0.0" };
    function service(path: string) {
      return { path, image, healthCheck: { path: `${path}/health` }, authorization: "none" };
    }
    const book = service("/api/books");
    configure({ book });
    expect(await step("npm run synth")).toMatchObject({ exitCode: 0 });
    await step('mv cdktf.out "$RUNNER_TEMP/base"');

    configure({ book, stock: service("/api/stock") });
    await run("npm", ["run", "synth"], {
      cwd: project,
      env: { ...process.env, HTTP_API_CONFIG: join(runner, "config.json") },
    });
    mkdirSync(join(runner, "pull-request"));
    const pull = join(runner, "pull-request");
    cpSync(join(project, "cdktf.out/manifest.json"), join(pull, "manifest.json"));
    for (const name of readdirSync(join(project, "cdktf.out/stacks"))) {
      const file = join("stacks", name, "cdk.tf.json");
      cpSync(join(project, "cdktf.out", file), join(pull, file));
    }
    rmSync(join(project, "cdktf.out"), { recursive: true });

    expect(await step("run --silent vet")).toMatchObject({ exitCode: 0, stdout: "3 stacks can be planned\n" });
    const reviewed = await step("review-result", { ENVIRONMENT: "dev", ROLE: "" });
    expect(reviewed).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(project, "review-result/exit-code"), "utf8")).toBe("3\n");
    expect(readFileSync(join(project, "review-result/review.md"), "utf8")).toContain("/api/stock");

    const file = join(pull, "stacks/dev-http-api/cdk.tf.json");
    const json = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...json, data: { external: { a: { program: ["env"] } } } }));
    expect(await step("run --silent vet")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("dev-http-api: data external: is read while planning") as unknown,
    });
  }, 120_000);
});
