import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { configOf, service } from "../../src/sample-config";
import { temporaryFolder } from "../../src/temporary-folder";
import { TerraformProject } from "../../src/terraform-project";

/** A project whose Terraform is this shell script. */
function projectWith(script: string): TerraformProject {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "terraform"), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, "terraform"), 0o755);
  const project = new TerraformProject({ settings: { PATH: `${folder}:/usr/bin:/bin` } }, {});
  for (const stack of ["same", "other", "wrong"]) mkdirSync(project.stackFolder(stack), { recursive: true });
  return project;
}

test("a project that ends stops the Terraform that still runs, waits for it and is gone", async () => {
  const project = projectWith("trap 'echo stopped >&2; exit 1' INT; while :; do sleep 0.05; done");
  const plan = project.planExitCode("same");
  await new Promise((resolve) => setTimeout(resolve, 200));
  await project.end();
  expect(await plan).toBe("stopped\n");
  expect(existsSync(project.folder)).toBe(false);
  await expect(project.planExitCode("same")).rejects.toMatchObject({ name: "AbortError" });
});

test("stacks with a plan that does something, or that failed, are named with what it said", async () => {
  const project = projectWith(
    'case "$PWD" in *same) exit 0 ;; *other) echo "Reading"; echo "Terraform will perform one"; exit 2 ;; *) echo "no such bucket" >&2; exit 1 ;; esac',
  );
  expect(await project.unsettled(["same", "other", "wrong"])).toEqual({
    other: "Terraform will perform one\n",
    wrong: "no such bucket\n",
  });
  await project.end();
});

test("the folder of a stack that is gone goes with the next `npm run synth`, or `cdktf synth`", async () => {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
  const books = service("/api/books", { image, authorization: "iam" });
  const api = { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"] };
  const without = configOf({ books }, { api });
  const one = configOf({ books }, { api, consumers: { partner: { account: "111111111111", restApi: true } } });
  const project = new TerraformProject({ settings: {} }, one);
  async function npmRunSynth(): Promise<void> {
    expect(await project.shell("npm run -s synth")).toMatchObject({ exitCode: 0 });
  }
  try {
    for (const synthesize of [npmRunSynth, () => project.cdktf("synth")]) {
      project.configure(one);
      await npmRunSynth();
      expect(existsSync(project.stackFolder("dev-consumer-partner"))).toBe(true);
      project.configure(without);
      await synthesize();
      expect(existsSync(project.stackFolder("dev-consumer-partner"))).toBe(false);
      expect(existsSync(project.stackFolder("dev-http-api"))).toBe(true);
    }
  } finally {
    await project.end();
  }
}, 60_000);
