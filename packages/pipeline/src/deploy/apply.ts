import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import { beyondApproved, reviewEnvironment } from "@private-http-api/review";
import { type Changes, Terraform } from "@private-http-api/terraform-folders";
import type { StackFile } from "@private-http-api/terraform-json";
import { APPROVED_PLAN, type ApprovedPlan, planObject, readApprovedPlan } from "./approved-plan";
import { deployedEnvironment } from "./deployed-environment";
import { PlanStore, writeBytes } from "./plan-store";
import { deploySummary, type DeployedStack } from "./summary";
import type { Surroundings } from "./surroundings";

export interface ApplyOptions extends Surroundings {
  readonly environment: string;
  readonly commit: string;
  /** Digest of the approved plan. */
  readonly approved: string;
  /** Folder that gets `summary.md` and `outputs.json`. */
  readonly out: string;
}

/**
 * Applies what was approved: exactly the stored plans, in order. A stack that reads a changed stack could not be planned
 * before: it is planned now, and applied only if it does nothing beyond the approved review.
 *
 * @returns one line per stack
 */
export async function applyEnvironment(options: ApplyOptions): Promise<readonly string[]> {
  const environment = deployedEnvironment(options.outdir, options.environment);
  const store = new PlanStore(environment);
  const approved = readApprovedPlan(
    await store.get(APPROVED_PLAN, options.approved),
    options.environment,
    options.commit,
  );
  mkdirSync(options.out, { recursive: true });
  const planFolder = mkdtempSync(join(tmpdir(), "plans-"));
  const done: DeployedStack[] = [];
  try {
    for (const stack of environment.stacks) {
      const file = join(planFolder, planObject(stack.name));
      const digest = approved.plans[stack.name];
      if (digest === undefined) await planWithin(approved, stack, planFolder, options);
      else writeBytes(file, await store.get(planObject(stack.name), digest));
      done.push({ stack: stack.name, ...(await applyPlan(stack, file, options)) });
    }
    // All of them are applied and no longer needed; a failed run keeps them for the investigation.
    await store.remove([...Object.keys(approved.plans).map(planObject), APPROVED_PLAN]);
  } finally {
    rmSync(planFolder, { recursive: true, force: true });
    writeFileSync(join(options.out, "summary.md"), deploySummary(environment, done));
    writeFileSync(join(options.out, "outputs.json"), JSON.stringify(done.at(-1)?.outputs ?? {}, null, 2));
  }
  return done.map(({ stack, changes }) => `${stack}: ${textOf(changes)}`);
}

/** @throws UserError when the plan does something that was not approved */
async function planWithin(
  approved: ApprovedPlan,
  { name }: StackFile,
  planFolder: string,
  options: ApplyOptions,
): Promise<void> {
  const { review } = await reviewEnvironment({ ...options, only: name, planFolder });
  const beyond = beyondApproved(approved.review, review);
  if (beyond.length === 0) return;
  throw new UserError(
    ...beyond.map((line) => `${line}: not approved`),
    `${name}: not applied, but the stacks before it are; run the whole workflow again, which plans what is left and asks for approval again`,
  );
}

async function applyPlan(stack: StackFile, planFile: string, options: ApplyOptions) {
  const terraform = new Terraform({
    env: { ...options.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    folder: stack.folder,
    logFile: join(options.outdir, "apply.log"),
    signal: options.signal,
    progress: (line) => {
      options.progress(`${stack.name}: ${line}`);
    },
  });
  try {
    await terraform.init();
    const changes = await terraform.apply(planFile);
    const outputs = Object.entries(await terraform.outputs()).filter(([, { sensitive }]) => !sensitive);
    return { changes, outputs: Object.fromEntries(outputs.map(([name, { value }]) => [name, value])) };
  } catch (error) {
    throw new UserError(`${stack.name}: ${failureOf(messageOf(error))}`);
  }
}

function failureOf(message: string): string {
  if (/Saved plan is stale/.test(message)) {
    return "its state has changed since it was planned; run the whole workflow again, which plans again";
  }
  return message.replaceAll(/\s+/g, " ");
}

function textOf({ added, changed, destroyed }: Changes): string {
  return `${added} added, ${changed} changed, ${destroyed} destroyed`;
}
