import path from "node:path";
import { outdirIn, synthesize } from "@private-http-api/cli-kit";
import { configFileIn, loadConfig, nearLimits, quotaLedger } from "@private-http-api/http-api/config";
import { readSynthesis, regionOf, stacksOf, SynthesizedApp } from "@private-http-api/terraform-json";
import { type ComparedSynthesis, compareStacks, compareSynthesized } from "./planner/compare-synthesized";
import { EnvironmentPlanner } from "./planner/plan-environment";
import { DEFAULT_ASSUMPTIONS } from "./prices/assumptions";
import type { PlanChoice, Reviewed, Surroundings } from "./sources";

/**
 * Fresh plans of every stack of an environment.
 * @param synth whether the project is synthesized first; else its JSON is planned as it is
 */
export async function fromEnvironment(
  environment: string,
  synth: boolean,
  surroundings: Surroundings,
  { only, planFolder }: PlanChoice = {},
): Promise<Reviewed & { readonly kept: readonly string[] }> {
  const { project, env, signal } = surroundings;
  const outdir = outdirIn(project, env);
  if (synth) await synthesize({ project, outdir, env, signal });
  const all = readSynthesis(outdir);
  const app = new SynthesizedApp(all);
  const stacks = stacksOf(all, environment).filter(({ name }) => only === undefined || name === only);
  const planner = new EnvironmentPlanner({ ...surroundings, app, stacks, planFolder });
  const plans = await planner.plan();
  const first = app.get(`${environment}-http-api`);
  return {
    subject: environment,
    basis: "plan",
    plans,
    kept: planner.kept,
    region: first && regionOf(first),
    ...ofConfig(environment, surroundings),
  };
}

/** What the project synthesizes now, against a git revision of it. */
export async function fromRevision(
  environment: string,
  revision: string,
  surroundings: Surroundings,
): Promise<Reviewed> {
  const compared = await compareSynthesized({ ...surroundings, environment, revision });
  return reviewedComparison(environment, revision, compared, surroundings);
}

/** What was synthesized, against what was synthesized into another folder. */
export function fromFolders(environment: string, folder: string, surroundings: Surroundings): Reviewed {
  const { project, env } = surroundings;
  const [before, after] = [path.resolve(folder), outdirIn(project, env)].map(readSynthesis) as [Stacks, Stacks];
  return reviewedComparison(environment, folder, compareStacks(environment, before, after), surroundings);
}

type Stacks = ReturnType<typeof readSynthesis>;

function reviewedComparison(
  environment: string,
  other: string,
  { plans, after }: ComparedSynthesis,
  surroundings: Surroundings,
): Reviewed {
  const first = after.get(`${environment}-http-api`);
  return {
    subject: `${environment} against ${other}`,
    basis: "synthesized",
    plans,
    region: first && regionOf(first),
    ...ofConfig(environment, surroundings),
  };
}

/** What the synthesized stacks do not say, of the config that they were made from. */
function ofConfig(environment: string, { project, env }: Surroundings): Pick<Reviewed, "traffic" | "quotas"> {
  const { environments } = loadConfig(path.resolve(project, configFileIn(env)));
  const found = environments.find(({ name }) => name === environment);
  if (!found) return { traffic: DEFAULT_ASSUMPTIONS };
  return { traffic: found.traffic, quotas: nearLimits(quotaLedger(found, environments)) };
}
