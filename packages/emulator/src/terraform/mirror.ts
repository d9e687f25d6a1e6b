import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { AWS_PROVIDER_VERSIONS, compareVersions } from "@private-http-api/http-api/provider-versions";
import { platform } from "./platform";

/** A folder in Terraform's mirror layout, `host/namespace/type/…`, and its providers for this machine. */
export interface ProviderMirror {
  readonly folder: string;
  /** Source addresses, e.g. `registry.terraform.io/hashicorp/aws`. */
  readonly providers: readonly string[];
}

const awsProvider = "registry.terraform.io/hashicorp/aws";

/**
 * Folders that are not searched for mirrors: system views, sources, projects' `.terraform`, and Terraform's own folders and
 * caches, which it may change at any time.
 */
const skipped = new Set([
  ...["proc", "sys", "dev", "lost+found", "node_modules", ".git", "cdktf.out"],
  ...[".terraform", ".terraform.d", "plugin-cache"],
]);

/** Maximum depth of the search: `/a/b/c/host` finds mirrors where packages and images usually have them. */
const deepest = 5;

/** Time limit of the search, so that a huge disk does not delay a run. */
const searchMs = 10_000;

/** Results by root of the search, so that each process searches the disk once. */
const found = new Map<string, ProviderMirror | undefined>();

/**
 * The mirror with the AWS provider: the folder that `TF_PROVIDER_MIRROR` names, otherwise the first one found on disk.
 * `undefined` if there is no mirror: Terraform then downloads providers, which is its default.
 */
export function findMirror(env: NodeJS.ProcessEnv, root = path.parse(process.cwd()).root): ProviderMirror | undefined {
  const given = env["TF_PROVIDER_MIRROR"];
  if (given !== undefined) {
    const providers = providersIn(given);
    if (providers.length > 0) return { folder: path.resolve(given), providers };
    throw new Error(
      `TF_PROVIDER_MIRROR: ${given} holds no provider for ${platform}; give a folder laid out as host/namespace/type/version/${platform}, or unset it`,
    );
  }
  if (!found.has(root)) found.set(root, searchMirror(root));
  return found.get(root);
}

function searchMirror(root: string): ProviderMirror | undefined {
  const deadline = Date.now() + searchMs;
  let level = [root];
  for (let depth = 0; depth <= deepest; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (Date.now() > deadline) return undefined;
      const children = folders(folder);
      if (children.includes("hashicorp")) {
        const mirror = path.dirname(folder);
        const providers = providersIn(mirror);
        if (providers.includes(awsProvider) && !othersWrite(mirror, root)) return { folder: mirror, providers };
      }
      next.push(...children.filter((name) => !skipped.has(name)).map((name) => path.join(folder, name)));
    }
    level = next;
  }
  return undefined;
}

/** Source addresses of a mirror's providers for this machine; the AWS provider only in a version that the stacks accept. */
export function providersIn(mirror: string): string[] {
  return folders(mirror).flatMap((host) =>
    folders(path.join(mirror, host)).flatMap((namespace) =>
      folders(path.join(mirror, host, namespace))
        .filter((type) => {
          const versions = versionsIn(path.join(mirror, host, namespace, type), type);
          return `${host}/${namespace}/${type}` === awsProvider ? versions.some(isTaken) : versions.length > 0;
        })
        .map((type) => `${host}/${namespace}/${type}`),
    ),
  );
}

/** Versions of a provider for this machine, unpacked or as `terraform providers mirror` lays them out. */
function versionsIn(folder: string, type: string): string[] {
  const unpacked = folders(folder).filter((version) => folders(path.join(folder, version)).includes(platform));
  const [before, after] = [`terraform-provider-${type}_`, `_${platform}.zip`];
  const packed = entries(folder)
    .map(({ name }) => name)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => name.slice(before.length, -after.length));
  return [...unpacked, ...packed].filter((version) => /^\d+\.\d+\.\d+/.test(version));
}

/** Whether the stacks accept this version of the AWS provider. */
function isTaken(version: string): boolean {
  const { from, before } = AWS_PROVIDER_VERSIONS;
  return compareVersions(version, from) >= 0 && compareVersions(version, before) < 0;
}

/** Whether any user may write to a folder or one above it, up to the root of the search: its programs are executed. */
function othersWrite(folder: string, root: string): boolean {
  if ((statSync(folder).mode & 0o002) !== 0) return true;
  return path.relative(root, folder) !== "" && othersWrite(path.dirname(folder), root);
}

/** Names of the folders in a folder; none if it cannot be read. */
function folders(folder: string): string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
