import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LocalCloud, withSettings } from "@private-http-api/emulator";
import { BOOKSTORE } from "./bookstore-folder";
import { copyRepository } from "./copy-repository";
import { run, tryRun, type RunOptions, type RunResult } from "@private-http-api/cli-kit";

/** A resource that a plan would make, alter or remove: its address and what would be done to it. */
export type PlannedChange = readonly [address: string, actions: string];

/** A copy of this project with the bookstore's services and a config of its own, whose stacks are deployed with the ordinary cdktf commands. */
export class TerraformProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "project-"));
  readonly env: NodeJS.ProcessEnv;
  private readonly configFile = path.join(this.folder, "http-api.config.json");

  private readonly running = new Set<Promise<unknown>>();

  /** @param interrupt stops what runs when aborted; `end` aborts it */
  constructor(
    cloud: Pick<LocalCloud, "settings">,
    config: unknown,
    private readonly interrupt = new AbortController(),
  ) {
    copyRepository(this.folder, { services: path.join(BOOKSTORE, "services") });
    this.env = {
      ...withSettings(process.env, cloud.settings),
      HTTP_API_CONFIG: this.configFile,
      // Its cache would copy the AWS provider's 700 MB out of the mirror.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      FORCE_COLOR: "0",
    };
    this.configure(config);
  }

  configure(config: unknown): void {
    writeFileSync(this.configFile, JSON.stringify(config, null, 2));
  }

  /** Runs an ordinary cdktf command, e.g. `deploy`, `dev-*`; everything it says. */
  async cdktf(command: "deploy" | "destroy" | "synth", ...args: readonly string[]): Promise<string> {
    const approved = command === "synth" ? [] : ["--auto-approve", "--skip-provider-lock"];
    const bin = path.join(this.folder, "node_modules/.bin/cdktf");
    return this.track(run(bin, [command, ...args, ...approved], this.options(this.folder)));
  }

  /** Takes an environment's state bucket away; everything else has to be destroyed. */
  async removeState(environment: string): Promise<string> {
    return this.command("packages/terraform-folders/src/remove-state/cli.ts", environment, "--yes");
  }

  /** Runs `npm run images` for an environment; what it prints. */
  async images(environment: string): Promise<string> {
    return this.command("packages/deployment/src/images/cli.ts", environment);
  }

  /** Runs `npm run preflight` for an environment. */
  async preflight(environment: string, env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
    const script = path.join(this.folder, "packages/deployment/src/preflight/cli.ts");
    const options = { ...this.options(this.folder), env: { ...this.env, ...env } };
    return this.track(tryRun(process.execPath, ["--require", "tsx/cjs", script, environment], options));
  }

  /** Runs a line of a shell in the project's folder, with its cloud and the commands of its modules. */
  async shell(line: string): Promise<RunResult> {
    const options = this.options(this.folder);
    const bin = path.join(this.folder, "node_modules/.bin");
    const env = { ...options.env, PATH: `${bin}${path.delimiter}${String(options.env["PATH"])}` };
    return this.track(tryRun("bash", ["-euo", "pipefail", "-c", line], { ...options, env }));
  }

  stackFolder(stack: string): string {
    return path.join(this.folder, "cdktf.out/stacks", stack);
  }

  /** Runs Terraform in the folder of a stack that `cdktf deploy` initialized. */
  async terraform(stack: string, ...args: readonly string[]): Promise<RunResult> {
    return this.track(tryRun("terraform", args, this.options(this.stackFolder(stack))));
  }

  /** 0: nothing to do, 2: changes, 1: an error, which is then part of what is returned. */
  async planExitCode(stack: string): Promise<number | string> {
    const plan = await this.terraform(stack, "plan", "-detailed-exitcode", "-input=false", "-no-color");
    return plan.exitCode === 1 ? plan.stderr : plan.exitCode;
  }

  /** The stacks that a plan would change or cannot be made of, each with the plan or the error. */
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

  /** What a plan of the synthesized stack would do. */
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

  /** Stops what still runs, of a test that timed out for example, and takes the folder away. */
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

/** A plan without the lines of what was read before it. */
function changesIn(plan: string): string {
  return plan.slice(Math.max(0, plan.indexOf("Terraform will perform")));
}
