import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { objectOf, type Plan, type StackFolder, type SynthesizedApp, textOf } from "@private-http-api/terraform-json";
import { stackPlanOf } from "../plan/from-plan";
import type { Redactor } from "../plan/redact";
import type { StackPlan } from "../plan/stack-plan";
import { Terraform } from "./terraform";
import { isReviewsOwn, ThrowAwayCopy } from "./throw-away-copy";

export interface PlanEnvironmentProps {
  readonly app: SynthesizedApp;
  /** The environment's stacks, each after those it reads; the one that holds the state's bucket first. */
  readonly stacks: readonly StackFolder[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  readonly progress: (line: string) => void;
  /** Folder that keeps the plans which can be applied, `<stack>.tfplan`. @default none is kept */
  readonly planFolder?: string | undefined;
}

/** Plans every stack of an environment, one after the other, and removes whatever it wrote on the way. */
export class EnvironmentPlanner {
  /** What Terraform said, by stack. */
  readonly plans = new Map<string, Plan>();
  /** Stacks whose plan is kept. One that was planned against planned outputs is a picture, and nothing to apply. */
  readonly kept: string[] = [];
  private readonly scratch = mkdtempSync(path.join(tmpdir(), "review-"));
  private bucketMissing = false;

  constructor(private readonly props: PlanEnvironmentProps) {}

  async plan(): Promise<readonly StackPlan[]> {
    try {
      const [bootstrap, rest] = this.split();
      const planned: StackPlan[] = [];
      for (const stack of rest) planned.push(await this.planStack(stack));
      const bucket: StackPlan[] = [];
      for (const stack of bootstrap) {
        // Its state is a file of whoever deployed it: elsewhere it would look as if the bucket were to be made again.
        if (this.bucketMissing || hasLocalState(this.props.app, stack)) bucket.push(await this.planStack(stack));
        else this.props.progress(`${stack.name}: left out, its state file is not on this machine`);
      }
      return [...bucket, ...planned];
    } finally {
      rmSync(this.scratch, { recursive: true, force: true });
    }
  }

  /** The state's own stack, and the others. */
  private split(): readonly [readonly StackFolder[], readonly StackFolder[]] {
    function isBootstrap({ name }: StackFolder): boolean {
      return name.startsWith("state-");
    }
    return [this.props.stacks.filter(isBootstrap), this.props.stacks.filter((stack) => !isBootstrap(stack))];
  }

  private async planStack(stack: StackFolder): Promise<StackPlan> {
    this.props.progress(`${stack.name}: planning`);
    const usesBucket = textOf(backendOf(this.props.app, stack.name)) === "s3";
    const hasState = !(usesBucket && this.bucketMissing) && (await this.terraform(stack, stack.folder).init());
    if (!hasState) this.bucketMissing = true;
    const producers = this.producersOf(stack.name, hasState);
    const inPlace = hasState && producers.size === 0;
    if (inPlace && this.props.planFolder !== undefined) this.kept.push(stack.name);
    const plan = inPlace
      ? await this.terraform(stack, stack.folder).plan(this.planFile(stack, this.props.planFolder))
      : await this.planCopy(stack, producers, hasState);
    this.plans.set(stack.name, plan);
    return stackPlanOf({
      stack: stack.name,
      plan,
      redactor: this.props.redactor,
      app: this.props.app,
      ignore: isReviewsOwn,
      notes: notesOf(
        hasState,
        [...this.props.app.producersOf(stack.name)].filter(([source]) => producers.has(source)),
      ),
    });
  }

  private async planCopy(stack: StackFolder, producers: ReadonlyMap<string, Plan>, hasState: boolean): Promise<Plan> {
    const synthesized = this.props.app.get(stack.name) ?? { name: stack.name, json: {} };
    const copy = new ThrowAwayCopy({ stack: synthesized, folder: stack.folder, producers, hasState });
    try {
      const terraform = this.terraform(stack, copy.folder);
      if (!hasState) await terraform.init();
      return await terraform.plan(this.planFile(stack));
    } finally {
      copy.remove();
    }
  }

  /** Plans that a stack's remote states have to be read from: those of producers whose outputs are about to change. */
  private producersOf(stack: string, hasState: boolean): ReadonlyMap<string, Plan> {
    const found = new Map<string, Plan>();
    for (const [source, producer] of this.props.app.producersOf(stack)) {
      const plan = this.plans.get(producer);
      if (plan === undefined) continue;
      const changing = Object.values(plan.output_changes ?? {}).some(({ actions }) =>
        actions.some((action) => action !== "no-op"),
      );
      if (changing || !hasState) found.set(source, plan);
    }
    return found;
  }

  private terraform(stack: StackFolder, folder: string): Terraform {
    const { env, signal } = this.props;
    return new Terraform({ stack: stack.name, folder, env, signal });
  }

  private planFile(stack: StackFolder, folder = this.scratch): string {
    return path.join(folder, `${stack.name}.tfplan`);
  }
}

function notesOf(hasState: boolean, producers: readonly (readonly [string, string])[]): readonly string[] {
  return [
    ...(hasState ? [] : ["planned as new: the bucket of its state does not exist yet"]),
    ...producers.map(([, producer]) => `planned against the planned outputs of ${producer}`),
  ];
}

function backendOf(app: SynthesizedApp, stack: string): string | undefined {
  return Object.keys(objectOf(objectOf(app.get(stack)?.json["terraform"])["backend"]))[0];
}

function hasLocalState(app: SynthesizedApp, stack: StackFolder): boolean {
  const backend = objectOf(objectOf(app.get(stack.name)?.json["terraform"])["backend"]);
  const file = textOf(objectOf(backend["local"])["path"]);
  return file !== undefined && existsSync(path.resolve(stack.folder, file));
}
