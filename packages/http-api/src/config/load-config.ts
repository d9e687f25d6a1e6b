import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, resolve } from "node:path";
import { readAllocations } from "./allocation-file";
import { checkFolders } from "./check-folders";
import type { Config } from "./config";
import { ConfigError } from "./config-error";
import { readImageRecord } from "./image-file";
import type { ImageChoice } from "./image-record";
import { isObject } from "./merge";
import { quote } from "./problem";
import { resolveConfig } from "./resolve-config";
import { configWarnings } from "./warnings";

/** The file that is read where none is named. */
const DEFAULT_CONFIG_FILE = "http-api.config.ts";

/** The file that HTTP_API_CONFIG names; an empty name counts as unset. */
export function configFileIn(env: NodeJS.ProcessEnv): string {
  const { HTTP_API_CONFIG: file = "" } = env;
  return file === "" ? DEFAULT_CONFIG_FILE : file;
}

/**
 * Reads a config file, checks it and fills in its defaults, with the numbers and the images that are recorded beside it.
 *
 * @param file a .ts module with a default export, or .json of the same shape; relative to the working directory
 * @param choice which recorded images to take
 * @throws ConfigError with every problem there is
 */
export function loadConfig(file: string = DEFAULT_CONFIG_FILE, choice: ImageChoice = "recorded-sources"): Config {
  const raw = readConfig(file);
  const { config, problems } = resolveConfig(raw, readAllocations(file), [checkFolders]);
  if (!config) throw new ConfigError(file, problems);
  const loaded = { ...config, images: { record: readImageRecord(file), choice } };
  return { ...loaded, warnings: configWarnings(loaded, raw) };
}

/**
 * Reads a config file without checking what it says.
 *
 * @param file as for {@link loadConfig}
 * @throws ConfigError where it cannot be read
 */
export function readConfig(file: string): unknown {
  if (!existsSync(resolve(file))) {
    throw unreadable(file, "no such file; create it, or name another with HTTP_API_CONFIG");
  }
  if (statSync(resolve(file)).isDirectory())
    throw unreadable(file, "it is a folder; name the config file with HTTP_API_CONFIG");
  switch (extname(file)) {
    case ".json":
      return parseJson(file);
    case ".ts":
      return loadModule(file);
    default:
      throw unreadable(file, "its name must end in .ts or .json; name the config file with HTTP_API_CONFIG");
  }
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(file), "utf8")) as unknown;
  } catch (error) {
    throw unreadable(file, reason(error));
  }
}

function loadModule(file: string): unknown {
  let loaded: { default?: unknown };
  try {
    // The runner of the app (tsx, jest) has set up `require` to read TypeScript.
    loaded = createRequire(__filename)(resolve(file)) as { default?: unknown };
  } catch (error) {
    throw unreadable(file, reason(error));
  }
  if (loaded.default === undefined) {
    throw unreadable(file, "it has no default export; write `export default defineConfig({ … })`");
  }
  if (isObject(loaded.default) && typeof loaded.default.then === "function") {
    throw unreadable(file, "its default export is a promise; export the config itself");
  }
  return loaded.default;
}

function unreadable(file: string, why: string): ConfigError {
  return new ConfigError(file, [{ path: [], message: `cannot be read: ${why}` }]);
}

function reason(error: unknown): string {
  // Anything can be thrown, and jest's errors are from another realm.
  const message = isObject(error) && typeof error.message === "string" ? error.message : `threw ${quote(error)}`;
  const [missing] = /^Cannot find module '[^']*'/.exec(message) ?? [];
  if (missing !== undefined) return `${missing}; install it, or move the config to where it is found: into the project`;
  const lines = message.split("\n");
  // The transformer's first line counts the errors; the lines after it name them, with file and line.
  return lines.find((line) => line.includes(": ERROR: ")) ?? lines[0] ?? "";
}
