import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceText } from "./file-steps";
import type { Step } from "./steps";

type Packages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What npm copies from a workspace's package.json into package-lock.json, in its order. */
const COPIED = ["version", "license", "dependencies", "devDependencies", "peerDependencies", "engines"] as const;

/** Adds a workspace whose dependencies are locked already, so that `npm ci` accepts it without a registry. */
export function addWorkspace(project: string, folder: string, manifest: Readonly<Record<string, unknown>>): Step[] {
  const name = String(manifest["name"]);
  const copied = COPIED.flatMap((key) => (manifest[key] === undefined ? [] : [[key, manifest[key]] as const]));
  return edited(project, (packages) => ({
    ...packages,
    [`node_modules/${name}`]: { resolved: folder, link: true },
    [folder]: { name, ...Object.fromEntries(copied) },
  }));
}

/** Removes a workspace: its entry, its link and what was installed in its folder. */
export function removeWorkspace(project: string, folder: string): Step[] {
  return edited(project, (packages) =>
    Object.fromEntries(
      Object.entries(packages).filter(
        ([path, { resolved, link }]) =>
          path !== folder && !path.startsWith(`${folder}/`) && !(link === true && resolved === folder),
      ),
    ),
  );
}

/** No steps if the project has no package-lock.json, or one that does not change. */
function edited(project: string, edit: (packages: Packages) => Packages): Step[] {
  const file = join(project, "package-lock.json");
  if (!existsSync(file)) return [];
  const before = readFileSync(file, "utf8");
  const lock = JSON.parse(before) as { packages?: Packages };
  const packages = Object.entries(edit(lock.packages ?? {})).sort(([one], [other]) => one.localeCompare(other, "en"));
  const after = `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`;
  return after === before ? [] : [replaceText(file, after)];
}
