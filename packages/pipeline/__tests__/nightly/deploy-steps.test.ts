import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  BOOKSTORE,
  copyRepository,
  type Deployment,
  describeWith,
  temporaryFolder,
  unrecorded,
  useDeployment,
} from "@private-http-api/test-support";
import { type Expressions, Runner } from "../support/runner";

const account = "666666666666";
const region = "eu-west-1";
const commits = { first: "1".repeat(40), second: "2".repeat(40) };

/** Cloud Map alone: a load balancer takes the provider a minute. */
function service(path: string, settings: object = {}) {
  return {
    path,
    integration: "cloud-map",
    image: { uri: `${account}.dkr.ecr.${region}.amazonaws.com/shop/app@sha256:${"0123456789abcdef".repeat(4)}` },
    healthCheck: { path: `${path}/health` },
    authorization: "none",
    ...settings,
  };
}

function config(services: object) {
  const access = { repository: "example/shop", repositoryId: "456789", ownerId: "123456" };
  const network = { egress: "endpoints", flowLogs: false };
  const traffic = { loadBalancer: { logs: false }, network, access };
  return { name: "shop", services, environments: { e2e: { account, region, protect: true, ...traffic } } };
}

const book = service("/api/books");
/** What a shell would run if a step put it into its text. */
const stock = service("/api/stock", { environment: { GREETING: "$(touch pwned) `touch pwned`" } });

