import { existsSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import {
  environmentsOf,
  readSynthesis,
  type StackFile,
  stacksOf,
  SynthesizedApp,
} from "@private-http-api/terraform-json";
import { synthesize } from "@private-http-api/cli-kit";
import { messageOf, ReviewError } from "../errors";
import { stackPlanOfSynthesized } from "../plan/from-synthesized";
import type { StackPlan } from "../plan/stack-plan";
import { checkOutRevision } from "./git-revision";

export interface CompareSynthesizedProps {
  readonly project: string;
  readonly environment: string;
  /** Git revision to compare with. */
  readonly revision: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

export interface ComparedSynthesis {
  readonly plans: readonly StackPlan[];
  readonly after: SynthesizedApp;
}

/** Compares what the project synthesizes now with what a git revision of it does: no Terraform, no credentials. */
export async function compareSynthesized(props: CompareSynthesizedProps): Promise<ComparedSynthesis> {
  const { project, environment, revision, signal } = props;
  const checkedOut = await checkOutRevision(props);
  try {
    const env = withConfigOfRevision(props, checkedOut.repository);
    const after = await synthesizeInside(project, env, signal);
    // An environment that does not exist is refused before the other version is synthesized.
    stacksOf(after, environment);
    const before = await synthesizeInside(checkedOut.folder, env, signal).catch((thrown: unknown) => {
      throw new ReviewError(`${revision} cannot be synthesized: ${messageOf(thrown)}`);
    });
    return compareStacks(environment, before, after);
  } finally {
    checkedOut.remove();
  }
}

/** Compares two syntheses of an environment. */
export function compareStacks(
  environment: string,
  before: readonly StackFile[],
  after: readonly StackFile[],
): ComparedSynthesis {
  const wanted = stacksOf(after, environment).map(({ name }) => name);
  const known = environmentsOf(before).includes(environment);
  const were = known ? stacksOf(before, environment).map(({ name }) => name) : [];
  const names = [...new Set([...wanted, ...were])];
  const [earlier, later] = [new SynthesizedApp(before), new SynthesizedApp(after)];
  return { plans: names.map((name) => stackPlanOfSynthesized(name, earlier, later)), after: later };
}

/**
 * The environment with the config's path as it is from the project, so that each version reads its own: a whole path
 * would have both read today's.
 */
function withConfigOfRevision(props: CompareSynthesizedProps, repository: string): NodeJS.ProcessEnv {
  const { project, env, revision } = props;
  const given = env["HTTP_API_CONFIG"] ?? "";
  if (given === "") return env;
  // Links in a folder's path would lead out of it, or seem to.
  const file = path.resolve(project, given);
  const folder = path.dirname(file);
  const place = path.join(existsSync(folder) ? realpathSync(folder) : folder, path.basename(file));
  if (/^\.\.(\/|$)/.test(path.relative(realpathSync(repository), place))) {
    throw new ReviewError(
      `HTTP_API_CONFIG: ${given} is outside the repository ${repository}, which has no earlier version of it for ` +
        `${revision}; name a file of the repository, or review without --synth-only`,
    );
  }
  return { ...env, HTTP_API_CONFIG: path.relative(realpathSync(project), place) };
}

/**
 * Synthesizes into a folder of the project that is removed at once, another one for every review that runs. It has to
 * have the same place in both versions: stacks name build contexts and local states by their path from there.
 */
async function synthesizeInside(
  project: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly StackFile[]> {
  const outdir = path.join(project, "cdktf.out", `.review-${process.pid}`);
  mkdirSync(outdir, { recursive: true });
  try {
    await synthesize({ project, outdir, env, signal });
    return readSynthesis(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
