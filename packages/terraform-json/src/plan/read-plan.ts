import { readFileSync } from "node:fs";
import { z } from "zod";
import { messageOf, Problem } from "@private-http-api/cli-kit";
import { planSchema, type Plan } from "./plan-schema";

const HOW = "write it with `terraform show -json <planfile> > plan.json`";

/** Plan format and Terraform of the one major version that is understood. */
const MAJOR = "1";

/** A plan has at least one of these; a state, which has the same version key, has none. */
const PLAN_KEYS = ["resource_changes", "planned_values", "configuration"];

/** Reads a plan that Terraform wrote as JSON; a file that is none is refused in one line. */
export const readPlanFile = (file: string): Plan => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (thrown) {
    throw new Problem(`${file}: cannot be read (${messageOf(thrown)}); give the path of a plan as JSON, ${HOW}`);
  }
  // A saved plan is a zip archive.
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    throw new Problem(`${file}: is a saved plan, not its JSON; ${HOW}`);
  }
  return parsePlan(bytes.toString("utf8").replace(/^\uFEFF/, ""), file);
};

/** The plan in a text; `where` names the text in a refusal. */
export const parsePlan = (text: string, where: string): Plan => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const what = text.trimStart().startsWith("{") ? "is cut off or damaged JSON" : "is not JSON";
    throw new Problem(`${where}: ${what} (${text.length} characters); ${HOW}`);
  }
  const version = z.object({ format_version: z.string(), terraform_version: z.string().optional() }).safeParse(value);
  if (!version.success) throw new Problem(`${where}: is not a Terraform plan (no "format_version"); ${HOW}`);
  checkVersion(version.data.format_version, version.data.terraform_version, where);
  if (!PLAN_KEYS.some((key) => hasKey(value, key))) {
    throw new Problem(`${where}: is a state, not a plan (none of ${PLAN_KEYS.join(", ")} is in it); ${HOW}`);
  }
  const plan = planSchema.safeParse(value);
  if (!plan.success) throw new Problem(`${where}: is not a whole Terraform plan (${firstIssue(plan.error)}); ${HOW}`);
  if (plan.data.errored === true) {
    throw new Problem(`${where}: is the plan of a run that failed and is not whole; plan again without errors`);
  }
  return plan.data;
};

const hasKey = (value: unknown, key: string): boolean => typeof value === "object" && value !== null && key in value;

const checkVersion = (format: string, terraform: string | undefined, where: string): void => {
  const majors = [format, ...(terraform === undefined ? [] : [terraform])].map((version) => version.split(".")[0]);
  if (majors.every((major) => major === MAJOR)) return;
  throw new Problem(
    `${where}: plan format ${format} of Terraform ${terraform ?? "(unknown)"}; read are plans of Terraform ${MAJOR}.x ` +
      `(format ${MAJOR}.x), so plan again with one of those`,
  );
};

const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? "unknown fault" : `${issue.path.join(".")}: ${issue.message}`;
};
