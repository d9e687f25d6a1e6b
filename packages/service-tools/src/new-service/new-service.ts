import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import { type RawConfig, readValid, refuse, rewritten } from "../config-file/rewrite";
import { withProperty } from "../config-file/edit";
import type { Format } from "../format";
import { besides, moveFolder, replaceText } from "../file-steps";
import { addWorkspace } from "../lockfile";
import { makeAll } from "../steps";
import { type Language, render } from "./template";

/** Who may call a service, as the config writes it. */
type Authorization = string | { readonly authorizer: string };

export interface NewServiceProps {
  /** The project's folder. */
  readonly project: string;
  /** The config file, relative to it. */
  readonly configFile: string;
  readonly name: string;
  readonly path: string;
  readonly language: Language;
  /** `none`, `iam`, or an authorizer. @default that of the config's other services, if the config requires one */
  readonly authorization?: Authorization;
  readonly format: Format;
}

/**
 * Creates a service's folder and adds it to the config, and to package-lock.json if it is an npm workspace.
 * @returns what was done, one line each
 * @throws UserError of one line; then nothing has changed
 */
export async function newService(props: NewServiceProps): Promise<string[]> {
  const { project, configFile, name, path, language, format } = props;
  const raw = readValid(project, configFile);
  refuseTaken(raw, configFile, name, path);
  const relative = `services/${name}`;
  const authorization =
    props.authorization === undefined ? authorizationOf(raw) : { authorization: props.authorization };
  const entry = { path, image: { build: relative }, healthCheck: { path: `${path}/health` }, ...authorization };
  const expected = { ...raw, services: { ...raw.services, [name]: entry } };
  refuse(expected, "");
  const folder = join(project, relative);
  if (existsSync(folder)) throw new UserError(`${relative} exists already; choose another name, or move that folder`);

  const config = await rewritten(
    project,
    configFile,
    [
      (source) => {
        const services = source.objectAt("services");
        if (services === undefined) throw new UserError(`${configFile}: has no services; add them by hand`);
        return withProperty(source, services, name, entry);
      },
    ],
    expected,
    format,
  );
  const made = besides(folder);
  try {
    await render({ language, name, path, folder: made, format });
    const lock = addWorkspaces(project, relative, made);
    makeAll([moveFolder(made, folder), replaceText(resolve(project, configFile), config), ...lock]);
    return [
      `${relative}: a service in ${language} that answers ${path}`,
      `${configFile}: ${name} added${who(authorization)}`,
      ...(lock.length > 0 ? [`package-lock.json: ${relative} added`] : []),
    ];
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function refuseTaken({ services }: RawConfig, configFile: string, name: string, path: string): void {
  if (Object.hasOwn(services, name)) {
    throw new UserError(`${name} is taken: ${configFile} has a service of that name; choose another`);
  }
  const [owner] = Object.entries(services).find(([, service]) => service.path === path) ?? [];
  if (owner !== undefined) throw new UserError(`--path ${path} is taken: ${owner} answers it; choose another`);
}

/**
 * Who may call the service, where the config requires a decision. An API with authorizers: holders of a token. An
 * environment with `protect`: the same as the other services, if they agree; otherwise the config's own error asks for it.
 */
function authorizationOf({ environments, services }: RawConfig): { readonly authorization?: Authorization } {
  const all = Object.values(environments);
  const names = all.map(({ api }) => Object.keys(api?.authorizers ?? {}));
  const common = names[0]?.find((name) => names.every((others) => others.includes(name)));
  if (common !== undefined) return { authorization: { authorizer: common } };
  if (!all.some(({ protect }) => protect === true)) return {};
  const given = new Set(Object.values(services).map(({ authorization }) => authorization));
  const [only] = given;
  return given.size === 1 && typeof only === "string" ? { authorization: only } : {};
}

function addWorkspaces(project: string, relative: string, folder: string) {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return [];
  return addWorkspace(project, relative, JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>);
}

/** Who may call the service, for the output. */
function who({ authorization }: { readonly authorization?: unknown }): string {
  return authorization === undefined ? "" : `, authorization ${JSON.stringify(authorization)}`;
}
