import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { type RunResult, tryRun } from "./process/run";
import { messageOf, UserError } from "./user-error";

/** Bundles a project's services as `npm run bundle` does, if the project has the package for it. */
export async function bundle(project: string): Promise<void> {
  const script = bundlerOf(project);
  if (script === undefined) return;
  const result = await tryRun(process.execPath, [script], { cwd: project, env: process.env });
  if (result.exitCode !== 0) throw new UserError(...failure(result, `node ${script}`));
}

function bundlerOf(project: string): string | undefined {
  try {
    return createRequire(join(project, "package.json")).resolve("@private-http-api/service-tools");
  } catch {
    return undefined;
  }
}

/** What CDKTF's variable `CDKTF_OUTDIR` says, else its default; an empty one counts as unset. */
export function outdirNamedIn(env: NodeJS.ProcessEnv): string {
  const { CDKTF_OUTDIR: outdir = "" } = env;
  return outdir === "" ? "cdktf.out" : outdir;
}

/** Where the synth writes to: the folder that {@link outdirNamedIn} says, in the project. */
export function outdirIn(project: string, env: NodeJS.ProcessEnv): string {
  return resolve(project, outdirNamedIn(env));
}

export interface SynthesizeProps {
  /** Folder that contains cdktf.json. */
  readonly project: string;
  /** Folder to write to. @default CDKTF's output folder in this environment */
  readonly outdir?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the synthesis when aborted. @default it runs to completion */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the app that cdktf.json names, as `cdktf synth` does; an invalid config is reported in the app's own lines. Its
 * warnings go to standard error, each once per process.
 */
export async function synthesize({ project, env, signal, ...props }: SynthesizeProps): Promise<void> {
  const outdir = props.outdir ?? outdirIn(project, env);
  const command = appOf(project);
  const path = [join(project, "node_modules", ".bin"), env["PATH"] ?? ""].join(delimiter);
  const result = await tryRun("sh", ["-c", command], {
    cwd: project,
    env: { ...env, PATH: path, CDKTF_OUTDIR: outdir },
    signal,
  });
  if (signal?.aborted === true) throw new UserError("interrupted; nothing was changed");
  if (result.exitCode !== 0) throw new UserError(...failure(result, command));
  for (const warning of warningsIn(outdir).filter((each) => !shownWarnings.has(each))) {
    shownWarnings.add(warning);
    process.stderr.write(`warning: ${warning}\n`);
  }
}

const shownWarnings = new Set<string>();

/** The part of CDKTF's manifest that contains warnings. */
interface Manifest {
  readonly stacks?: Readonly<Record<string, { readonly annotations?: readonly Annotation[] }>>;
}

interface Annotation {
  readonly level: string;
  readonly message: string;
}

/** The app's annotations on its stacks; none if another program wrote the folder. */
function warningsIn(outdir: string): readonly string[] {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  } catch {
    return [];
  }
  return Object.values(manifest.stacks ?? {})
    .flatMap(({ annotations = [] }) => annotations)
    .filter(({ level }) => level === "@cdktf/warn")
    .map(({ message }) => message);
}

function appOf(project: string): string {
  const file = join(project, "cdktf.json");
  let app: unknown;
  try {
    ({ app } = JSON.parse(readFileSync(file, "utf8")) as { readonly app?: unknown });
  } catch (error) {
    throw new UserError(`${file}: cannot be read (${messageOf(error)}); run this in the project's folder`);
  }
  if (typeof app !== "string")
    throw new UserError(`${file}: has no "app" to synthesize with; run this in the project's folder`);
  return app;
}

/** The app reports problems one per line; for a crash, the line that names the error is enough. */
function failure({ stdout, stderr, exitCode }: RunResult, command: string): readonly string[] {
  const lines = (stderr.trim() === "" ? stdout : stderr).split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return [`\`${command}\` ended with exit code ${exitCode} and no output`];
  if (!lines.some((line) => /^\s+at /.test(line))) return lines;
  const crash = lines.find((line) => /^\w*Error\b.*: /.test(line));
  return [`\`${command}\` failed: ${crash ?? lines[0] ?? ""}`];
}