describeWith(["terraform", "emulator"], "from a pull request to what runs, by the steps of the workflows", () => {
  let server: Server;
  const deployment = useDeployment({ account, region, config: config({ book }), prepare: administrate });
  const folder = temporaryFolder();
  const pullRequest = join(temporaryFolder(), "checkout");
  let answers = 200;

  /** What people do once: the bucket of the states, and the roles. */
  async function administrate({ project, calls }: Deployment): Promise<void> {
    await project.cdktf("deploy", "state-e2e");
    await project.cdktf("deploy", "access-e2e");
    calls();
  }

  beforeAll(async () => {
    mkdirSync(pullRequest);
    copyRepository(pullRequest, { services: join(BOOKSTORE, "services") });
    server = createServer((request, response) => {
      if (request.url?.includes("/environments/") === true) {
        response.end(JSON.stringify({ protection_rules: [{ type: "required_reviewers" }] }));
      } else response.writeHead(answers).end("[]");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterAll(() => {
    server.close();
  });

  function runner(commit: string, configFile?: string): Runner {
    const { env } = deployment().project;
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", ...rest } = env;
    const here = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const redirect = join(folder, "redirect.js");
    writeFileSync(redirect, REDIRECT.replace("HERE", here));
    return new Runner({
      folder,
      env: {
        ...rest,
        ...(configFile === undefined ? {} : { HTTP_API_CONFIG: configFile }),
        GITHUB_SHA: commit,
        GITHUB_API_URL: here,
        GITHUB_REPOSITORY: "example/shop",
        NODE_OPTIONS: `--require ${redirect}`,
      },
      credentials: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
      programs: { gh: GH.replace("FOLDER", folder) },
    });
  }

  const role = `arn:aws:iam::${account}:role/shop-e2e`;
  const deploying: Expressions = {
    "inputs.environment": "e2e",
    "fromJSON(vars.PLAN_ROLE_ARNS || '{}')[inputs.environment]": `${role}-plan`,
    "fromJSON(vars.DEPLOY_ROLE_ARNS || '{}')[inputs.environment]": `${role}-deploy`,
    "github.token": "token",
  };

  function plan(commit: string) {
    return runner(commit).run("deploy-environment.yml", "plan", deployment().project.folder, deploying);
  }

  function apply(commit: string, digest: string | undefined) {
    const approved = { ...deploying, "needs.plan.outputs.digest": digest ?? "" };
    return runner(commit).run("deploy-environment.yml", "apply", deployment().project.folder, approved);
  }

  test("main is planned, approved, applied and asked, the first time too", async () => {
    const listed = await runner(commits.first).run("deploy.yml", "environments", folder, {
      "vars.DEPLOY_ENVIRONMENTS": '["e2e"]',
    });
    expect(listed.outputs).toEqual({ list: '["e2e"]' });

    const { calls } = deployment();
    const planned = await plan(commits.first);
    expect(planned).not.toHaveProperty("failed");
    expect(unrecorded(calls(), "plan")).toEqual([]);
    expect(planned.withCredentials.map((step) => step.split(" --commit")[0])).toEqual([
      'plan: npm run --silent pipeline -- plan "$ENVIRONMENT"',
      'plan: cat result/review.md >> "$GITHUB_STEP_SUMMARY"',
    ]);
    expect(planned.outputs).toEqual({ "exit-code": "3", digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    expect(planned.summary).toContain("to create");

    const applied = await apply(commits.first, planned.outputs["digest"]);
    expect(applied).not.toHaveProperty("failed");
    expect(unrecorded(calls(), "apply")).toEqual([]);
    expect(applied.summary).toMatch(/## e2e is deployed\n[^]*\| e2e-http-api \| \d+ \| 0 \| 0 \|/);
    expect(applied.summary).toContain("book_url");
    // Nothing is kept of what is applied, and what is there is what main says.
    const Bucket = `shop-e2e-${account}-${region}-tfstate`;
    const kept = await deployment().aws.list<{ Key: string }>("s3", "list_objects_v2", "Contents", { Bucket });
    expect(kept.map(({ Key }) => Key).filter((key) => !key.endsWith(".tfstate"))).toEqual([]);
    const again = await plan(commits.first);
    expect(again.outputs).toEqual({ "exit-code": "0", digest: "" });
  });

  test("a pull request is synthesized without credentials, vetted, planned by main's code, and waits for approval", async () => {
    const file = join(pullRequest, "http-api.config.json");
    writeFileSync(file, JSON.stringify(config({ book, stock })));
    // Its own reviewer finds nothing.
    writeFileSync(join(pullRequest, "packages/review/src/cli.ts"), "process.exit(0);\n");
    const synthesized = await runner(commits.second, file).run("review.yml", "synthesize", pullRequest, {});
    expect(synthesized).toMatchObject({ outputs: { environments: '["e2e"]' }, withCredentials: [] });

    const { project } = deployment();
    const reviewed = await runner(commits.first).run("plan.yml", "plan", project.folder, planning("e2e"));
    expect(reviewed).not.toHaveProperty("failed");
    expect(reviewed.withCredentials).toHaveLength(1);
    expect(readFileSync(join(project.folder, "review-result/exit-code"), "utf8")).toBe("3\n");
    expect(reviewed.summary).toContain("/api/stock");

    const commented = await runner(commits.first).run("review.yml", "comment", folder, {
      "github.repository": "example/shop",
      "github.token": "token",
      "github.event.pull_request.number": "1",
      "github.event.pull_request.head.repo.full_name != github.repository": "false",
    });
    expect(commented).toMatchObject({ outputs: { approvals: '["e2e"]' }, withCredentials: [] });
    expect(readFileSync(join(folder, "gh.log"), "utf8")).toContain("body=@comment.md");
  });

  function planning(environment: string): Expressions {
    return {
      "matrix.environment": environment,
      "fromJSON(vars.PLAN_ROLE_ARNS || '{}')[matrix.environment]": `${role}-plan`,
      "github.event.pull_request.head.repo.full_name != github.repository": "false",
      "steps.role.outputs.arn": `${role}-plan`,
    };
  }

  test("what is approved is applied after the merge, with the stack that depends on it; nothing that a value says is run", async () => {
    const { project } = deployment();
    project.configure(config({ book, stock }));
    const planned = await plan(commits.second);
    expect(await apply(commits.first, planned.outputs["digest"])).toMatchObject({
      failed: {
        stderr: expect.stringContaining(`plan: is for commit ${commits.second}, and this checkout is`) as unknown,
      },
    });
    expect(await apply(commits.second, "0".repeat(64))).toMatchObject({
      failed: {
        stderr: expect.stringContaining("is not the one that was approved; run the whole workflow again") as unknown,
      },
    });
    const applied = await apply(commits.second, planned.outputs["digest"]);
    expect(applied).not.toHaveProperty("failed");
    expect(applied.summary).toContain("stock_url");
    const files = [project.folder, pullRequest, folder].flatMap((each) => readdirSync(each));
    expect(files).not.toContain("pwned");
  });

  test("a plan that the state has overtaken is not applied", async () => {
    const { project } = deployment();
    project.configure(config({ book, stock: { ...stock, cpu: 512, memoryMiB: 1024 } }));
    const planned = await plan(commits.second);
    project.configure(config({ book: { ...book, cpu: 512, memoryMiB: 1024 }, stock }));
    await project.cdktf("deploy", "e2e-fargate-vpc-link");
    const applied = await apply(commits.second, planned.outputs["digest"]);
    expect(applied.failed?.stderr).toBe(
      "e2e-fargate-vpc-link: its state has changed since it was planned; run the whole workflow again, which plans again\n",
    );
    expect(applied.summary).toContain("| e2e-http-api | not applied |");
  });

  test("what was changed by hand is drift, which an issue tells", async () => {
    const { project, aws } = deployment();
    const drifting = { "matrix.environment": "e2e" };
    const calm = await runner(commits.second).run("drift.yml", "drift", project.folder, drifting);
    expect(calm).not.toHaveProperty("failed");
    expect(readFileSync(join(project.folder, "result/drift"), "utf8")).toBe("false\n");

    const group = { logGroupName: "/shop-e2e/book", retentionInDays: 1 };
    await aws.get("logs", "put_retention_policy", "ResponseMetadata", group).catch(() => undefined);
    await runner(commits.second).run("drift.yml", "drift", project.folder, drifting);
    expect(readFileSync(join(project.folder, "result/drift"), "utf8")).toBe("true\n");
    await runner(commits.second).run("drift.yml", "issues", folder, {
      "github.repository": "example/shop",
      "github.token": "token",
    });
    expect(readFileSync(join(folder, "gh.log"), "utf8")).toContain("title=Drift of e2e");
  });

  test("a service that answers with an error fails the deploy's last step", async () => {
    answers = 503;
    const outputs = join(temporaryFolder(), "outputs.json");
    writeFileSync(
      outputs,
      JSON.stringify({ book_url: "https://example.execute-api.eu-west-1.amazonaws.com/api/books" }),
    );
    const smoke = await deployment().project.shell(
      `NODE_OPTIONS="--require ${join(folder, "redirect.js")}" npm run --silent pipeline -- smoke ${outputs} --within 0`,
    );
    expect(smoke).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("book_url: https://") as unknown });
    expect(smoke.stderr).toContain("answers 503");
  });
});

/** Sends requests for the deployed API, which an emulator does not serve, to the test. */
const REDIRECT = `
const fetch = globalThis.fetch;
globalThis.fetch = (url, options) =>
  fetch(String(url).includes(".amazonaws.com") ? "HERE" + new URL(url).pathname : url, options);
`;

/** Notes what it is called with; no comment and no issue is there yet. */
const GH = `#!/bin/sh
echo "$@" >> "FOLDER/gh.log"
case "$*" in *--paginate*) echo "[]" ;; esac
`;
