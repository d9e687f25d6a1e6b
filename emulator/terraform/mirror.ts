import { readdirSync } from "node:fs";
import path from "node:path";

/** A folder in Terraform's mirror layout, `host/namespace/type/…`, and the providers in it. */
export interface ProviderMirror {
  readonly folder: string;
  /** Source addresses, e.g. `registry.terraform.io/hashicorp/aws`. */
  readonly providers: readonly string[];
}

/** Folders below which no mirror is looked for: system views, sources, and what `terraform init` leaves in projects. */
const skipped = new Set(["proc", "sys", "dev", "node_modules", ".git", ".terraform", "cdktf.out", "lost+found"]);

/** Deepest folder looked into: `/a/b/c/host` finds mirrors where packages and images usually put them. */
const deepest = 5;

/** A search that has not ended by now gives up, so that a huge disk does not hold a run up. */
const searchMs = 10_000;

/**
 * The mirror that holds the AWS provider: the folder that `TF_PROVIDER_MIRROR` names, else the first one found on disk.
 * Undefined where there is none: Terraform then downloads, as it ordinarily does.
 */
export function findMirror(env: NodeJS.ProcessEnv, root = path.parse(process.cwd()).root): ProviderMirror | undefined {
  const given = env["TF_PROVIDER_MIRROR"];
  if (given !== undefined) {
    const providers = providersIn(given);
    if (providers.length > 0) return { folder: path.resolve(given), providers };
    throw new Error(
      `TF_PROVIDER_MIRROR: ${given} holds no provider; give a folder laid out as host/namespace/type, or unset it`,
    );
  }
  const deadline = Date.now() + searchMs;
  let level = [root];
  for (let depth = 0; depth <= deepest; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (Date.now() > deadline) return undefined;
      const children = folders(folder);
      if (children.includes("hashicorp") && folders(path.join(folder, "hashicorp", "aws")).some(isVersion)) {
        const mirror = path.dirname(folder);
        return { folder: mirror, providers: providersIn(mirror) };
      }
      next.push(...children.filter((name) => !skipped.has(name)).map((name) => path.join(folder, name)));
    }
    level = next;
  }
  return undefined;
}

/** Source addresses of what a mirror holds. */
export function providersIn(mirror: string): string[] {
  return folders(mirror).flatMap((host) =>
    folders(path.join(mirror, host)).flatMap((namespace) =>
      folders(path.join(mirror, host, namespace)).map((type) => `${host}/${namespace}/${type}`),
    ),
  );
}

function isVersion(name: string): boolean {
  return /^\d+\.\d+\.\d+/.test(name);
}

/** Names of the folders in a folder; none where it cannot be read. */
function folders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
