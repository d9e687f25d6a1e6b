import { blocksOf, type Json, type Plan, type PlannedChange, textOf } from "@private-http-api/terraform-json";

export const EVENT_KINDS = [
  "action",
  "deferred change",
  "deferred action",
  "failed check",
  "unknown action",
  "incomplete",
] as const;

/** What a plan reports besides changes to resources. */
export interface PlanEvent {
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly stack: string;
  /** The action, resource or check; empty where it is the whole plan. */
  readonly address: string;
  /** The type of the action or resource; empty for others. */
  readonly type: string;
  readonly what: string;
}

/** Actions that are invoked, what is left for a later apply, checks that fail, and whether the plan is all there is. */
export function eventsOf(stack: string, plan: Plan, kept: readonly PlannedChange[]): readonly PlanEvent[] {
  function event(kind: PlanEvent["kind"], address: string, what: string, type = ""): PlanEvent {
    return {
      kind,
      stack,
      address,
      type,
      what,
    };
  }
  return [
    ...(plan.action_invocations ?? []).map(({ address, type }) =>
      event("action", address, "the apply invokes it", type ?? typeIn(address)),
    ),
    ...(plan.deferred_changes ?? []).map(({ reason, resource_change: { address, type, change } }) =>
      event("deferred change", address, `${actionText(change.actions)}; ${reasonText(reason)}`, type),
    ),
    ...(plan.deferred_action_invocations ?? []).map(({ reason, action_invocation: { address, type } }) =>
      event("deferred action", address, reasonText(reason), type ?? typeIn(address)),
    ),
    ...kept
      .filter(({ mode, change }) => mode === "managed" && !isKnownAction(change.actions))
      .map(({ address, type, change }) => event("unknown action", address, change.actions.join(", "), type)),
    ...(plan.checks ?? [])
      .filter(({ status }) => status === "fail" || status === "error")
      .map(({ address, instances }) => event("failed check", address.to_display ?? "", problemsIn(instances))),
    ...(plan.complete === false ? [event("incomplete", "", "another plan and apply have to follow this one")] : []),
  ];
}

const KNOWN: ReadonlySet<string> = new Set(["no-op", "create", "read", "update", "delete", "forget"]);

/** Whether this project knows what an action does. */
export function isKnownAction(actions: readonly string[]): boolean {
  return actions.every((action) => KNOWN.has(action));
}

/** `aws_lambda_invoke` of `module.a.action.aws_lambda_invoke.warm["x"]`. */
function typeIn(address: string): string {
  return /(?:^|\.)action\.(\w+)\./.exec(address)?.[1] ?? "";
}

function actionText(actions: readonly string[]): string {
  return actions.length > 1 ? "replace" : (actions[0] ?? "change");
}

function reasonText(reason: string | undefined): string {
  return `left for a later apply${reason === undefined ? "" : ` (${reason.replaceAll("_", " ")})`}`;
}

function problemsIn(instances: Json | undefined): string {
  const messages = blocksOf(instances)
    .flatMap((instance) => blocksOf(instance["problems"]))
    .flatMap((problem) => textOf(problem["message"]) ?? []);
  return messages.length === 0 ? "fails" : messages.join("\n");
}
