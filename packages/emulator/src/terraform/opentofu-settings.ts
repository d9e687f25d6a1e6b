import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { terraformEnvironment } from "./cli-config";
import { findMirror } from "./mirror";

/**
 * Settings with which OpenTofu, whose registry has a name of its own, finds the providers of this machine's mirror; none
 * where there is no mirror and it downloads them.
 * @param folder for what has to be written; it is there and empty
 */
export function openTofuSettings(folder: string, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const mirror = findMirror(env);
  const configFile = path.join(folder, "tofu.rc");
  if (mirror === undefined) return terraformEnvironment([], configFile, env);
  const renamed = path.join(folder, "mirror");
  mkdirSync(renamed);
  symlinkSync(path.join(mirror.folder, "registry.terraform.io"), path.join(renamed, "registry.opentofu.org"));
  const providers = mirror.providers.map((name) => name.replace("registry.terraform.io", "registry.opentofu.org"));
  return terraformEnvironment([{ folder: renamed, providers }], configFile, env);
}
