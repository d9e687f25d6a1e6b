import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileErrorLine, outputFile } from "@private-http-api/cli-kit";
import { Command, InvalidArgumentError, Option } from "commander";
import { APPROVALS, DEFAULT_APPROVAL, type Approval } from "./analysis/approval";
import { messageOf, ReviewError } from "./errors";
import { Redactor } from "./plan/redact";
import { POLICY_FILE, readPolicy } from "./policy/read-policy";
import { parseAssumptions } from "./prices/parse-assumptions";
import { render, type Format } from "./render/render";
import { terminalWidth } from "./render/terminal-width";
import type * as EnvironmentSources from "./environment-sources";
import { exitCodeOf, reviewPlans } from "./review";
import { fromPlanFiles, type Reviewed, type Surroundings } from "./sources";

/** What a process gives the command that it runs. */
export interface CommandProcess {
  readonly args: readonly string[];
  /** Folder of the cdktf.json; files are named relative to the working directory, which is the same. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the command is to end early. */
  readonly signal: AbortSignal;
  readonly stdout: Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;
  readonly stderr: Pick<NodeJS.WriteStream, "write">;
}

interface Options {
  readonly plan?: readonly string[];
  readonly synth: boolean;
  readonly compare?: string;
  readonly synthOnly?: true;
  readonly against: string;
  readonly format: Format;
  readonly out?: string;
  readonly requireApproval?: readonly Approval[] | "never";
  readonly policy?: string;
  readonly assume: Readonly<Record<string, number>>;
  readonly color?: boolean;
}

/** `-` is standard input; no environment's name has a dot or a slash. */
function isFile(argument: string): boolean {
  return argument === "-" || /[./\\]/.test(argument);
}

function readApprovals(text: string): readonly Approval[] | "never" {
  if (text === "never") return "never";
  const levels = text.split(",").map((level) => level.trim());
  const unknown = levels.find((level) => !APPROVALS.some((known) => known === level));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `Got '${unknown}'; allowed are never, or ${APPROVALS.join(", ")} with commas between.`,
    );
  }
  return APPROVALS.filter((level) => levels.includes(level));
}

function collectAssumption(text: string, earlier: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const [name, value] = text.split("=");
  if (name === undefined || value === undefined || value === "" || !Number.isFinite(Number(value))) {
    throw new InvalidArgumentError("It is written name=number.");
  }
  return { ...earlier, [name]: Number(value) };
}

async function read(environment: string | undefined, options: Options, surroundings: Surroundings): Promise<Reviewed> {
  if (options.plan !== undefined) {
    if (environment !== undefined)
      throw new ReviewError(`${environment}: an environment and --plan exclude each other; give one of them`);
    return fromPlanFiles(options.plan, surroundings.redactor);
  }
  if (environment !== undefined && isFile(environment)) return fromPlanFiles([environment], surroundings.redactor);
  if (environment === undefined)
    throw new ReviewError("environment: none given; name one (npm run review -- dev) or give --plan FILE.json");
  const { fromEnvironment, fromFolders, fromRevision } = environmentSources();
  if (options.synthOnly === true) return fromRevision(environment, options.against, surroundings);
  if (options.compare !== undefined) return fromFolders(environment, options.compare, surroundings);
  return fromEnvironment(environment, options.synth, surroundings);
}

/** Loaded when it is used: a third of what a review loads is for planning, and for the config. */
function environmentSources(): typeof EnvironmentSources {
  return createRequire(__filename)("./environment-sources") as typeof EnvironmentSources;
}

function newProgram({ stdout, stderr }: CommandProcess): Command {
  return new Command("review")
    .description("Says what a change does before it does it: danger, access, traffic, cost and drift.")
    .argument("[environment|plan.json]", "plan all stacks of this environment, or review this plan; nothing is applied")
    .option(
      "--plan <files...>",
      "review plans made elsewhere: files of `terraform show -json`, or - for standard input",
    )
    .option("--no-synth", "plan cdktf.out as it is")
    .option("--synth-only", "compare the synthesized JSON with that of --against, without Terraform or credentials")
    .option("--compare <folder>", "compare cdktf.out as it is with what was synthesized into that folder")
    .option("--against <revision>", "git revision for --synth-only", "HEAD")
    .addOption(new Option("--format <format>").choices(["terminal", "markdown", "html", "json"]).default("terminal"))
    .option("--out <file>", "write there and not to standard output")
    .option(
      "--require-approval <levels>",
      `what ends with exit code 3, or 4 for danger: never, or a list of ${APPROVALS.join(", ")} (default: what the policy file says, else ${DEFAULT_APPROVAL.join(",")})`,
      readApprovals,
    )
    .option(
      "--policy <file>",
      `accepted findings, critical resources and the like (default: ${POLICY_FILE}, where it is there)`,
    )
    .option(
      "--assume <name=number>",
      "a month's traffic for the cost, in place of the config's, e.g. requests=5000000 (repeatable)",
      collectAssumption,
      {},
    )
    .option("--no-color", "plain text")
    .addHelpText(
      "after",
      "\nExit codes: 0 no change, 1 error, 2 changes, 3 changes that need approval by the policy, 4 danger among them.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => {
        write(text.replace(/^error: /, ""));
      },
    });
}

async function review(commandProcess: CommandProcess): Promise<number> {
  const { args, project, env, signal, stdout, stderr } = commandProcess;
  const program = newProgram(commandProcess).parse(args, { from: "user" });
  const options = program.opts<Options>();
  if (options.out !== undefined) outputFile("--out", options.out);
  const redactor = new Redactor();
  const assumed = parseAssumptions(options.assume);
  const policy = readPolicy(options.policy);
  const reviewed = await read(program.args[0], options, {
    project,
    env,
    signal,
    redactor,
    progress: (line) => stderr.write(`${line}\n`),
  });
  const assumptions = { ...reviewed.traffic, ...policy.assumptions, ...assumed };
  const approval = options.requireApproval ?? policy.requireApproval ?? DEFAULT_APPROVAL;
  const result = reviewPlans({ ...reviewed, redactor, policy, approval, assumptions });
  const terminal = {
    colour: options.color !== false && stdout.isTTY && env["NO_COLOR"] === undefined,
    width: terminalWidth(stdout.isTTY ? stdout.columns : env["COLUMNS"]),
  };
  const text = render(options.format, result, terminal);
  if (options.out === undefined) stdout.write(text);
  else writeFileSync(options.out, text);
  return exitCodeOf(result.review);
}

/** Reviews what the arguments name and prints it. @returns the exit code; a problem is one line and exit code 1 */
export async function reviewCommand(commandProcess: CommandProcess): Promise<number> {
  try {
    return await review(commandProcess);
  } catch (thrown) {
    const isHelp = thrown instanceof Error && "exitCode" in thrown && thrown.exitCode === 0;
    // commander has already said what is wrong with an option.
    if (!(thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("commander."))) {
      commandProcess.stderr.write(`${fileErrorLine(thrown) ?? messageOf(thrown)}\n`);
    }
    return isHelp ? 0 : 1;
  }
}
