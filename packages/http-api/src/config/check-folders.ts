import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./checks/check";
import type { Environment } from "./config";
import { lambdaFunctions } from "./lambda-functions";
import type { Place } from "./place";
import { quote, type Problem } from "./problem";

/** Folders and files that the config names and that do not exist: build contexts of images, and functions' sources. */
export const checkFolders: Check = ({ environment, at }) => [...ofImages(environment, at), ...ofFunctions(environment)];

function ofImages({ services }: Environment, at: Place): readonly Problem[] {
  return services.flatMap(({ name, image }): Problem[] => {
    if (!("build" in image)) return [];
    if (!isFolder(image.build)) {
      return [
        {
          path: at(name, "image", "build"),
          message: `got ${quote(image.build)}; no such folder; give a folder with a Dockerfile, relative to the working directory`,
        },
      ];
    }
    if (existsSync(join(image.build, image.dockerfile))) return [];
    const message = `got ${quote(image.dockerfile)}, which ${image.build} does not have; add it, or name the Dockerfile that it has`;
    return [{ path: at(name, "image", "dockerfile"), message }];
  });
}

function ofFunctions(environment: Environment): readonly Problem[] {
  return lambdaFunctions(environment).flatMap(({ keys, settings }): Problem[] => {
    if (!("source" in settings)) return [];
    const path = ["environments", environment.name, "api", ...keys, "source"];
    if (!isFolder(settings.source)) {
      const message = `got ${quote(settings.source)}; no such folder; give the folder to package, relative to the working directory`;
      return [{ path, message }];
    }
    if (hasFile(settings.source)) return [];
    const message = `got ${quote(settings.source)}, a folder without files, and Lambda refuses an empty package; add the function's code`;
    return [{ path, message }];
  });
}

function hasFile(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => !entry.isDirectory());
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
