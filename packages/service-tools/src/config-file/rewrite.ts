import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { UserError } from "@private-http-api/cli-kit";
import { ConfigError, formatProblem, readConfig, resolveConfig } from "@private-http-api/http-api/config";
import { besides } from "../file-steps";
import type { Format } from "../format";
import { ConfigSource } from "./config-source";

/** A config as written in its file, as far as services are concerned. */
export interface RawConfig {
  readonly services: Readonly<Record<string, RawService>>;
  readonly environments: Readonly<Record<string, RawEnvironment>>;
}

export interface RawEnvironment {
  readonly protect?: boolean;
  readonly services?: Readonly<Record<string, unknown>>;
  readonly api?: { readonly authorizers?: Readonly<Record<string, unknown>> };
}

export interface RawService {
  readonly path: string;
  readonly authorization?: unknown;
  readonly image: { readonly build?: string };
}

/**
 * Reads a config that is valid.
 * @param file as the user named it, relative to the project's folder
 * @throws UserError with what is wrong with it
 */
export function readValid(project: string, file: string): RawConfig {
  try {
    const raw = readConfig(resolve(project, file));
    refuse(raw, `${file}: `);
    return raw as RawConfig;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UserError(...error.problems.map((problem) => `${file}: ${formatProblem(problem)}`));
  }
}

/** Throws a UserError with the first problem of a config, if it has any. */
export function refuse(raw: unknown, prefix: string): void {
  const [problem] = resolveConfig(raw).problems;
  if (problem !== undefined) throw new UserError(`${prefix}${formatProblem(problem)}`);
}

/**
 * The config's text after the edits, which must then mean exactly `expected`; formatted if it was before.
 * @param edits applied in order, each to the text that the previous one left
 */
export async function rewritten(
  project: string,
  file: string,
  edits: readonly ((source: ConfigSource) => string)[],
  expected: unknown,
  format: Format,
): Promise<string> {
  const path = resolve(project, file);
  const before = readFileSync(path, "utf8");
  const edited = edits.reduce((text, edit) => edit(new ConfigSource(file, text)), before);
  const after = (await format(path, before)) === before ? await format(path, edited) : edited;
  if (!isDeepStrictEqual(plain(readText(path, after)), plain(expected))) {
    throw new UserError(`${file}: its services are computed or overridden and cannot be edited; change it by hand`);
  }
  return after;
}

/** The config that a file with this text would have. */
function readText(path: string, text: string): unknown {
  const copy = besides(path);
  writeFileSync(copy, text);
  try {
    return readConfig(copy);
  } finally {
    rmSync(copy);
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
