import { isChanging, type StackPlan } from "../plan/stack-plan";
import type { PlanEvent } from "../plan/plan-events";
import type { Approval } from "./approval";
import { REST_OF_PLAN, type NotJudged, type Question } from "./coverage/coverage";
import type { Danger } from "./danger";
import { endsLead } from "./danger/kinds";
import { DANGER_LEVELS, type DangerLevel } from "./danger/level";
import type { Judged } from "../policy/judge";
import { circleName, type Naming } from "./circle-names";
import { CIRCLES, isOutside } from "./who";

export interface StackCounts {
  readonly stack: string;
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
  readonly noOp: number;
  /** Outputs that change. */
  readonly outputs: number;
  /** Resources that only get another address. */
  readonly moved: number;
  /** Resources that Terraform stops managing and leaves where they are. */
  readonly forgotten: number;
  /** Resources that exist and that Terraform starts to manage. */
  readonly imported: number;
  readonly notes: readonly string[];
}

/** `yes` where something was found, `not judged` where something was not looked at, else `no`. */
export type Answer = "no" | "yes" | "not judged";

export interface Verdict {
  readonly line: string;
  readonly changes: boolean;
  /** More access by IAM or by the network. */
  readonly broadens: boolean;
  /** Whether the change needs approval by the policy. */
  readonly needsApproval: boolean;
  /** What needs approval. */
  readonly approvals: readonly Approval[];
  /** Whether no approval makes it right. */
  readonly never: boolean;
  /** Whether there is danger, more access, another cost; `not judged` also where that is not all that was asked. */
  readonly answers: Readonly<Record<Question, Answer>>;
  readonly stacks: readonly StackCounts[];
}

export interface Findings {
  /** `synthesized`: whether anything is replaced is not known. */
  readonly basis: "plan" | "synthesized";
  readonly danger: readonly Judged<Danger>[];
  readonly iam: readonly Access[];
  readonly network: readonly Access[];
  readonly exposure: readonly Access[];
  readonly notJudged: readonly Judged<NotJudged>[];
  /** Whether some plan tells its own account. */
  readonly knowsOwnAccount: boolean;
  readonly drifted: number;
  /** US dollars per month. */
  readonly costDifference: number;
}

type Access = Judged<Naming & { readonly broadens: boolean }>;

export function verdictOf(
  plans: readonly StackPlan[],
  found: Findings,
  policy: readonly Approval[] | "never",
): Verdict {
  const stacks = plans.map(countsOf);
  const events = plans.flatMap((plan) => plan.events ?? []);
  function total(
    key: "create" | "update" | "replace" | "destroy" | "outputs" | "moved" | "forgotten" | "imported",
  ): number {
    return stacks.reduce((sum, counts) => sum + counts[key], 0);
  }
  const counts = [
    phrase(total("imported"), "to import"),
    phrase(total("create"), "to create"),
    phrase(total("update"), "to update"),
    phrase(total("replace"), "to replace"),
    phrase(total("destroy"), "to destroy"),
    phrase(total("forgotten"), "to forget"),
    phrase(total("moved"), "to move"),
    phrase(total("outputs"), total("outputs") === 1 ? "changed output" : "changed outputs"),
    ...eventTexts(events, CHANGING),
  ].filter((text) => text !== "");
  const changes = counts.length > 0;
  const failed = eventTexts(events, ["failed check"]);
  const gained = [...found.iam, ...found.network, ...found.exposure].filter(({ broadens }) => broadens);
  const drifted = found.drifted === 0 ? [] : [`${found.drifted} drifted`];
  const judged = [
    dangerText(plans, found),
    accessText(found),
    ...failed,
    ...drifted,
    ...(found.costDifference === 0 ? [] : [`${signed(found.costDifference)} per month`]),
    ...unjudgedText("cost", found.notJudged, "without a price"),
    ...acceptedText([...found.danger, ...gained, ...found.notJudged]),
  ].filter((text) => text !== "");
  const never = found.danger.some((danger) => danger.never);
  const approvals = approvalsOf(found, gained, changes, policy);
  return {
    line: changes
      ? `${counts.join(", ")}: ${judged.join("; ")}.`
      : [failed.length === 0 ? "No change" : "Nothing to change", ...failed, ...drifted].join("; ") + ".",
    changes,
    broadens: gained.length > 0,
    needsApproval: never || approvals.length > 0,
    approvals,
    never,
    answers: {
      danger: answer(found.danger.length > 0, "danger", found.notJudged),
      access: answer(gained.length > 0, "access", found.notJudged),
      cost: answer(found.costDifference !== 0, "cost", found.notJudged),
    },
    stacks,
  };
}

