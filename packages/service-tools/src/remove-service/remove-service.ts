import { existsSync, lstatSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import type { ConfigSource } from "../config-file/config-source";
import { withoutProperty } from "../config-file/edit";
import { type RawConfig, readValid, refuse, rewritten } from "../config-file/rewrite";
import type { Format } from "../format";
import { removeFolder, replaceText } from "../file-steps";
import { removeWorkspace } from "../lockfile";
import { makeAll } from "../steps";

export interface RemoveServiceProps {
  /** The project's folder. */
  readonly project: string;
  /** The config file, relative to it. */
  readonly configFile: string;
  readonly name: string;
  readonly format: Format;
}

/**
 * Removes a service from the config, including the environments' overrides, and deletes its folder in services/ and its
 * entry in package-lock.json.
 * @returns what was done, one line each
 * @throws UserError of one line; then nothing has changed
 */
export async function removeService({ project, configFile, name, format }: RemoveServiceProps): Promise<string[]> {
  const raw = readValid(project, configFile);
  if (!Object.hasOwn(raw.services, name)) {
    throw new UserError(`no service ${name}: ${configFile} has ${Object.keys(raw.services).join(", ")}`);
  }
  const overriding = Object.keys(raw.environments).filter((key) =>
    Object.hasOwn(raw.environments[key]?.services ?? {}, name),
  );
  const expected = without(raw, name);
  refuse(expected, `${name} cannot be removed: `);
  const config = await rewritten(
    project,
    configFile,
    [
      (source) => removed(source, ["services"], name),
      ...overriding.map((environment) => (source: ConfigSource) => {
        const isOnly = Object.keys(raw.environments[environment]?.services ?? {}).length === 1;
        const at = ["environments", environment];
        return isOnly ? removed(source, at, "services") : removed(source, [...at, "services"], name);
      }),
    ],
    expected,
    format,
  );
  const folder = folderToDelete(project, raw, name);
  const lock = folder === undefined ? [] : removeWorkspace(project, folder);
  makeAll([
    replaceText(resolve(project, configFile), config),
    ...lock,
    ...(folder === undefined ? [] : [removeFolder(join(project, folder))]),
  ]);
  if (folder !== undefined) unlink(project, folder);
  return [
    `${configFile}: ${name} removed`,
    ...(lock.length > 0 ? [`package-lock.json: ${String(folder)} removed`] : []),
    folderLine(raw, name, folder),
  ];
}

function without({ services, environments, ...rest }: RawConfig, name: string): unknown {
  return {
    ...rest,
    services: omit(services, name),
    environments: Object.fromEntries(
      Object.entries(environments).map(([key, environment]) => {
        const { services: overrides } = environment;
        if (overrides === undefined || !Object.hasOwn(overrides, name)) return [key, environment];
        const others = omit(overrides, name);
        return [
          key,
          Object.keys(others).length === 0 ? omit(environment, "services") : { ...environment, services: others },
        ];
      }),
    ),
  };
}

function omit(record: object, key: string): object {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

function removed(source: ConfigSource, keys: readonly string[], name: string): string {
  const object = source.objectAt(...keys);
  if (object === undefined)
    throw new UserError(`${source.file}: ${keys.join(".")} is not in the file; change it by hand`);
  return withoutProperty(source, object, name);
}

/** The folder that the image is built from, if it is in services/ and no other service of the config uses it. */
function folderToDelete(project: string, { services }: RawConfig, name: string): string | undefined {
  const build = services[name]?.image.build;
  if (build === undefined) return undefined;
  const path = relative(project, resolve(project, build)).split(sep).join("/");
  if (!/^services\/[^/]+$/.test(path) || !existsSync(join(project, path))) return undefined;
  const others = Object.entries(services).flatMap(([other, { image }]) =>
    other === name || image.build === undefined ? [] : [relative(project, resolve(project, image.build))],
  );
  return others.some((other) => other === path || other.startsWith(`${path}/`)) ? undefined : path;
}

function folderLine({ services }: RawConfig, name: string, folder: string | undefined): string {
  if (folder !== undefined) return `${folder}: deleted`;
  const { build } = services[name]?.image ?? {};
  return build === undefined
    ? `${name}: its image was built elsewhere; no folder to delete`
    : `${build}: kept; another service uses it, or it is not in services/`;
}

/** Removes npm's link to the removed workspace; `npm ci` would do so too. */
function unlink(project: string, folder: string): void {
  const modules = join(project, "node_modules");
  if (!existsSync(modules)) return;
  const paths = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
  );
  for (const path of paths.map((inner) => join(modules, inner))) {
    const isLink = lstatSync(path).isSymbolicLink();
    if (isLink && resolve(dirname(path), readlinkSync(path)) === join(project, folder)) rmSync(path);
  }
}
