import { Redactor } from "../../src/plan/redact";
import { isChanging, type ResourceChange, type StackPlan } from "../../src/plan/stack-plan";
import { reviewPlans, type Review } from "../../src/review";
import { ENVIRONMENT } from "./settings";

/** A line of docs/lifecycle.md. */
export interface LifecycleRow {
  readonly setting: string;
  readonly how: "nothing to do" | "in place" | "replaced" | "removed" | "two deploys" | "refused";
  /** Types that are replaced or destroyed, or why it is refused; empty where nothing is. */
  readonly what: string;
  /** ECS starts new tasks beside the old ones. */
  readonly newTasks: boolean;
  /** What clients may notice. */
  readonly interruption: string;
}

/** Resources that are nothing on AWS, or one version each of something that stays: a replacement is an update. */
export const REVISIONS: ReadonlySet<string> = new Set([
  "aws_ecs_task_definition",
  "aws_apigatewayv2_deployment",
  "aws_api_gateway_deployment",
  "terraform_data",
]);

/** @param gone plans of stacks that are destroyed first */
export function rowOf(setting: string, gone: readonly StackPlan[], rest: readonly StackPlan[]): LifecycleRow {
  const plans = [...gone, ...rest];
  const { review } = reviewPlans({ subject: ENVIRONMENT, basis: "plan", plans, redactor: new Redactor() });
  const changes = changesOf(plans);
  const first = gone.map((plan) => `first ${plan.stack}: ${endedTypes([plan])}`);
  return {
    setting,
    how: howOf(plans, review),
    what: [
      ...first,
      ...(endedIn(rest).length === 0 ? [] : [`${gone.length === 0 ? "" : "then "}${endedTypes(rest)}`]),
    ].join("; "),
    newTasks: changes.some((change) => startsTasks(change)),
    interruption: interruptionOf(review, new Set(gone.map(({ stack }) => stack))),
  };
}

function changesOf(plans: readonly StackPlan[]): readonly ResourceChange[] {
  return plans.flatMap((plan) => plan.changes).filter(({ mode, action }) => mode === "managed" && isChanging(action));
}

/** What is replaced or destroyed. */
function endedIn(plans: readonly StackPlan[]): readonly ResourceChange[] {
  return changesOf(plans).filter(({ type, action }) => ENDS.has(action) && !REVISIONS.has(type));
}

function endedTypes(plans: readonly StackPlan[]): string {
  return withoutParts(endedIn(plans).map(({ type }) => type)).join(", ");
}

/** Types, each once; a part, `aws_lb_listener`, is not told beside what it belongs to. */
function withoutParts(types: readonly string[]): readonly string[] {
  const all = [...new Set(types)].sort();
  return all.filter((type) => !all.some((other) => type.startsWith(`${other}_`)));
}

/** Actions after which what was there is not there any more. */
const ENDS: ReadonlySet<ResourceChange["action"]> = new Set(["replace", "delete"] as const);

function howOf(plans: readonly StackPlan[], review: Review): LifecycleRow["how"] {
  const [changes, ended] = [changesOf(plans), endedIn(plans)];
  if (changes.length === 0) return "nothing to do";
  const isStep = review.traffic.some(({ attribute, after }) => attribute === "entry" && after.includes("step 1 of 2"));
  if (isStep || plans.some((plan) => replacesLinkOfOthers(plan))) return "two deploys";
  if (ended.length === 0) return "in place";
  const created = new Set(changes.flatMap(({ type, action }) => (action === "create" ? [kindOf(type)] : [])));
  const isMade = ended.some(({ type, action }) => action === "replace" || created.has(kindOf(type)));
  return isMade ? "replaced" : "removed";
}

/** One of the same state lets go of the old link before that is destroyed. */
function replacesLinkOfOthers({ changes }: StackPlan): boolean {
  return (
    changes.some(({ type, action }) => type === "aws_apigatewayv2_vpc_link" && action === "replace") &&
    !changes.some(({ type }) => type === "aws_apigatewayv2_integration")
  );
}

/** An HTTP API takes the place of a REST API, and the other way round. */
function kindOf(type: string): string {
  return type === "aws_api_gateway_rest_api" ? "aws_apigatewayv2_api" : type;
}

/** A service that changes beyond its number of tasks is rolled out. */
function startsTasks({ type, action, before, after }: ResourceChange): boolean {
  if (type !== "aws_ecs_service") return false;
  if (action !== "update") return action === "replace" || action === "create";
  return ROLLED_OUT.some((key) => textOf(before?.[key]) !== textOf(after?.[key]));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html: what triggers a new deployment. */
const ROLLED_OUT = ["task_definition", "load_balancer", "network_configuration", "capacity_provider_strategy"];

/** A value without what a state leaves out and a plan says: null and 0. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part === null || part === 0 ? undefined : part));
}

/** Dangers that a row has room for. */
const MOST = 3;

/** What the review takes for an interruption of traffic or a loss of data, each once; that of stacks which go comes last. */
function interruptionOf({ danger }: Review, gone: ReadonlySet<string>): string {
  const felt = danger
    .filter(({ level }) => level !== "weakens protection")
    .sort((a, b) => Number(gone.has(a.stack)) - Number(gone.has(b.stack)));
  const texts = [
    ...new Set(felt.map(({ address, what, downtime }) => `${address.split(".")[0] ?? ""} ${what}: ${downtime}`)),
  ];
  const rest = texts.length > MOST ? [`${String(texts.length - MOST)} more, which \`npm run review\` lists`] : [];
  return texts.length === 0 ? "none" : [...texts.slice(0, MOST), ...rest].join("; ");
}
