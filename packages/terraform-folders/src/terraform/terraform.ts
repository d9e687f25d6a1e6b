import { appendFileSync } from "node:fs";
import { run, tryRun, type RunOptions } from "@private-http-api/cli-kit";
import { parseUiEvent } from "./ui-event";

export interface TerraformOptions {
  /** The caller's environment variables; passed on to commands. */
  readonly env: NodeJS.ProcessEnv;
  /** Receives one line of progress. */
  readonly progress: (line: string) => void;
  /** Stops the running command when aborted. @default it runs to completion */
  readonly signal?: AbortSignal | undefined;
  /** The stack's folder. */
  readonly folder: string;
  /** Receives all output of Terraform. */
  readonly logFile: string;
}

/** How many resources an apply or a destroy created, changed and destroyed. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/** How long each resource took, by address. */
export type Seconds = Readonly<Record<string, number>>;

/** Terraform in one stack's folder. */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  async init(): Promise<void> {
    await run("terraform", ["init", "-input=false", "-no-color"], {
      ...this.inFolder(),
      onLine: (line) => {
        this.log(line);
      },
    });
  }

  /** @param planFile a plan of `terraform plan -out`, applied as it is @default a fresh plan */
  async apply(planFile?: string): Promise<Changes & { readonly seconds: Seconds }> {
    return this.change("apply", planFile);
  }

  async destroy(): Promise<Changes> {
    return this.change("destroy");
  }

  async outputs(): Promise<Readonly<Record<string, { readonly value: unknown; readonly sensitive: boolean }>>> {
    const text = await run("terraform", ["output", "-json"], this.inFolder());
    return JSON.parse(text) as Record<string, { value: unknown; sensitive: boolean }>;
  }

  /** The state as JSON, wherever the backend keeps it. */
  async state(): Promise<string> {
    return run("terraform", ["state", "pull"], this.inFolder());
  }

  private async change(
    command: "apply" | "destroy",
    planFile?: string,
  ): Promise<Changes & { readonly seconds: Seconds }> {
    const { progress } = this.options;
    const problems: string[] = [];
    const started = new Map<string, number>();
    const seconds: Record<string, number> = {};
    let changes: Changes = { added: 0, changed: 0, destroyed: 0 };
    const args = planFile === undefined ? ["-auto-approve"] : [planFile];
    const result = await tryRun("terraform", [command, "-input=false", "-json", ...args], {
      ...this.inFolder(),
      onLine: (line) => {
        this.log(line);
        const event = parseUiEvent(line);
        if (event?.type === "apply_start") started.set(event.hook.resource.addr, Date.parse(event["@timestamp"]));
        if (event?.type === "apply_complete" && event.hook.action !== "read") {
          const { resource, action, elapsed_seconds } = event.hook;
          progress(`${resource.addr}: ${action}, ${elapsed_seconds} s`);
          const start = started.get(resource.addr);
          const end = Date.parse(event["@timestamp"]);
          // A replaced resource is destroyed and made.
          if (start !== undefined) seconds[resource.addr] = (seconds[resource.addr] ?? 0) + (end - start) / 1000;
        }
        if (event?.type === "change_summary" && event.changes.operation !== "plan") {
          changes = { added: event.changes.add, changed: event.changes.change, destroyed: event.changes.remove };
        }
        if (event?.type === "diagnostic" && event.diagnostic.severity === "error") {
          const { address, summary, detail } = event.diagnostic;
          problems.push([address, summary, detail.replaceAll(/\s+/g, " ")].filter(Boolean).join(": "));
        }
      },
    });
    if (result.exitCode === 0) return { ...changes, seconds };
    const why = problems.length > 0 ? problems : [result.stderr.trim()];
    throw new Error(why.map((problem) => `terraform ${command}: ${problem}`).join("\n"));
  }

  private inFolder(): RunOptions {
    const { folder, env, signal } = this.options;
    return { cwd: folder, env, signal };
  }

  private log(line: string): void {
    appendFileSync(this.options.logFile, `${line}\n`);
  }
}
