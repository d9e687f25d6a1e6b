import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";

const repository = path.resolve(__dirname, "../../..");

/** What a fresh clone has not, at any depth; the modules are linked. */
const made = new Set(["node_modules", "dist", "cdktf.out", ".deploy-local", ".git", "locks"]);

/** Where a copy's services come from. */
interface CopyOptions {
  /** Folder that takes the place of services/. */
  readonly services?: string;
}

/** Makes a folder what a fresh clone is after `npm ci`. */
export function copyRepository(folder: string, options: CopyOptions = {}): void {
  copySources(folder, options);
  linkModules(folder);
}

/** Makes a folder what a fresh clone is. */
export function copySources(folder: string, { services }: CopyOptions = {}): void {
  const own = path.join(repository, "services");
  function isSource(source: string) {
    return !made.has(path.basename(source)) && !/\.tfstate(\.|$)/.test(source);
  }
  function isTaken(source: string) {
    return isSource(source) && (services === undefined || source !== own);
  }
  cpSync(repository, folder, { recursive: true, filter: isTaken });
  if (services !== undefined) cpSync(services, path.join(folder, "services"), { recursive: true, filter: isSource });
}

/** One link per package, so that a tool's cache in node_modules and the workspaces are the copy's own. */
function linkModules(folder: string): void {
  const source = path.join(repository, "node_modules");
  const target = path.join(folder, "node_modules");
  mkdirSync(path.join(target, "@private-http-api"), { recursive: true });
  for (const name of readdirSync(source)) {
    if (name !== ".cache" && name !== "@private-http-api")
      symlinkSync(path.join(source, name), path.join(target, name));
  }
  for (const name of readdirSync(path.join(folder, "packages"))) {
    symlinkSync(`../../packages/${name}`, path.join(target, "@private-http-api", name));
  }
}
