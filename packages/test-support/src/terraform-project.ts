import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LocalCloud, withSettings } from "@private-http-api/emulator";
import { BOOKSTORE } from "./bookstore-folder";
import { copyRepository } from "./copy-repository";
import { run, tryRun, type RunOptions, type RunResult } from "@private-http-api/cli-kit";

/** A planned change: the resource's address and the actions. */
export type PlannedChange = readonly [address: string, actions: string];

/** A copy of this project with the bookstore's services and another config, deployed with the usual cdktf commands. */
export class TerraformProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "project-"));
  readonly env: NodeJS.ProcessEnv;
  private readonly configFile = path.join(this.folder, "http-api.config.json");

  private readonly running = new Set<Promise<unknown>>();

  /** @param interrupt stops running commands when aborted; `end` aborts it */
  constructor(
    cloud: Pick<LocalCloud, "settings">,
    config: unknown,
    private readonly interrupt = new AbortController(),
  ) {
    copyRepository(this.folder, { services: path.join(BOOKSTORE, "services") });
    this.env = {
      ...withSettings(process.env, cloud.settings),
      HTTP_API_CONFIG: this.configFile,
      // The plugin cache would copy the AWS provider, 700 MB, from the mirror.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      FORCE_COLOR: "0",
    };
    this.configure(config);
  }

  configure(config: unknown): void {
    writeFileSync(this.configFile, JSON.stringify(config, null, 2));
  }

  /** Runs a cdktf command, e.g. `deploy`, `dev-*`, and returns its output. */
  async cdktf(command: "deploy" | "destroy" | "synth", ...args: readonly string[]): Promise<string> {
    const approved = command === "synth" ? [] : ["--auto-approve", "--skip-provider-lock"];
    const bin = path.join(this.folder, "node_modules/.bin/cdktf");
    return this.track(run(bin, [command, ...args, ...approved], this.options(this.folder)));
  }

  /** Removes an environment's state bucket; everything else must have been destroyed. */
  async removeState(environment: string): Promise<string> {
    return this.command("packages/terraform-folders/src/remove-state/cli.ts", environment, "--yes");
  }

  /** Runs `npm run images` for an environment and returns its output. */
  async images(environment: string): Promise<string> {
    return this.command("packages/deployment/src/images/cli.ts", environment);
  }

  /** Runs `npm run preflight` for an environment. */
  async preflight(environment: string, env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
    const script = path.join(this.folder, "packages/deployment/src/preflight/cli.ts");
    const options = { ...this.options(this.folder), env: { ...this.env, ...env } };
    return this.track(tryRun(process.execPath, ["--require", "tsx/cjs", script, environment], options));
  }

  /** Runs a shell command in the project's folder, with the settings of its cloud and the commands of node_modules. */
  async shell(line: string): Promise<RunResult> {
    const options = this.options(this.folder);
    const bin = path.join(this.folder, "node_modules/.bin");
    const env = { ...options.env, PATH: `${bin}${path.delimiter}${String(options.env["PATH"])}` };
    return this.track(tryRun("bash", ["-euo", "pipefail", "-c", line], { ...options, env }));
  }

  stackFolder(stack: string): string {
    return path.join(this.folder, "cdktf.out/stacks", stack);
  }

  /** Runs Terraform in a stack's folder, which `cdktf deploy` has initialized. */
  async terraform(stack: string, ...args: readonly string[]): Promise<RunResult> {
    return this.track(tryRun("terraform", args, this.options(this.stackFolder(stack))));
  }

  /** 0: no changes, 2: changes; the error text if the plan failed. */
  async planExitCode(stack: string): Promise<number | string> {
    const plan = await this.terraform(stack, "plan", "-detailed-exitcode", "-input=false", "-no-color");
    return plan.exitCode === 1 ? plan.stderr : plan.exitCode;
  }

  /** Stacks whose plan has changes or fails, with the plan or the error. */
  async unsettled(stacks: readonly string[]): Promise<Record<string, string>> {
    const plans = await Promise.all(
      stacks.map(async (stack) => {
        const plan = await this.terraform(stack, "plan", "-detailed-exitcode", "-input=false", "-no-color");
        return [stack, plan] as const;
      }),
    );
    return Object.fromEntries(
      plans
        .filter(([, { exitCode }]) => exitCode !== 0)
        .map(([stack, { exitCode, stdout, stderr }]) => [stack, exitCode === 1 ? stderr : changesIn(stdout)]),
    );
  }

  /** The changes in a plan of the synthesized stack. */
  async plannedChanges(stack: string): Promise<PlannedChange[]> {
    const plan = await this.terraform(stack, "plan", "-input=false", "-no-color", "-out=plan.bin");
    if (plan.exitCode !== 0) throw new Error(plan.stderr);
    const shown = await this.terraform(stack, "show", "-json", "plan.bin");
    const { resource_changes: changes = [] } = JSON.parse(shown.stdout) as {
      resource_changes?: { address: string; mode: string; change: { actions: string[] } }[];
    };
    return changes
      .filter(({ mode }) => mode === "managed")
      .map(({ address, change }) => [address, change.actions.join("+")] as const)
      .filter(([, actions]) => actions !== "no-op");
  }

  async output(stack: string, name: string): Promise<string> {
    const { stdout } = await this.terraform(stack, "output", "-raw", name);
    return stdout;
  }

  /** Stops commands that are still running, for example after a test timed out, and removes the folder. */
  async end(): Promise<void> {
    this.interrupt.abort();
    await Promise.allSettled(this.running);
    this.remove();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private command(script: string, ...args: readonly string[]): Promise<string> {
    const node = ["--require", "tsx/cjs", path.join(this.folder, script), ...args];
    return this.track(run(process.execPath, node, this.options(this.folder)));
  }

  private options(cwd: string): RunOptions {
    return { cwd, env: this.env, signal: this.interrupt.signal, sharesTerminal: true };
  }

  private async track<T>(command: Promise<T>): Promise<T> {
    this.running.add(command);
    try {
      return await command;
    } finally {
      this.running.delete(command);
    }
  }
}

/** A plan without the lines about reading that precede it. */
function changesIn(plan: string): string {
  return plan.slice(Math.max(0, plan.indexOf("Terraform will perform")));
}
