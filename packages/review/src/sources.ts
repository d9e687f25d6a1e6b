import path from "node:path";
import type { LedgerRow } from "@private-http-api/http-api/config";
import { optimizeForSeconds } from "@private-http-api/http-api/optimizing";
import { decodeText, isSavedPlan, readBytes, readPlan, type ReadPlan } from "@private-http-api/terraform-json";
import { ReviewError } from "./errors";
import { stackPlanOf } from "./plan/from-plan";
import { namesOfFiles } from "./plan/names-of-files";
import type { Redactor } from "./plan/redact";
import { regionOfPlan } from "./plan/region";
import type { StackPlan } from "./plan/stack-plan";
import { readSavedPlan } from "./planner/saved-plan";
import { DEFAULT_ASSUMPTIONS, type Assumptions } from "./prices/assumptions";

/** What is reviewed, wherever it comes from. */
export interface Reviewed {
  readonly subject: string;
  readonly basis: "plan" | "synthesized";
  readonly plans: readonly StackPlan[];
  readonly region: string | undefined;
  /** A month's traffic, as the config has it; the defaults for plans made elsewhere. */
  readonly traffic: Assumptions;
  /** Quotas that the environment's config comes near to. @default none: plans made elsewhere have no config */
  readonly quotas?: readonly LedgerRow[];
}

/** What the sources need from the command line and its surroundings. */
export interface Surroundings {
  /** Folder of the cdktf.json. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  readonly progress: (line: string) => void;
}

/** Which plans are made, and which of them are kept. */
export interface PlanChoice {
  /** @default every stack of the environment */
  readonly only?: string | undefined;
  /** Folder that keeps the plans which can be applied, `<stack>.tfplan`. @default none is kept */
  readonly planFolder?: string | undefined;
}

/** Plans made elsewhere, one file a stack. */
export function fromPlanFiles(files: readonly string[], redactor: Redactor): Reviewed {
  const twice = files.find((file, index) => files.findIndex((other) => isSameFile(file, other)) !== index);
  if (twice !== undefined) throw new ReviewError(`--plan: ${twice} is given twice; give each plan once`);
  const plans = files.map(readPlanOf);
  const names = namesOfFiles(files);
  return {
    subject: names.join(", "),
    basis: "plan",
    plans: plans.map(({ plan, notes }, index) => stackPlanOf({ stack: names[index] ?? "", plan, redactor, notes })),
    region: plans.map(({ plan }) => regionOfPlan(plan)).find((region) => region !== undefined),
    traffic: DEFAULT_ASSUMPTIONS,
  };
}

function isSameFile(file: string, other: string): boolean {
  return file === "-" || other === "-" ? file === other : path.resolve(file) === path.resolve(other);
}

/** Bytes of a plan whose review takes more than a second. */
const LARGE = 20_000_000;

function readPlanOf(file: string): ReadPlan {
  const where = file === "-" ? "standard input" : file;
  const bytes = readBytes(file, where);
  if (bytes.length > LARGE) optimizeForSeconds();
  if (!isSavedPlan(bytes)) return readPlan(decodeText(bytes), where);
  if (file !== "-") return readSavedPlan(file);
  throw new ReviewError(
    `${where}: is a saved plan; pipe its JSON in, \`terraform show -json <planfile> | review-plan -\``,
  );
}
