import { type Dirent, existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";

/** What a synthesis, Terraform and the CDKTF CLI write into a stack's folder and can write again. */
const WRITTEN = ["cdk.tf.json", ".terraform", ".terraform.lock.hcl", "plan"];

/**
 * Removes the folders of stacks that the app no longer has, as `cdktf synth` does: what is left of them looks as if it were
 * deployed with the others. Files of somebody else stay, and so does what only Terraform has, such as `errored.tfstate`.
 */
export function removeGoneStacks(app: App): void {
  const folder = join(app.outdir, "stacks");
  for (const entry of entriesOf(folder)) {
    const gone = join(folder, entry.name);
    if (!entry.isDirectory() || Object.hasOwn(app.manifest.stacks, entry.name) || !isStackOfCdktf(gone, entry.name))
      continue;
    for (const name of WRITTEN) rmSync(join(gone, name), { recursive: true, force: true });
    if (entriesOf(gone).length === 0) rmdirSync(gone);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

/** CDKTF writes the stack's name into each file that it synthesizes. */
function isStackOfCdktf(folder: string, id: string): boolean {
  const file = join(folder, "cdk.tf.json");
  return existsSync(file) && readFileSync(file, "utf8").includes(`"stackName": ${JSON.stringify(id)}`);
}
