import { readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { temporaryFolder } from "@private-http-api/test-support";
import { removeGoneStacks } from "../../../src/stacks/gone-stacks";

const outside = temporaryFolder({ provider: "binary" });

/** Synthesizes stacks of these ids into a folder. */
function synthesize(outdir: string, ...ids: readonly string[]): App {
  const app = new App({ outdir, stackTraces: false });
  for (const id of ids) new TerraformStack(app, id);
  app.synth();
  return app;
}

function filesOf(outdir: string): readonly string[] {
  return readdirSync(path.join(outdir, "stacks"), { recursive: true, encoding: "utf8" }).sort();
}

test("what was synthesized of a stack that the app no longer has goes, with what Terraform can write again", () => {
  const outdir = temporaryFolder({ "stacks/dev-old/plan": "", "stacks/dev-old/.terraform.lock.hcl": "# hashes" });
  synthesize(outdir, "dev-old", "dev-http-api");
  symlinkSync(outside, path.join(outdir, "stacks/dev-old/.terraform"));
  removeGoneStacks(synthesize(outdir, "dev-http-api"));
  expect(filesOf(outdir)).toEqual(["dev-http-api", "dev-http-api/cdk.tf.json"]);
  expect(readdirSync(outside)).toEqual(["provider"]);
});

test("files of somebody else stay: beside a stack, in its folder, and in a folder that looks like one", () => {
  const outdir = temporaryFolder({
    "stacks/notes.txt": "",
    "stacks/mine/cdk.tf.json": '{"resource": {}}',
    "stacks/dev-old/errored.tfstate": "{}",
    "stacks/dev-old/imports.tf": "",
  });
  synthesize(outdir, "dev-old");
  removeGoneStacks(synthesize(outdir, "dev-http-api"));
  expect(filesOf(outdir)).toEqual([
    "dev-http-api",
    "dev-http-api/cdk.tf.json",
    "dev-old",
    "dev-old/errored.tfstate",
    "dev-old/imports.tf",
    "mine",
    "mine/cdk.tf.json",
    "notes.txt",
  ]);
});
