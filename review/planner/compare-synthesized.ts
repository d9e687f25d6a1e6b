import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stackPlanOfSynthesized } from "../plan/from-synthesized";
import type { StackPlan } from "../plan/stack-plan";
import { checkOutRevision } from "./git-revision";
import { environmentsOf, readSynthesis, stacksOf, type Synthesis } from "./synthesis";
import { synthesize } from "./synthesize";

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
  readonly after: Synthesis;
}

/** Compares what the project synthesizes now with what a git revision of it does: no Terraform, no credentials. */
export const compareSynthesized = async (props: CompareSynthesizedProps): Promise<ComparedSynthesis> => {
  const { project, environment, revision, env, signal } = props;
  const scratch = mkdtempSync(path.join(tmpdir(), "review-"));
  try {
    const later = path.join(scratch, "after");
    await synthesize({ project, outdir: later, env, signal });
    const after = readSynthesis(later);
    const wanted = stacksOf(after, environment).map(({ name }) => name);
    const checkedOut = await checkOutRevision({ project, revision, env, signal });
    try {
      const earlier = path.join(scratch, "before");
      await synthesize({ project: checkedOut.folder, outdir: earlier, env, signal });
      const before = readSynthesis(earlier);
      const were = environmentsOf(before).includes(environment)
        ? stacksOf(before, environment).map(({ name }) => name)
        : [];
      const names = [...new Set([...wanted, ...were])];
      return { plans: names.map((name) => stackPlanOfSynthesized(name, before.app, after.app)), after };
    } finally {
      checkedOut.remove();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
