import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { BaseStack } from "./base-stack";

/** The lock file of a kind of stack in the repository: `locks/http-api.terraform.lock.hcl`. */
export function lockFile(folder: string, component: string): string {
  return join(folder, `${component}.terraform.lock.hcl`);
}

/**
 * Copies the committed lock files beside each synthesized stack, where Terraform and `cdktf deploy` look for them: Git
 * ignores the folder that a synthesis writes, so a lock file that is only there would pin nothing on another machine. A
 * stack without a committed lock file keeps what `terraform init` may have written.
 *
 * @param folder of the lock files, relative to the working directory; `npm run lock` writes them
 */
export function copyProviderLocks(app: App, folder = "locks"): void {
  for (const stack of app.node.children) {
    if (!(stack instanceof BaseStack)) continue;
    // All consumers share one lock file.
    const source = lockFile(folder, stack.component.replace(/^consumer-.*/, "consumer"));
    if (existsSync(source)) copyFileSync(source, join(app.outdir, "stacks", stack.node.id, ".terraform.lock.hcl"));
  }
}
