import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { z } from "zod";
import type { Topology } from "@private-http-api/topology";

/** Services by the folders that contain what they run. */
export function watchedFolders(topology: Topology, project: string): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { name, task } of topology.services) {
    for (const { buildContext } of task.containers) {
      if (buildContext === undefined) continue;
      const folder = resolve(project, buildContext);
      folders.set(folder, [...(folders.get(folder) ?? []), name]);
    }
  }
  const own = new Set(folders.keys());
  for (const folder of own) {
    const shared = new Set([...packagesBeside(folder), ...packagesOfProject(folder, project)]);
    for (const one of shared) {
      if (!own.has(one)) folders.set(one, [...(folders.get(one) ?? []), ...(folders.get(folder) ?? [])]);
    }
  }
  return folders;
}

/** Packages in the same parent folder, without other services, which have a Dockerfile. */
function packagesBeside(folder: string): readonly string[] {
  const parent = dirname(folder);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .filter((path) => existsSync(join(path, "package.json")) && !existsSync(join(path, "Dockerfile")));
}

const dependenciesSchema = z.object({ dependencies: z.record(z.string(), z.string()).optional() });

/** Packages of the project that a folder's package.json depends on, directly or not: npm links them. */
function packagesOfProject(folder: string, project: string, found = new Set<string>()): ReadonlySet<string> {
  const root = existsSync(project) ? realpathSync(project) : project;
  for (const name of dependenciesOf(folder)) {
    const linked = [folder, project].map((from) => join(from, "node_modules", name)).find((path) => existsSync(path));
    const real = linked === undefined ? undefined : realpathSync(linked);
    if (real === undefined || !real.startsWith(root + sep) || real.includes(`${sep}node_modules${sep}`)) continue;
    if (found.has(real)) continue;
    found.add(real);
    packagesOfProject(real, project, found);
  }
  return found;
}

function dependenciesOf(folder: string): readonly string[] {
  try {
    const read = dependenciesSchema.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
    return Object.keys(read.dependencies ?? {});
  } catch {
    return [];
  }
}
