import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formatProblem, resolveConfig } from "@private-http-api/http-api";
import { readSynthesis, stacksOf, SynthesizedApp as ReadApp } from "@private-http-api/terraform-json";
import { SynthesizedApp, type TerraformProject } from "@private-http-api/test-support";
import { Redactor } from "../../src/plan/redact";
import { isChanging, type ResourceChange, type StackPlan } from "../../src/plan/stack-plan";
import { EnvironmentPlanner } from "../../src/planner/plan-environment";
import { reviewPlans, type Review } from "../../src/review";
import { DEPLOYED, ENVIRONMENT, SETTINGS, type Setting } from "./settings";

/** A line of docs/lifecycle.md. */
export interface LifecycleRow {
  readonly setting: string;
  readonly how: "nothing to do" | "in place" | "replaced" | "removed" | "two deploys" | "refused";
  /** Types that are replaced or destroyed, or why it is refused; empty where nothing is. */
  readonly what: string;
  /** ECS starts new tasks beside the old ones. */
  readonly newTasks: boolean;
  /** What clients may notice. */
  readonly interruption: string;
}

/** Resources that are one version each of something that stays: a replacement is an update. */
export const REVISIONS: ReadonlySet<string> = new Set(["aws_ecs_task_definition", "aws_apigatewayv2_deployment"]);

/** What each change of the deployed environment would do, planned against its state. */
export class LifecycleMatrix {
  private readonly base: ReadonlyMap<string, string>;

  /** @param project where {@link DEPLOYED} is deployed */
  constructor(private readonly project: TerraformProject) {
    this.base = textsOf(DEPLOYED, project.folder);
  }

  /** Plans all, two at a time: Terraform is one process each. */
  async rows(settings: readonly Setting[] = SETTINGS): Promise<readonly LifecycleRow[]> {
    const rows = new Map<Setting, LifecycleRow>();
    const waiting = settings.entries();
    const workers = [0, 1].map(async () => {
      for (const [index, setting] of waiting) rows.set(setting, await this.row(setting, index));
    });
    await Promise.all(workers);
    return settings.flatMap((setting) => rows.get(setting) ?? []);
  }

  private async row(setting: Setting, index: number): Promise<LifecycleRow> {
    const raw = setting.change(DEPLOYED);
    const refused = { setting: setting.name, how: "refused" as const, newTasks: false, interruption: "none" };
    const { problems } = resolveConfig(raw);
    if (problems.length > 0) return { ...refused, what: problems.map(formatProblem).join("; ") };
    const outdir = path.join(this.project.folder, `lifecycle-${String(index)}`);
    try {
      const plans = await this.plans(raw, outdir);
      return rowOf(setting.name, plans);
    } catch (error) {
      return { ...refused, what: (error as Error).message };
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  /** Plans of the stacks whose JSON differs from what is deployed. */
  private async plans(raw: unknown, outdir: string): Promise<readonly StackPlan[]> {
    const texts = textsOf(raw, this.project.folder);
    const changed = [...texts].filter(([id, text]) => this.base.get(id) !== text).map(([id]) => id);
    const deployed = path.join(this.project.folder, "cdktf.out");
    for (const [id, text] of texts) {
      const folder = path.join(outdir, "stacks", id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "cdk.tf.json"), text);
      const lock = path.join(deployed, "stacks", id, ".terraform.lock.hcl");
      if (existsSync(lock)) copyFileSync(lock, path.join(folder, ".terraform.lock.hcl"));
      const providers = path.join(deployed, "stacks", id, ".terraform");
      if (existsSync(providers)) symlinkSync(providers, path.join(folder, ".terraform"));
    }
    copyFileSync(path.join(deployed, "manifest.json"), path.join(outdir, "manifest.json"));
    const all = readSynthesis(outdir);
    const planner = new EnvironmentPlanner({
      app: new ReadApp(all),
      stacks: stacksOf(all, ENVIRONMENT).filter(({ name }) => changed.includes(name)),
      // What is deployed is what was applied a moment ago: nothing has to be asked again.
      env: { ...this.project.env, TF_CLI_ARGS_plan: "-refresh=false -lock=false" },
      signal: new AbortController().signal,
      redactor: new Redactor(),
      progress: () => undefined,
    });
    return planner.plan();
  }
}

function textsOf(raw: unknown, project: string): ReadonlyMap<string, string> {
  const app = new SynthesizedApp(raw, { project });
  return new Map(app.ids.map((id) => [id, app.text(id)]));
}

function rowOf(setting: string, plans: readonly StackPlan[]): LifecycleRow {
  const { review } = reviewPlans({ subject: ENVIRONMENT, basis: "plan", plans, redactor: new Redactor() });
  const changes = plans
    .flatMap((plan) => plan.changes)
    .filter(({ mode, action }) => mode === "managed" && isChanging(action));
  const ended = changes.filter(({ type, action }) => ENDS.has(action) && !REVISIONS.has(type));
  return {
    setting,
    how: howOf(changes, ended, review),
    what: withoutParts(ended.map(({ type }) => type)).join(", "),
    newTasks: changes.some((change) => startsTasks(change)),
    interruption: interruptionOf(review),
  };
}

/** Types, each once; a part, `aws_lb_listener`, is not told beside what it belongs to. */
function withoutParts(types: readonly string[]): readonly string[] {
  const all = [...new Set(types)].sort();
  return all.filter((type) => !all.some((other) => type.startsWith(`${other}_`)));
}

/** Actions after which what was there is not there any more. */
const ENDS: ReadonlySet<ResourceChange["action"]> = new Set(["replace", "delete"] as const);

function howOf(
  changes: readonly ResourceChange[],
  ended: readonly ResourceChange[],
  review: Review,
): LifecycleRow["how"] {
  if (changes.length === 0) return "nothing to do";
  const isStep = review.traffic.some(({ attribute, after }) => attribute === "entry" && after.includes("step 1 of 2"));
  const isLink = ended.some(({ type, action }) => type === "aws_apigatewayv2_vpc_link" && action === "replace");
  if (isStep || isLink) return "two deploys";
  if (ended.length === 0) return "in place";
  const isMade = changes.some(({ type, action }) => action === "create" && ended.some((other) => other.type === type));
  return isMade || ended.some(({ action }) => action === "replace") ? "replaced" : "removed";
}

/** A service that changes beyond its number of tasks is rolled out. */
function startsTasks({ type, action, before, after }: ResourceChange): boolean {
  if (type !== "aws_ecs_service") return false;
  if (action !== "update") return action === "replace" || action === "create";
  return ROLLED_OUT.some((key) => textOf(before?.[key]) !== textOf(after?.[key]));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html: what triggers a new deployment. */
const ROLLED_OUT = ["task_definition", "load_balancer", "network_configuration", "capacity_provider_strategy"];

/** A value without what a state leaves out and a plan says: null and 0. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part === null || part === 0 ? undefined : part));
}

/** Dangers that a row has room for. */
const MOST = 3;

/** What the review takes for an interruption of traffic or a loss of data, each once. */
function interruptionOf({ danger }: Review): string {
  const felt = danger.filter(({ level }) => level !== "weakens protection");
  const texts = [
    ...new Set(felt.map(({ address, what, downtime }) => `${address.split(".")[0] ?? ""} ${what}: ${downtime}`)),
  ];
  const rest = texts.length > MOST ? [`${String(texts.length - MOST)} more, which \`npm run review\` lists`] : [];
  return texts.length === 0 ? "none" : [...texts.slice(0, MOST), ...rest].join("; ");
}
