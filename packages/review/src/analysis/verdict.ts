import { isChanging, type StackPlan } from "../plan/stack-plan";
import { endsLead, endsUntold } from "./danger/kinds";

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

export type Approval = "never" | "broadening" | "any-change";

export interface Verdict {
  readonly line: string;
  readonly changes: boolean;
  /** More access by IAM or by the network. */
  readonly broadens: boolean;
  /** Whether the policy asked for wants a human's approval. */
  readonly needsApproval: boolean;
  readonly stacks: readonly StackCounts[];
}

export interface Findings {
  /** `synthesized`: whether anything is replaced is not known. */
  readonly basis: "plan" | "synthesized";
  readonly dangers: number;
  readonly broaderIam: number;
  readonly broaderNetwork: number;
  readonly drifted: number;
  /** US dollars a month. */
  readonly costDifference: number;
}

export const verdictOf = (plans: readonly StackPlan[], found: Findings, policy: Approval): Verdict => {
  const stacks = plans.map(countsOf);
  const total = (
    key: "create" | "update" | "replace" | "destroy" | "outputs" | "moved" | "forgotten" | "imported",
  ): number => stacks.reduce((sum, counts) => sum + counts[key], 0);
  const counts = [
    phrase(total("imported"), "to import"),
    phrase(total("create"), "to create"),
    phrase(total("update"), "to update"),
    phrase(total("replace"), "to replace"),
    phrase(total("destroy"), "to destroy"),
    phrase(total("forgotten"), "to forget"),
    phrase(total("moved"), "to move"),
    phrase(total("outputs"), total("outputs") === 1 ? "changed output" : "changed outputs"),
  ].filter((text) => text !== "");
  const changes = counts.length > 0;
  const broadens = found.broaderIam + found.broaderNetwork > 0;
  const drifted = found.drifted === 0 ? [] : [`${found.drifted} drifted`];
  const judged = [
    ...endsOf(plans, found),
    broadens ? `access broader (${accessOf(found)})` : "access not broader",
    ...drifted,
    ...(found.costDifference === 0 ? [] : [`${signed(found.costDifference)} $ a month`]),
  ];
  return {
    line: changes
      ? `${counts.join(", ")}: ${judged.join("; ")}.`
      : `No change${drifted.length > 0 ? `; ${drifted.join("")}` : ""}.`,
    changes,
    broadens,
    needsApproval: changes && (policy === "any-change" || (policy === "broadening" && broadens)),
    stacks,
  };
};

/** What goes: a resource of a type that says nothing of what is in it, or goes over it, is not called harmless. */
const endsOf = (plans: readonly StackPlan[], { dangers, basis }: Findings): readonly string[] => {
  const all = plans.flatMap((plan) => plan.changes);
  const untold = all.filter(endsUntold);
  const types = [...new Set(untold.map(({ type }) => type))];
  const named = types.length <= MOST_TYPES ? ` (${types.join(", ")})` : "";
  const may = `that may hold data or carry traffic${named}`;
  if (untold.length > 0) {
    return dangers === 0
      ? [`${untold.length} ${untold.length === 1 ? "goes" : "go"} ${may}`]
      : [`${dangers} dangerous, ${untold.length} more ${may}`];
  }
  if (dangers > 0) return [`${dangers} dangerous`];
  const leads = all.filter(endsLead).length;
  if (leads > 0) return [`${leads} ${leads === 1 ? "route or rule goes" : "routes and rules go"}`];
  return basis === "plan" ? ["nothing that holds data or carries traffic goes"] : [];
};

/** Types that the line names. */
const MOST_TYPES = 3;

const accessOf = ({ broaderIam, broaderNetwork }: Findings): string =>
  [phrase(broaderIam, "IAM"), phrase(broaderNetwork, "network")].filter((text) => text !== "").join(", ");

const phrase = (count: number, what: string): string => (count === 0 ? "" : `${count} ${what}`);

const signed = (usd: number): string => `${usd > 0 ? "+" : "−"}${Math.abs(usd).toFixed(2)}`;

const countsOf = (plan: StackPlan): StackCounts => {
  const managed = plan.changes.filter((change) => change.mode === "managed");
  const count = (action: string): number => managed.filter((change) => change.action === action).length;
  return {
    stack: plan.stack,
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    destroy: count("delete"),
    noOp: count("no-op"),
    outputs: plan.outputs,
    moved: managed.filter((change) => change.movedFrom !== undefined && !isChanging(change.action)).length,
    forgotten: count("forget"),
    imported: managed.filter((change) => change.imported).length,
    notes: plan.notes,
  };
};
