import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Config, Environment } from "./config";
import { placeIn, type Place } from "./place";
import { quote, type Problem } from "./problem";

/** What the config names on this machine and what is not there: folders to build images from, and functions' sources. `raw` is the file. */
export function checkFolders(config: Config, raw: unknown): readonly Problem[] {
  const problems = config.environments.flatMap((environment) => [
    ...ofImages(environment, placeIn(raw, environment.name)),
    ...ofFunctions(environment),
  ]);
  // Said once of a service, whichever environments build it.
  const byMessage = new Map(problems.map((problem) => [`${problem.path.join(".")} ${problem.message}`, problem]));
  return [...byMessage.values()];
}

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
    if (!("source" in settings) || isFolder(settings.source)) return [];
    return [
      {
        path: ["environments", name, "api", "functions", key, "source"],
        message: `got ${quote(settings.source)}, and there is no such folder here; give the folder to package, relative to the folder that the command runs in`,
      },
    ];
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
