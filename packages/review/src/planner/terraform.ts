import { tryRun, type RunResult } from "@private-http-api/cli-kit";
import { parsePlan, type Plan } from "@private-http-api/terraform-json";
import { messageOf, ReviewError } from "../errors";
import { terraformFailure } from "./terraform-failure";

export interface TerraformProps {
  readonly stack: string;
  /** The stack's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Terraform in one stack's folder: it plans and shows, and never applies or writes a state. */
export class Terraform {
  constructor(private readonly props: TerraformProps) {}

  /** Prepares the folder; false where the bucket of the state does not exist. */
  async init(): Promise<boolean> {
    const result = await this.run(["init", "-input=false", "-no-color"]);
    if (result.exitCode === 0) return true;
    const output = `${result.stdout}\n${result.stderr}`;
    if (/S3 bucket "[^"]*" does not exist|NoSuchBucket/.test(output)) return false;
    throw terraformFailure(this.props.stack, "init", output);
  }

  /** Plans into `planFile` and hands back what it says. */
  async plan(planFile: string): Promise<Plan> {
    const planned = await this.run(["plan", "-input=false", "-no-color", "-compact-warnings", `-out=${planFile}`]);
    if (planned.exitCode !== 0)
      throw terraformFailure(this.props.stack, "plan", `${planned.stdout}\n${planned.stderr}`);
    const shown = await this.run(["show", "-json", "-no-color", planFile]);
    if (shown.exitCode !== 0) throw terraformFailure(this.props.stack, "show", `${shown.stdout}\n${shown.stderr}`);
    return parsePlan(shown.stdout, `${this.props.stack}: the plan`);
  }

  private async run(args: readonly string[]): Promise<RunResult> {
    const { folder, env, signal, stack } = this.props;
    let result: RunResult;
    try {
      result = await tryRun("terraform", args, {
        cwd: folder,
        env: { ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
        signal,
      });
    } catch (thrown) {
      if (signal.aborted) throw new ReviewError("interrupted; nothing was changed");
      throw new ReviewError(
        `${stack}: terraform cannot be started (${messageOf(thrown)}); install Terraform 1.10 or newer`,
      );
    }
    if (signal.aborted) throw new ReviewError("interrupted; nothing was changed");
    return result;
  }
}
