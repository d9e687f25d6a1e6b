import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";

const repository = path.resolve(__dirname, "../../..");

/** Names, at any depth, that a fresh clone does not have; node_modules is linked instead. */
const made = new Set(["node_modules", "dist", "cdktf.out", ".deploy-local", ".git", "locks"]);

/** The source of a copy's services. */
interface CopyOptions {
  /** Folder to use instead of services/. */
  readonly services?: string;
}

/** Copies the repository into a folder, as a fresh clone after `npm ci`. */
export function copyRepository(folder: string, options: CopyOptions = {}): void {
  copySources(folder, options);
  linkModules(folder);
}

/** Copies the repository into a folder, as a fresh clone. */
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

/** Links each package, so that the copy has its own workspaces and its own cache in node_modules. */
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
