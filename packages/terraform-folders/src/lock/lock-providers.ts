import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError, tryRun } from "@private-http-api/cli-kit";
import { type StackFolder, stackFolders } from "@private-http-api/terraform-json";

/** Platforms of developers' machines and of CI. */
export const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"] as const;

/** Settings of {@link lockProviders}. */
export interface LockProps {
  /** Folder of the synth output. */
  readonly outdir: string;
  /** Folder to write one lock file per kind of stack to. */
  readonly folder: string;
  readonly platforms: readonly string[];
  /** Mirror to take the hashes from. @default the providers' registry */
  readonly fsMirror?: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Writes the lock files of the repository: for each kind of stack, the newest providers in its version ranges, and their
 * hashes for the platforms. No file is written until all locks succeed.
 *
 * @returns the files
 * @throws UserError with Terraform's message if a registry or mirror cannot be read
 */
export async function lockProviders(props: LockProps): Promise<readonly string[]> {
  const kinds = new Map(stackFolders(props.outdir).map((stack) => [kindOf(stack), stack]));
  const scratch = mkdtempSync(join(tmpdir(), "lock-"));
  try {
    for (const [kind, stack] of kinds) await lock(stack, join(scratch, kind), props);
    mkdirSync(props.folder, { recursive: true });
    return [...kinds.keys()].sort().map((kind) => {
      const file = join(props.folder, `${kind}.terraform.lock.hcl`);
      copyFileSync(join(scratch, kind, ".terraform.lock.hcl"), file);
      return file;
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A stack's kind: its name without the environment. `state-dev` is a `state`, `dev-http-api` an `http-api`. */
function kindOf({ name }: StackFolder): string {
  const kind = /^(state|access)-/.exec(name)?.[1] ?? /-(images|fargate-vpc-link|http-api|consumer-.+)$/.exec(name)?.[1];
  if (kind === undefined)
    throw new UserError(`${name} is not a stack of an environment; its providers cannot be locked.`);
  return kind.startsWith("consumer-") ? "consumer" : kind;
}

/** Locks in a copy, so that a failed run does not change the stack's folder. */
async function lock(stack: StackFolder, copy: string, { platforms, fsMirror, env }: LockProps): Promise<void> {
  mkdirSync(copy);
  cpSync(stack.file, join(copy, "cdk.tf.json"));
  const args = ["providers", "lock", "-no-color", ...platforms.map((platform) => `-platform=${platform}`)];
  const mirror = fsMirror === undefined ? [] : [`-fs-mirror=${fsMirror}`];
  const { exitCode, stdout, stderr } = await tryRun("terraform", [...args, ...mirror], { cwd: copy, env });
  if (exitCode === 0) return;
  throw new UserError(`${stack.name}: terraform providers lock: ${reason(`${stdout}\n${stderr}`)}`);
}

/** Terraform's message after `Error:`, on one line. */
function reason(said: string): string {
  const [, error = said] = /Error: ([\s\S]*)/.exec(said) ?? [];
  return error.replaceAll(/[│╷╵]/g, " ").replaceAll(/\s+/g, " ").trim();
}