/** Events after which something may be other than before. */
const CHANGING = ["action", "deferred change", "deferred action", "unknown action", "incomplete"] as const;

const EVENT_NAMES: Readonly<Record<PlanEvent["kind"], readonly [one: string, more: string]>> = {
  action: ["action to invoke", "actions to invoke"],
  "deferred change": ["change left for a later apply", "changes left for a later apply"],
  "deferred action": ["action left for a later apply", "actions left for a later apply"],
  "unknown action": ["resource with an unknown action", "resources with unknown actions"],
  "failed check": ["check fails", "checks fail"],
  incomplete: ["plan that is not complete", "plans that are not complete"],
};

/** `1 action to invoke (action.aws_lambda_invoke.warm)`, kind by kind. */
function eventTexts(events: readonly PlanEvent[], kinds: readonly PlanEvent["kind"][]): readonly string[] {
  return kinds.flatMap((kind) => {
    const found = events.filter((event) => event.kind === kind);
    if (found.length === 0) return [];
    const named = found.map(({ address }) => address).filter((address) => address !== "");
    return [
      `${found.length} ${EVENT_NAMES[kind][found.length === 1 ? 0 : 1]}${named.length === 0 ? "" : ` (${few(named)})`}`,
    ];
  });
}

function approvalsOf(
  { danger, notJudged }: Findings,
  gained: readonly Access[],
  changes: boolean,
  policy: readonly Approval[] | "never",
): readonly Approval[] {
  if (!changes || policy === "never") return [];
  const asks: Readonly<Record<Approval, boolean>> = {
    danger: danger.some((entry) => entry.approval && isOpen(entry)),
    outside: gained.some((entry) => isOutside(entry) && isOpen(entry)),
    broadening: gained.some(isOpen),
    unjudged: notJudged.some((entry) => entry.question !== "cost" && isOpen(entry)),
    "any-change": changes,
  };
  return policy.filter((level) => asks[level]);
}

/** Whether the policy file does not accept it. */
function isOpen({ accepted }: Judged<object>): boolean {
  return accepted === undefined;
}

function acceptedText(findings: readonly Judged<object>[]): readonly string[] {
  const count = findings.filter((finding) => !isOpen(finding)).length;
  return count === 0 ? [] : [`${count} accepted beforehand`];
}

function answer(found: boolean, question: Question, notJudged: readonly NotJudged[]): Answer {
  if (found) return "yes";
  return notJudged.some((entry) => entry.question === question) ? "not judged" : "no";
}

const VERBS: Readonly<Record<DangerLevel, readonly [one: string, more: string]>> = {
  "loses data": ["loses data", "lose data"],
  "interrupts traffic": ["interrupts traffic", "interrupt traffic"],
  "weakens protection": ["weakens protection", "weaken protection"],
};

