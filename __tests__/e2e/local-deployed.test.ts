import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBaseImage } from "../../emulator/engine/base-image";
import { startLocalCloud, type LocalCloud } from "../../emulator/local-cloud";
import { ask } from "../../emulator/moto/ask";
import { AUTHOR_CASES } from "../../services/author-service/src/cases";
import { BOOK_CASES } from "../../services/book-service/src/cases";
import { differences, send } from "../../services/service-kit/src/testing/service-case";
import { type CliRun, startCli, untilServing } from "../support/local/run-cli";
import { describeWith } from "../support/terraform-needs";
import { TerraformProject } from "../support/terraform-project";

jest.setTimeout(60_000);

const account = "111111111111";
const region = "us-west-2";
const bucket = "state-of-the-local-test";
const stacks = ["run-images", "run-fargate-vpc-link", "run-http-api"];
const progress = (line: string): boolean => process.stderr.write(`${line}\n`);
/** The engine may be one that runs other things too. */
const ours = ["--filter", "name=-service-"];
const cases = [...BOOK_CASES, ...AUTHOR_CASES];

describeWith(
  ["terraform", "emulator", "docker-provider", "engine", "registry"],
  "a deployed environment, served",
  () => {
    let folder: string;
    let states: string;
    let cloud: LocalCloud;
    let project: TerraformProject;
    let run: CliRun | undefined;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "cloud-"));
      states = path.join(folder, "states");
      mkdirSync(states);
      const options = { env: process.env, progress };
      cloud = await startLocalCloud({ ...options, folder, account, region, images: true, lifetime: "parent" });
      project = new TerraformProject(cloud, {
        name: "shop",
        services: {
          "book-service": service("book-service", "/api/books"),
          // No load balancer that takes a minute; the other way from the gateway to tasks.
          "author-service": service("author-service", "/api/authors", { integration: "cloud-map" }),
        },
        environments: { run: { account, region, state: { existingBucket: bucket } } },
      });
      if (cloud.engine === undefined) throw new Error("there is no engine");
      const dockerfile = readFileSync(path.join(project.folder, "services/book-service/Dockerfile"), "utf8");
      await ensureBaseImage(/NODE_IMAGE=(\S+)/.exec(dockerfile)?.[1] ?? "", cloud.engine, options);
      const parameters = { Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } };
      await ask([{ service: "s3", operation: "create_bucket", parameters }], { env: project.env, progress });
      await project.cdktf("deploy", "run-*");
      for (const stack of stacks) {
        const { stdout } = await project.terraform(stack, "state", "pull");
        writeFileSync(path.join(states, `${stack}.tfstate`), stdout);
      }
    }, 600_000);

    afterEach(async () => {
      if (run === undefined) return;
      run.child.kill("SIGINT");
      await expect(run.ended).resolves.toBe(0);
      run = undefined;
    });

    afterAll(async () => {
      await cloud.stop();
      project.remove();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    async function everyCasePasses(served: CliRun): Promise<void> {
      for (const one of cases) {
        expect([one.name, differences(one, await send(served.url, one.request))]).toEqual([one.name, []]);
      }
      const undeployed = await send(served.url, { method: "GET", path: "/api/undeployed" });
      expect([undeployed.status, undeployed.body]).toEqual([404, '{"message":"Not Found"}']);
    }

    function docker(...args: readonly string[]): string {
      return spawnSync("docker", args, { env: project.env, encoding: "utf8" }).stdout.trim();
    }

    test("from its states, as processes of the folders that the images were built from", async () => {
      run = await startCli(project.folder, ["--state", states], project.env);
      await untilServing(run);
      await everyCasePasses(run);
    });

    test("from its states with --containers: the digests that were pushed, limited as the task definitions say", async () => {
      run = await startCli(project.folder, ["--state", states, "--containers"], project.env);
      await untilServing(run);
      await everyCasePasses(run);
      const ids = docker("ps", "--quiet", ...ours).split("\n");
      expect(ids).toHaveLength(4);
      const format =
        "{{.Config.Image}} {{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Init}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.Config.StopTimeout}}";
      const limits = `1000:1000 true true [ALL] ${512 * 1024 ** 2} ${0.25 * 1e9} 45`;
      for (const line of docker("inspect", "--format", format, ...ids).split("\n")) {
        expect(line).toMatch(/^127\.0\.0\.1:\d+\/\S+@sha256:[0-9a-f]{64} /);
        expect(line.split(" ").slice(1).join(" ")).toBe(limits);
      }
    });

    test("after its end no container is left, and a killed run takes its containers with it", async () => {
      expect(docker("ps", "--all", "--quiet", ...ours)).toBe("");
      const killed = await startCli(project.folder, ["--state", states, "--containers"], project.env);
      await untilServing(killed);
      killed.child.kill("SIGKILL");
      await killed.ended;
      const until = Date.now() + 20_000;
      while (docker("ps", "--all", "--quiet", ...ours) !== "" && Date.now() < until)
        await new Promise((done) => setTimeout(done, 200));
      expect(docker("ps", "--all", "--quiet", ...ours)).toBe("");
    });
  },
);

function service(name: string, servicePath: string, settings: object = {}) {
  return {
    path: servicePath,
    image: { build: `services/${name}` },
    healthCheck: { path: `${servicePath}/health` },
    ...settings,
  };
}
