import { readFileSync } from "node:fs";
import { z } from "zod";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import { listOf, objectOf, parseJson, textOf, type Json } from "../json";
import { jsonWithin } from "./plan-text";
import { planSchema, type Plan } from "./plan-schema";

const HOW = "write it with `terraform show -json <planfile> > plan.json`";

/** Supported major versions of the plan format; Terraform 0.12 to 1.0 writes 0. */
const MAJORS = ["0", "1"];

/** A plan has at least one of these keys; a state, which has the same version key, has none. */
const PLAN_KEYS = ["resource_changes", "planned_values", "configuration"];

export interface ReadPlan {
  readonly plan: Plan;
  /** What the user should know about the file. */
  readonly notes: readonly string[];
}

/** The bytes of a file, or of standard input for `-`. */
export function readBytes(file: string, where: string): Buffer {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (thrown) {
    throw new UserError(`${where}: cannot be read (${messageOf(thrown)}); give the path of a plan as JSON, ${HOW}`);
  }
}

/** Whether these are the bytes of `terraform plan -out`, which is a zip archive. */
export function isSavedPlan(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString("latin1") === "PK";
}

/** Reads a plan from a text that may have a wrapper's lines around it; `where` names the text in error messages. */
export function readPlan(text: string, where: string): ReadPlan {
  const value = parseJson(text);
  if (value !== undefined) return { plan: planOf(value, where), notes: notesOf(value) };
  const inner = jsonWithin(text);
  if (inner === undefined) throw noJson(text, where);
  return { plan: planOf(inner, where), notes: [WRAPPED, ...notesOf(inner)] };
}

/** What a plan does not say that it should. */
function notesOf(value: Json): readonly string[] {
  const nameless = listOf(objectOf(value)["resource_drift"]).filter(
    (entry) => textOf(objectOf(entry)["address"]) === undefined,
  );
  const count = nameless.length;
  if (count === 0) return [];
  return [
    `${count} ${count === 1 ? "entry" : "entries"} of resource_drift ${count === 1 ? "has" : "have"} no address; which resource drifted is told by its type and name, where it has them`,
  ];
}

const WRAPPED =
  "extracted from the output of another command; if that is setup-terraform's wrapper, set terraform_wrapper: false";

/** Reads a plan from a text; `where` names the text in error messages. */
export function parsePlan(text: string, where: string): Plan {
  const value = parseJson(text);
  if (value === undefined) throw noJson(text, where);
  return planOf(value, where);
}

function planOf(value: Json, where: string): Plan {
  const version = z.object({ format_version: z.string(), terraform_version: z.string().nullish() }).safeParse(value);
  if (!version.success) throw new UserError(`${where}: is not a Terraform plan (no "format_version"); ${HOW}`);
  checkVersion(version.data.format_version, version.data.terraform_version ?? "(unknown)", where);
  if (!PLAN_KEYS.some((key) => hasKey(value, key))) {
    throw new UserError(`${where}: is a state, not a plan (it has none of ${PLAN_KEYS.join(", ")}); ${HOW}`);
  }
  const plan = planSchema.safeParse(value);
  if (!plan.success)
    throw new UserError(`${where}: is not a complete Terraform plan (${firstIssue(plan.error)}); ${HOW}`);
  if (plan.data.errored === true) {
    throw new UserError(`${where}: is the incomplete plan of a run that failed; plan again without errors`);
  }
  return plan.data;
}

function noJson(text: string, where: string): UserError {
  return new UserError(`${where}: ${whatIsWrong(text)}; ${HOW}`);
}

function whatIsWrong(text: string): string {
  if (/^\{"@level":/m.test(text)) return "is the log of `terraform plan -json`, not a plan";
  const what = text.trimStart().startsWith("{") ? "is cut off or damaged JSON" : "is not JSON";
  return `${what} (${text.length} characters)`;
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}

function checkVersion(format: string, terraform: string, where: string): void {
  if (MAJORS.includes(format.split(".")[0] ?? "")) return;
  throw new UserError(
    `${where}: plan format ${format} of Terraform ${terraform}; formats 0.1 to 1.x can be read, ` +
      "so plan again with Terraform 0.12 to 1.x",
  );
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "unknown problem" : `${issue.path.join(".")}: ${issue.message}`;
}
