import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formatProblem, resolveConfig } from "@private-http-api/http-api";
import { readSynthesis, stacksOf, SynthesizedApp as ReadApp } from "@private-http-api/terraform-json";
import { SynthesizedApp, type TerraformProject } from "@private-http-api/test-support";
import { Redactor } from "../../src/plan/redact";
import type { StackPlan } from "../../src/plan/stack-plan";
import { EnvironmentPlanner } from "../../src/planner/plan-environment";
import { type LifecycleRow, rowOf } from "./rows";
import { ENVIRONMENT, type RawConfig, type Setting } from "./settings";

/** What each change of the deployed environment would do, planned against its state. */
export class LifecycleMatrix {
  private readonly base: ReadonlyMap<string, string>;

  /** @param project where `deployed` is deployed */
  constructor(
    private readonly project: TerraformProject,
    private readonly deployed: RawConfig,
  ) {
    const app = new SynthesizedApp(deployed, { project: project.folder }).prepare();
    this.base = new Map(app.ids.map((id) => [id, app.text(id)]));
  }

  /** Plans all, two at a time: Terraform is one process each. */
  async rows(settings: readonly Setting[]): Promise<readonly LifecycleRow[]> {
    const rows = new Map<Setting, LifecycleRow>();
    const waiting = settings.entries();
    const workers = [0, 1].map(async () => {
      for (const [index, setting] of waiting) rows.set(setting, await this.row(setting, index));
    });
    await Promise.all(workers);
    return settings.flatMap((setting) => rows.get(setting) ?? []);
  }

  private async row(setting: Setting, index: number): Promise<LifecycleRow> {
    const raw = setting.change(this.deployed);
    const refused = { setting: setting.name, how: "refused" as const, newTasks: false, interruption: "none" };
    const { problems } = resolveConfig(raw);
    if (problems.length > 0) return { ...refused, what: problems.map(formatProblem).join("; ") };
    const outdir = path.join(this.project.folder, `lifecycle-${String(index)}`);
    try {
      const app = new SynthesizedApp(raw, { project: this.project.folder }).prepare();
      const gone = await this.goneStacks(app);
      return rowOf(setting.name, gone, await this.plans(app, outdir, setting.isRead ?? false));
    } catch (error) {
      return { ...refused, what: (error as Error).message };
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  /** Plans of the stacks that the config no longer has: they are destroyed before its lines go. */
  private goneStacks(app: SynthesizedApp): Promise<readonly StackPlan[]> {
    const gone = [...this.base.keys()].filter((id) => !app.ids.includes(id));
    return this.planner(path.join(this.project.folder, "cdktf.out"), gone, `${FROM_STATE} -destroy`).plan();
  }

  /** Plans of the stacks whose JSON differs from what is deployed. */
  private async plans(app: SynthesizedApp, outdir: string, isRead: boolean): Promise<readonly StackPlan[]> {
    const deployed = path.join(this.project.folder, "cdktf.out");
    const stacks: Record<string, unknown> = {};
    for (const id of app.ids) {
      const workingDirectory = path.join("stacks", id);
      const folder = path.join(outdir, workingDirectory);
      const synthesizedStackPath = path.join(workingDirectory, "cdk.tf.json");
      stacks[id] = { workingDirectory, synthesizedStackPath, dependencies: app.dependenciesOf(id) };
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "cdk.tf.json"), app.text(id));
      const lock = path.join(deployed, workingDirectory, ".terraform.lock.hcl");
      if (existsSync(lock)) copyFileSync(lock, path.join(folder, ".terraform.lock.hcl"));
      const providers = path.join(deployed, workingDirectory, ".terraform");
      if (existsSync(providers)) symlinkSync(providers, path.join(folder, ".terraform"));
    }
    writeFileSync(path.join(outdir, "manifest.json"), JSON.stringify({ stacks }));
    const changed = app.ids.filter((id) => this.base.get(id) !== app.text(id));
    return this.planner(outdir, changed, isRead ? "-lock=false" : FROM_STATE).plan();
  }

  private planner(outdir: string, stacks: readonly string[], options: string): EnvironmentPlanner {
    const all = readSynthesis(outdir);
    return new EnvironmentPlanner({
      app: new ReadApp(all),
      stacks: stacksOf(all, ENVIRONMENT).filter(({ name }) => stacks.includes(name)),
      env: { ...this.project.env, TF_CLI_ARGS_plan: options },
      signal: new AbortController().signal,
      redactor: new Redactor(),
      progress: () => undefined,
    });
  }
}

/** What is deployed is what was applied a moment ago: nothing has to be asked again. */
const FROM_STATE = "-refresh=false -lock=false";
