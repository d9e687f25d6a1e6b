import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { BaseStack } from "./base-stack";

/** The lock file of a kind of stack in the repository: `locks/http-api.terraform.lock.hcl`. */
export function lockFile(folder: string, component: string): string {
  return join(folder, `${component}.terraform.lock.hcl`);
}

/**
 * Puts the committed provider hashes beside each synthesized stack, where Terraform and `cdktf deploy` look for them: the
 * folder that a synthesis writes is ignored by git, so a lock file that stayed there would pin nothing on another machine.
 * A stack of whose kind there is no lock file keeps what `terraform init` may have written.
 *
 * @param folder of the lock files, relative to the folder that the command runs in; `npm run lock` writes them
 */
export function copyProviderLocks(app: App, folder = "locks"): void {
  for (const stack of app.node.children) {
    if (!(stack instanceof BaseStack)) continue;
    // All consumers are of one kind.
    const source = lockFile(folder, stack.component.replace(/^consumer-.*/, "consumer"));
    if (existsSync(source)) copyFileSync(source, join(app.outdir, "stacks", stack.node.id, ".terraform.lock.hcl"));
  }
}
