import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { tryRun } from "@private-http-api/cli-kit";
import { checkovPython, type Progress } from "@private-http-api/emulator";

const reportSchema = z.object({
  summary: z.object({ passed: z.number(), parsing_errors: z.number() }),
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), file_path: z.string(), resource: z.string() }),
    ),
  }),
});

const exceptionsSchema = z.array(
  z.strictObject({
    /** Id of the check. */
    check: z.string().regex(/^CKV2?_[A-Z]+_\d+$/),
    /** Resources that may fail it: a regular expression for the whole of `<stack>:<address>`. */
    resources: z.string(),
    reason: z.string().min(20),
  }),
);

/** A check that a resource fails. */
export interface Finding {
  readonly check: string;
  /** `<stack>:<address>`. */
  readonly resource: string;
  readonly name: string;
}

/** Checkov's result for synthesized stacks. */
export interface Scan {
  readonly passed: number;
  readonly parsingErrors: number;
  readonly failed: readonly Finding[];
}

/** A check that some resources may fail, with the reason. */
export type CheckovException = z.output<typeof exceptionsSchema>[number];

/** The exceptions in policies/checkov-exceptions.json. */
export function checkovExceptions(): readonly CheckovException[] {
  const file = path.join(__dirname, "../../http-api/src/policies/checkov-exceptions.json");
  return exceptionsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Whether an exception covers a finding. */
export function excuses({ check, resources }: CheckovException, finding: Finding): boolean {
  return check === finding.check && new RegExp(`^(?:${resources})$`).test(finding.resource);
}

/**
 * Scans the synthesized JSON in a folder with checkov, which is installed once, in a virtual environment. Changes the stacks:
 * checkov 3.3 reads every entry of a block as a block, so it cannot read a file with `required_version` or `removed`.
 */
export async function scan(folder: string, env: NodeJS.ProcessEnv, progress: Progress): Promise<Scan> {
  const python = await checkovPython({ env, progress });
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (path.basename(file) === "cdk.tf.json") asCheckovReads(path.join(folder, file));
  }
  const options = ["--framework", "terraform_json", "--skip-download", "--quiet", "--compact", "--output", "json"];
  // The exit code also counts failures that the exceptions allow, so it is ignored.
  const { stdout, stderr } = await tryRun(python, ["-m", "checkov.main", "--directory", folder, ...options], { env });
  if (!stdout.trim().startsWith("{")) throw new Error(`checkov printed no report for ${folder}:\n${stdout}\n${stderr}`);
  const { summary, results } = reportSchema.parse(JSON.parse(stdout));
  return {
    passed: summary.passed,
    parsingErrors: summary.parsing_errors,
    failed: results.failed_checks.map(({ check_id: check, check_name: name, file_path: file, resource }) => ({
      check,
      name,
      // Checks of one resource write "resource.<name>", checks of several "<type>.<name>".
      resource: `${path.basename(path.dirname(file))}:${resource}`,
    })),
  };
}

function asCheckovReads(file: string): void {
  const stack = JSON.parse(readFileSync(file, "utf8")) as {
    terraform: { required_version?: string };
    removed?: unknown;
  };
  delete stack.terraform.required_version;
  delete stack.removed;
  writeFileSync(file, JSON.stringify(stack, null, 2));
}
