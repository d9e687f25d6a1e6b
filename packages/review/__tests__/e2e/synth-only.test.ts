import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JsonObject } from "@private-http-api/terraform-json";
import { compareSynthesized } from "../../src/planner/compare-synthesized";
import { Redactor } from "../../src/plan/redact";
import { reviewPlans, type Review } from "../../src/review";

/** An app that synthesizes each environment's stack as the config file says it, and takes its time for it. */
const APP = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const outdir = process.env.CDKTF_OUTDIR;
const config = JSON.parse(readFileSync(process.env.HTTP_API_CONFIG ?? "config.json", "utf8"));
const stacks = {};
for (const environment of ["dev", "prod"]) {
  const name = environment + "-http-api";
  mkdirSync(outdir + "/stacks/" + name, { recursive: true });
  writeFileSync(outdir + "/stacks/" + name + "/cdk.tf.json", JSON.stringify(config));
  stacks[name] = { synthesizedStackPath: "stacks/" + name + "/cdk.tf.json", workingDirectory: "stacks/" + name, dependencies: [] };
}
setTimeout(() => writeFileSync(outdir + "/manifest.json", JSON.stringify({ stacks })), 300);
`;

const STACK = {
  provider: { aws: [{ region: "us-west-2", default_tags: [{ tags: { owner: "ann" } }] }] },
  terraform: { backend: { s3: { bucket: "b", key: "dev" } }, required_providers: { aws: { version: "6.0.0" } } },
  resource: { aws_vpc: { network: { cidr_block: "10.0.0.0/16" } } },
};

describe("a review without Terraform, against an earlier revision", () => {
  let outside: string;
  let project: string;

  function write(file: string, content: JsonObject): void {
    writeFileSync(path.join(project, file), JSON.stringify(content));
  }

  async function reviewOf(env: NodeJS.ProcessEnv = {}, environment = "dev"): Promise<Review> {
    const { plans } = await compareSynthesized({
      project,
      environment,
      revision: "HEAD",
      env: { PATH: process.env["PATH"], ...env },
      signal: new AbortController().signal,
    });
    const redactor = new Redactor();
    return reviewPlans({ subject: environment, basis: "synthesized", plans, redactor, approval: ["broadening"] })
      .review;
  }

  beforeEach(() => {
    outside = realpathSync(mkdtempSync(path.join(tmpdir(), "synth-only-")));
    project = path.join(outside, "repository", "app");
    mkdirSync(project, { recursive: true });
    write("cdktf.json", { app: "node app.js" });
    write("config.json", STACK);
    write("other.json", STACK);
    writeFileSync(path.join(project, "app.js"), APP);
    function git(...args: readonly string[]) {
      return spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: project });
    }
    spawnSync("git", ["init", "--quiet", path.dirname(project)]);
    git("add", ".");
    git("commit", "--quiet", "--message=first");
  });

  afterEach(() => {
    rmSync(outside, { recursive: true });
  });

  it("finds nothing where nothing changed, and leaves nothing", async () => {
    expect((await reviewOf()).verdict.line).toBe("No change.");
    expect(readdirSync(path.join(project, "cdktf.out"))).toEqual([]);
  });

  it("reads each version's own config, however its path is written", async () => {
    write("other.json", { ...STACK, resource: { aws_vpc: { network: { cidr_block: "10.9.0.0/16" } } } });
    symlinkSync(project, path.join(outside, "link"));
    for (const file of ["other.json", path.join(project, "other.json"), path.join(outside, "link", "other.json")]) {
      expect((await reviewOf({ HTTP_API_CONFIG: file })).verdict.line).toMatch(/^1 to update:/);
    }
  });

  it("refuses a config outside the repository, of which there is no earlier version", async () => {
    const file = path.join(outside, "other.json");
    writeFileSync(file, JSON.stringify(STACK));
    await expect(reviewOf({ HTTP_API_CONFIG: file })).rejects.toThrow(
      `HTTP_API_CONFIG: ${file} is outside the repository`,
    );
  });

  it.each([
    [
      "the provider's default tags",
      { ...STACK, provider: { aws: [{ region: "us-west-2", default_tags: [{ tags: { owner: "bob" } }] }] } },
      "provider.aws differs in default_tags",
    ],
    [
      "the place of the state",
      { ...STACK, terraform: { ...STACK.terraform, backend: { s3: { bucket: "b", key: "prod" } } } },
      "terraform.backend differs in s3",
    ],
    ["a provider that comes", { ...STACK, provider: { ...STACK.provider, docker: [{}] } }, "provider.docker differs"],
  ])("counts a change of %s", async (_, changed, note) => {
    write("config.json", changed);
    const { verdict } = await reviewOf();
    expect(verdict).toMatchObject({ changes: true, stacks: [{ notes: [note] }] });
    expect(verdict.line).toMatch(/^1 to (update|create):/);
  });

  it("runs beside another one of the same project", () => {
    const cli = path.resolve(__dirname, "../../src/planner/compare-synthesized");
    const script = `require(${JSON.stringify(cli)}).compareSynthesized({ project: ".", environment: process.argv[1], revision: "HEAD", env: process.env, signal: new AbortController().signal }).then(() => console.log("done"), (thrown) => console.log(thrown.message));`;
    const command = `node --require ${require.resolve("tsx/cjs")} -e '${script}' `;
    const both = spawnSync("sh", ["-c", `${command} dev & ${command} prod; wait`], { cwd: project, encoding: "utf8" });
    expect(both.stdout).toBe("done\ndone\n");
  });
});
