import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bundle, UserError } from "@private-http-api/cli-kit";
import type { Fleet } from "./tasks/fleet";
import { Watcher } from "./tasks/watcher";
import type { Topology } from "@private-http-api/topology";

export interface WatchProps {
  readonly topology: Topology;
  readonly fleet: Fleet;
  readonly project: string;
  readonly note: (line: string) => void;
}

/** Restarts a service's tasks one by one whenever its folder, or a package beside it that services share, changes. */
export async function watchServices({ topology, fleet, project, note }: WatchProps): Promise<Watcher> {
  const watcher = new Watcher({
    folders: watchedFolders(topology, project),
    rebuild: () =>
      bundle(project).then(
        () => [],
        (error: unknown) => {
          if (error instanceof UserError) return error.lines;
          throw error;
        },
      ),
    restart: async (name) => (await fleet.services.find(({ service }) => service.name === name)?.replaceAll()) ?? false,
    note,
  });
  await watcher.ready();
  return watcher;
}

/** Services by the folders that decide what they run. */
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
    for (const shared of packagesBeside(folder)) {
      if (!own.has(shared)) folders.set(shared, [...(folders.get(shared) ?? []), ...(folders.get(folder) ?? [])]);
    }
  }
  return folders;
}

/** Packages in the same folder; other services among them are told apart by their Dockerfile. */
function packagesBeside(folder: string): readonly string[] {
  const parent = dirname(folder);
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .filter((path) => existsSync(join(path, "package.json")) && !existsSync(join(path, "Dockerfile")));
}
