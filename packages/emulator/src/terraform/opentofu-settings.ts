import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { terraformEnvironment } from "./cli-config";
import { findMirror } from "./mirror";

/**
 * Settings that make OpenTofu, whose registry has another name, use the providers of this machine's mirror. Empty if there
 * is no mirror: OpenTofu then downloads them.
 * @param folder an existing, empty folder for the files of the settings
 */
export function openTofuSettings(folder: string, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const mirror = findMirror(env);
  const configFile = path.join(folder, "tofu.rc");
  if (mirror === undefined) return terraformEnvironment([], configFile, env);
  const renamed = path.join(folder, "mirror");
  const providers = mirror.providers.map((name) => name.replace("registry.terraform.io", "registry.opentofu.org"));
  for (const [index, name] of mirror.providers.entries()) {
    linkEntries(path.join(mirror.folder, name), path.join(renamed, providers[index] ?? name));
  }
  return terraformEnvironment([{ folder: renamed, providers }], configFile, env);
}

/** Links each archive and unpacked platform of a provider, because OpenTofu does not follow links to folders above them. */
function linkEntries(from: string, to: string, depth = 0): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, link] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory() && depth === 0) linkEntries(source, link, depth + 1);
    else symlinkSync(source, link);
  }
}