/** What is lost, stands still or is no longer guarded; a type that nothing is known of is not called harmless. */
function dangerText(plans: readonly StackPlan[], { danger, basis, notJudged }: Findings): string {
  const levels = DANGER_LEVELS.flatMap((level) => {
    const count = danger.filter((entry) => entry.level === level).length;
    return count === 0 ? [] : [`${count} ${VERBS[level][count === 1 ? 0 : 1]}`];
  });
  const never = danger.filter((entry) => entry.never).map(({ address }) => address);
  const unjudged = notJudged.filter(({ question }) => question === "danger").map(({ address }) => address);
  const events = new Set(plans.flatMap((plan) => plan.events ?? []).map(({ address }) => address || REST_OF_PLAN));
  const untold = unjudged.filter((address) => !events.has(address));
  const later = unjudged.filter((address) => events.has(address));
  const parts = [
    ...(never.length === 0 ? [] : [`Terraform's states are lost with ${never.join(", ")}`]),
    ...levels,
    ...(untold.length === 0
      ? []
      : [
          `${untold.length} ${untold.length === 1 ? "removal" : "removals"} may lose data or interrupt traffic (${few(untold)})`,
        ]),
    ...(later.length === 0 ? [] : [`${later.length} not checked for danger (${few(later)})`]),
  ];
  if (parts.length > 0) return parts.join(", ");
  const leads = plans.flatMap((plan) => plan.changes).filter(endsLead).length;
  if (leads > 0) return `${leads} ${leads === 1 ? "route or rule goes" : "routes and rules go"}`;
  return basis === "plan" ? "no danger found" : "";
}

function accessText({ iam, network, exposure, notJudged, knowsOwnAccount }: Findings): string {
  function count(rows: readonly Access[]): number {
    return rows.reduce((sum, { broadens }) => sum + (broadens ? 1 : 0), 0);
  }
  const broader = [phrase(count(iam), "IAM"), phrase(count(network) + count(exposure), "network")].filter(
    (text) => text !== "",
  );
  const [unjudged] = unjudgedText("access", notJudged, "not checked for access");
  if (broader.length === 0) return unjudged === undefined ? "access not broader" : unjudged;
  return [
    `access broader (${broader.join(", ")}${circles([...iam, ...network, ...exposure], knowsOwnAccount)})`,
    ...(unjudged === undefined ? [] : [unjudged]),
  ].join("; ");
}

/** For whom, widest first. */
function circles(rows: readonly Access[], knowsOwn: boolean): string {
  const gained = rows.filter(({ broadens }) => broadens);
  const texts = CIRCLES.filter((circle) => circle !== "this account" && circle !== "this plan").flatMap((circle) => {
    const names = gained.filter(({ who }) => who === circle).map((row) => circleName(row, knowsOwn));
    return [...new Set(names)].map((name) => (name === "unknown" ? "unknown principals" : name));
  });
  const all = [...texts, ...(gained.some(({ administrator }) => administrator === true) ? ["an administrator"] : [])];
  return all.length === 0 ? "" : `; for ${all.join(", ")}`;
}

/** `12 resources of 5 types not checked for access: …`. */
function unjudgedText(question: Question, all: readonly NotJudged[], what: string): readonly string[] {
  const entries = all.filter((entry) => entry.question === question);
  if (entries.length === 0) return [];
  const types = [...new Set(entries.map(({ type }) => type))];
  const resources = entries.length === 1 ? "resource" : "resources";
  const kinds = types.length === 1 ? "" : ` of ${types.length} types`;
  return [`${entries.length} ${resources}${kinds} ${what}: ${few(types)}`];
}

/** Names that the line has room for; the section of what was not judged has all. */
function few(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length <= MOST_NAMES ? shown : `${shown} and ${names.length - MOST_NAMES} more`;
}

const MOST_NAMES = 3;

function phrase(count: number, what: string): string {
  return count === 0 ? "" : `${count} ${what}`;
}

function signed(usd: number): string {
  return `${usd > 0 ? "+" : "−"}$${Math.abs(usd).toFixed(2)}`;
}

function countsOf(plan: StackPlan): StackCounts {
  const managed = plan.changes.filter((change) => change.mode === "managed");
  function count(action: string): number {
    return managed.filter((change) => change.action === action).length;
  }
  return {
    stack: plan.stack,
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    destroy: count("delete"),
    noOp: count("no-op"),
    outputs: plan.outputs.length,
    moved: managed.filter((change) => change.movedFrom !== undefined && !isChanging(change.action)).length,
    forgotten: count("forget"),
    imported: managed.filter((change) => change.imported).length,
    notes: plan.notes,
  };
}
