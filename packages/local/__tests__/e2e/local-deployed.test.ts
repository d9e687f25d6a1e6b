import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type CloudRecord, endedProcesses, readRecord, withSettings } from "@private-http-api/emulator";
import { AUTHOR_CASES, BOOK_CASES } from "@private-http-api/test-support/bookstore";
import { differences, send } from "@private-http-api/service-kit/testing";
import { eventually } from "../support/programs";
import { type CliRun, nodeArguments, startCli, startScript, untilServing } from "../support/run-cli";
import { describeWith, TerraformProject } from "@private-http-api/test-support";

const account = "111111111111";
const region = "us-west-2";
const stacks = ["run-images", "run-fargate-vpc-link", "run-http-api"];
const cases = [...BOOK_CASES, ...AUTHOR_CASES];

describeWith(
  ["terraform", "emulator", "docker-provider", "engine", "registry"],
  "npm run deploy:local -- --serve",
  () => {
    let project: TerraformProject;
    let deployment: string;
    let run: CliRun | undefined;

    beforeAll(async () => {
      project = new TerraformProject(
        // The command starts its own.
        { settings: {} },
        {
          name: "shop",
          services: {
            "book-service": service("book-service", "/api/books"),
            // No second load balancer rule: the other way from the gateway to tasks.
            "author-service": service("author-service", "/api/authors", { integration: "cloud-map" }),
          },
          // A bucket of its own takes a minute.
          environments: { run: { account, region, state: { existingBucket: "state-of-the-local-test" } } },
        },
      );
      deployment = path.join(project.folder, ".deploy-local", "run");
      run = await startScript(project.folder, "deploy:local", ["--serve", "--environment", "run"], project.env);
      await untilServing(run);
    });

    afterAll(async () => {
      run?.child.kill("SIGKILL");
      await run?.ended;
      if (existsSync(deployment)) destroy();
      project.remove();
    });

    test("takes a clone to both services answering on localhost, from the digests that were pushed, limited as the task definitions say", async () => {
      const served = running();
      for (const stack of stacks) expect(served.output()).toMatch(new RegExp(`${stack} +[1-9]\\d* created, 0 changed`));
      const local = served.url.replace("127.0.0.1", "localhost");
      for (const name of ["books", "authors"]) expect((await fetch(`${local}/api/${name}`)).status).toBe(200);
      await everyCasePasses();

      const ids = containersOf(served);
      expect(ids).toHaveLength(4);
      const format =
        "{{.Config.Image}} {{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Init}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.Config.StopTimeout}}";
      const limits = `1000:1000 true true [ALL] ${512 * 1024 ** 2} ${0.25 * 1e9} 45`;
      for (const line of docker("inspect", "--format", format, ...ids).split("\n")) {
        expect(line).toMatch(/^127\.0\.0\.1:\d+\/\S+@sha256:[0-9a-f]{64} /);
        expect(line.split(" ").slice(1).join(" ")).toBe(limits);
      }
    });

    test("ends at Ctrl-C with 0 and no container, keeps the deployment and says how to continue", async () => {
      const served = running();
      const said = await interrupted();
      expect(containersOf(served)).toEqual([]);
      expect(said).toMatch(/\nDestroy it: npm run deploy:local -- --environment run --destroy\n$/);
      expect(await endedProcesses(cloud())).toEqual([]);
    });

    test("leaves states that npm start serves, as processes of the folders that the images were built from", async () => {
      const outdir = { CDKTF_OUTDIR: path.join(deployment, "cdktf.out") };
      run = await startCli(project.folder, ["--state", path.join(deployment, "states")], { ...project.env, ...outdir });
      await untilServing(run);
      await everyCasePasses();
      await interrupted();
    });

    test("finds nothing to change the second time, serves again, and takes its containers with it when it is killed", async () => {
      const again = await startScript(project.folder, "deploy:local", ["--serve", "--environment", "run"], project.env);
      run = again;
      await untilServing(again);
      for (const stack of stacks) expect(again.output()).toMatch(new RegExp(`${stack} +no change`));
      await everyCasePasses();
      expect(containersOf(again)).toHaveLength(4);
      again.child.kill("SIGKILL");
      await again.ended;
      await eventually(() => containersOf(again).length === 0, 20_000);
    });

    test("goes away with --destroy, and leaves nothing", async () => {
      const { processes } = cloud();
      const { status, stdout } = destroy();
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^Destroyed run: /)]);
      for (const stack of stacks) expect(stdout).toMatch(new RegExp(`${stack} +[1-9]\\d* destroyed`));
      expect(await endedProcesses({ ...emptyRecord, processes })).toEqual(Object.keys(processes));
      expect(existsSync(path.dirname(deployment))).toBe(false);
    });

    function running(): CliRun {
      if (run === undefined) throw new Error("nothing is served");
      return run;
    }

    async function everyCasePasses(): Promise<void> {
      const { url } = running();
      for (const one of cases) {
        expect([one.name, differences(one, await send(url, one.request))]).toEqual([one.name, []]);
      }
      const undeployed = await send(url, { method: "GET", path: "/api/undeployed" });
      expect([undeployed.status, undeployed.body]).toEqual([404, '{"message":"Not Found"}']);
    }

    /** Everything that the run said until Ctrl-C had ended it. */
    async function interrupted(): Promise<string> {
      const ending = running();
      ending.child.kill("SIGINT");
      await expect(ending.ended).resolves.toBe(0);
      run = undefined;
      return ending.output();
    }

    function cloud(): CloudRecord {
      return readRecord(deployment) ?? emptyRecord;
    }

    /** Ids of a run's containers, in an engine that may have others. */
    function containersOf({ child }: CliRun): string[] {
      const label = "private-http-api.run";
      const format = `{{.ID}} {{.Label "${label}"}}`;
      const all = docker("ps", "--all", "--filter", `label=${label}`, "--format", format).split("\n");
      // A run is named by its process id and the time of its start.
      return all.flatMap((line) => {
        const [id = "", run = ""] = line.split(" ");
        return run.startsWith(`${child.pid ?? 0}-`) ? [id] : [];
      });
    }

    function docker(...args: readonly string[]): string {
      const env = withSettings(project.env, cloud().settings);
      const { status, stdout, stderr } = spawnSync("docker", args, { env, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      return stdout.trim();
    }

    function destroy() {
      const args = [...nodeArguments(project.folder, "deploy:local"), "--environment", "run", "--destroy"];
      return spawnSync(process.execPath, args, { cwd: project.folder, env: project.env, encoding: "utf8" });
    }
  },
);

const emptyRecord: CloudRecord = {
  starting: false,
  lenient: false,
  endpoint: "",
  settings: {},
  processes: {},
  importedImages: [],
};

function service(name: string, servicePath: string, settings: object = {}) {
  return {
    path: servicePath,
    image: { build: `services/${name}` },
    healthCheck: { path: `${servicePath}/health` },
    ...settings,
  };
}
