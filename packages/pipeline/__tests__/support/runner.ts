import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { tryRun, type RunResult } from "@private-http-api/cli-kit";
import { jobOf, type Step } from "./workflows";

/** Values of the expressions in a job, by their text: one that is not given fails the test. */
export type Expressions = Readonly<Record<string, string>>;

export interface RunnerProps {
  /** Holds what a runner has: artifacts, temporary files, stand-ins for programs. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What `configure-aws-credentials` would set; nothing else gets it. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Programs in place of real ones, `gh` for example, as shell scripts. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface JobResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly failed?: RunResult & { readonly step: string };
  /** Steps that ran with credentials. */
  readonly withCredentials: readonly string[];
}

const EXPRESSION = /\$\{\{\s*(.+?)\s*\}\}/g;

/** Runs jobs of the workflows as GitHub does: their shell steps in order, and for actions what they do for later steps. */
export class Runner {
  private readonly bin: string;

  constructor(private readonly props: RunnerProps) {
    this.bin = join(props.folder, "bin");
    mkdirSync(this.bin, { recursive: true });
    const npm = '#!/bin/sh\ncase "$1" in ci | rebuild) exit 0 ;; esac\nPATH="${PATH#*:}" exec npm "$@"\n';
    for (const [name, text] of Object.entries({ npm, ...props.programs })) {
      writeFileSync(join(this.bin, name), text);
      chmodSync(join(this.bin, name), 0o755);
    }
  }

  /** @param checkout what `actions/checkout` puts into the job's folder, in which the steps run */
  async run(file: string, name: string, checkout: string, expressions: Expressions): Promise<JobResult> {
    const job = jobOf(file, name);
    // Each job has a machine and a checkout of its own.
    const runner = join(this.props.folder, "runner");
    for (const made of [runner, ...["cdktf.out", "result", "review-result"].map((name) => join(checkout, name))]) {
      rmSync(made, { recursive: true, force: true });
    }
    mkdirSync(runner);
    const outputs: Record<string, string> = {};
    const withCredentials: string[] = [];
    let credentials: Readonly<Record<string, string>> = {};
    function resolved(text: string): string {
      return text.replaceAll(EXPRESSION, (_all, expression: string) =>
        valueOf(expression, expressions, outputs, runner),
      );
    }
    writeFileSync(join(runner, "summary"), "");
    let failed: JobResult["failed"];
    for (const step of job.steps ?? []) {
      if (step.if !== undefined && !holds(step.if, expressions, outputs, failed !== undefined)) continue;
      if (step.if === undefined && failed !== undefined) continue;
      if (step.uses !== undefined) {
        if (step.uses.startsWith("aws-actions/configure-aws-credentials")) ({ credentials } = this.props);
        else this.action(step, checkout, resolved);
        continue;
      }
      const label = `${name}: ${(step.run ?? "").split("\n")[0] ?? ""}`;
      if (Object.keys(credentials).length > 0) withCredentials.push(label);
      writeFileSync(join(runner, "output"), "");
      const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, resolved(value)]));
      const result = await tryRun("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run ?? ""], {
        cwd: checkout,
        env: {
          ...this.props.env,
          ...credentials,
          PATH: [this.bin, this.props.env["PATH"]].join(delimiter),
          CDKTF_OUTDIR: undefined,
          GITHUB_OUTPUT: join(runner, "output"),
          GITHUB_STEP_SUMMARY: join(runner, "summary"),
          RUNNER_TEMP: runner,
          ...own,
        },
      });
      for (const line of readFileSync(join(runner, "output"), "utf8").split("\n").filter(Boolean)) {
        const [key = "", ...value] = line.split("=");
        outputs[`steps.${step.id ?? ""}.outputs.${key}`] = value.join("=");
      }
      if (result.exitCode !== 0) failed = { ...result, step: label };
    }
    const ofJob = Object.entries(job.outputs ?? {}).map(([key, text]) => [key, failed ? "" : resolved(text)]);
    return {
      outputs: Object.fromEntries(ofJob) as Record<string, string>,
      summary: readFileSync(join(runner, "summary"), "utf8"),
      withCredentials,
      ...(failed ? { failed } : {}),
    };
  }

  /** What an action leaves for later steps; checkouts and tools are there already. */
  private action({ uses = "", with: given = {} }: Step, checkout: string, resolved: (text: string) => string): void {
    const artifacts = join(this.props.folder, "artifacts");
    if (uses.startsWith("actions/upload-artifact")) {
      const target = join(artifacts, resolved(given["name"] ?? ""));
      for (const pattern of resolved(given["path"] ?? "")
        .trim()
        .split("\n"))
        upload(checkout, pattern, target);
    }
    if (!uses.startsWith("actions/download-artifact")) return;
    const place = resolved(given["path"] ?? "");
    const target = place.startsWith("/") ? place : join(checkout, place);
    const { name, pattern } = given;
    if (name !== undefined) cpSync(join(artifacts, name), target, { recursive: true });
    for (const each of pattern === undefined ? [] : readdirSync(artifacts)) {
      if (each.startsWith((pattern ?? "").replace("*", ""))) {
        cpSync(join(artifacts, each), join(target, each), { recursive: true });
      }
    }
  }
}

/** As the action does: the paths' longest common folder is left out. */
function upload(checkout: string, pattern: string, target: string): void {
  const fixed = pattern.split("*")[0] ?? "";
  const start = join(checkout, fixed.endsWith("/") ? fixed : pattern.includes("*") ? dirname(fixed) : fixed);
  if (!existsSync(start)) return;
  const base = join(checkout, pattern.split("/")[0] ?? "");
  const wanted = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}$`);
  if (!pattern.includes("*")) {
    cpSync(start, join(target, relative(base, start)), { recursive: true });
    return;
  }
  for (const each of readdirSync(start, { recursive: true, encoding: "utf8" })) {
    const file = join(start, each);
    if (wanted.test(relative(checkout, file))) cpSync(file, join(target, relative(base, file)));
  }
}

function valueOf(expression: string, given: Expressions, outputs: Readonly<Record<string, string>>, temp: string) {
  if (expression === "runner.temp") return temp;
  const value = given[expression] ?? outputs[expression];
  if (value === undefined) throw new Error(`the test gives no value for \${{ ${expression} }}`);
  return value;
}

/** The forms of conditions that the workflows' steps have. */
function holds(condition: string, given: Expressions, outputs: Readonly<Record<string, string>>, hasFailed: boolean) {
  const bare = condition.replace(EXPRESSION, "$1");
  if (bare === "!cancelled()") return true;
  const [, name = "", operator, value] = /^([\w.-]+) (!=|==) '(.*)'$/.exec(bare) ?? [];
  if (operator === undefined) throw new Error(`no such condition is known: ${condition}`);
  const isSame = (given[name] ?? outputs[name] ?? "") === value;
  return !hasFailed && (operator === "==" ? isSame : !isSame);
}
