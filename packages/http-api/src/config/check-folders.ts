import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./checks/check";
import type { Environment } from "./config";
import type { Place } from "./place";
import { quote, type Problem } from "./problem";

/** What the config names on this machine and what is not there: folders to build images from, and functions' sources. */
export const checkFolders: Check = ({ environment, at }) => [...ofImages(environment, at), ...ofFunctions(environment)];

function ofImages({ services }: Environment, at: Place): readonly Problem[] {
  return services.flatMap(({ name, image }): Problem[] => {
    if (!("build" in image)) return [];
    if (!isFolder(image.build)) {
      return [
        {
          path: at(name, "image", "build"),
          message: `got ${quote(image.build)}, and there is no such folder here; give a folder with a Dockerfile, relative to the folder that the command runs in`,
        },
      ];
    }
    if (existsSync(join(image.build, image.dockerfile))) return [];
    const message = `got ${quote(image.dockerfile)}, which ${image.build} does not have; add it, or name the Dockerfile that it has`;
    return [{ path: at(name, "image", "dockerfile"), message }];
  });
}

function ofFunctions({ name, api }: Environment): readonly Problem[] {
  return Object.entries(api.functions).flatMap(([key, settings]): Problem[] => {
    if (!("source" in settings)) return [];
    const path = ["environments", name, "api", "functions", key, "source"];
    if (!isFolder(settings.source)) {
      const message = `got ${quote(settings.source)}, and there is no such folder here; give the folder to package, relative to the folder that the command runs in`;
      return [{ path, message }];
    }
    if (hasFile(settings.source)) return [];
    const message = `got ${quote(settings.source)}, a folder without a file in it, and Lambda takes no empty package; add the function's code`;
    return [{ path, message }];
  });
}

function hasFile(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => !entry.isDirectory());
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
