import {
  configuredArguments,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  type Plan,
  type PlannedChange,
  type SynthesizedApp,
  withoutInstanceKeys,
} from "@private-http-api/terraform-json";
import { accountsOfPlan, accountsOfStack } from "./accounts-of-plan";
import { fillUnknown } from "./fill-unknown";
import { eventsOf, isKnownAction } from "./plan-events";
import type { Redactor } from "./redact";
import { rememberSecrets } from "./secrets-of-plan";
import type { Action, ResourceChange, StackPlan } from "./stack-plan";
import { stateBucketsOfPlan, stateBucketsOfStack } from "./state-buckets";

export interface FromPlanProps {
  readonly stack: string;
  readonly plan: Plan;
  readonly redactor: Redactor;
  /** The stacks that were planned, for values that only the apply will tell. @default the plan's own configuration */
  readonly app?: SynthesizedApp;
  /** Resources that are in the plan only for the review's sake. @default none */
  readonly ignore?: (address: string) => boolean;
  /** @default none */
  readonly notes?: readonly string[];
}

/** A plan as the review reads it. */
export function stackPlanOf(props: FromPlanProps): StackPlan {
  const { plan, stack, redactor } = props;
  const marked = rememberSecrets(stack, plan, redactor);
  const configured = configurationOf(props);
  function read(change: PlannedChange): ResourceChange {
    return changeOf(stack, change, configured(change), redactor, marked.get(change));
  }
  function kept(changes: readonly PlannedChange[] | undefined): readonly PlannedChange[] {
    return (changes ?? []).filter((change) => props.ignore?.(change.address) !== true);
  }
  return {
    stack,
    ...(props.app === undefined ? {} : { reads: [...props.app.producersOf(stack).values()] }),
    changes: kept(plan.resource_changes).map(read),
    drift: kept(plan.resource_drift).map(read),
    outputs: Object.entries(plan.output_changes ?? {}).flatMap(([name, { actions }]) =>
      actionOf(actions) === "no-op" ? [] : [name],
    ),
    events: eventsOf(stack, plan, kept(plan.resource_changes)),
    accounts: [...accountsOfPlan(plan), ...accountsOfStack(props.app?.get(stack)?.json ?? {})],
    stateBuckets: [
      ...stateBucketsOfPlan(plan),
      ...(props.app?.stacks ?? []).flatMap(({ json }) => stateBucketsOfStack(json)),
    ],
    notes: props.notes ?? [],
  };
}

/** Where the arguments of a resource are looked up. */
function configurationOf(props: FromPlanProps): (change: PlannedChange) => JsonObject | undefined {
  if (props.app?.get(props.stack) === undefined) {
    let planned: ReadonlySet<string> | undefined;
    const argumentsOf = configuredArguments(props.plan.configuration, (address) => {
      planned ??= new Set((props.plan.resource_changes ?? []).map((change) => change.address));
      return planned.has(address);
    });
    return ({ address }) => argumentsOf(address);
  }
  const byAddress = new Map(props.app.resourcesOf(props.stack).map((entry) => [entry.address, entry.values]));
  return (change) => byAddress.get(withoutInstanceKeys(change.address));
}

function changeOf(
  stack: string,
  planned: PlannedChange,
  configured: JsonObject | undefined,
  redactor: Redactor,
  sensitive: Json | undefined,
): ResourceChange {
  const { change } = planned;
  const action = planned.mode === "managed" ? managedActionOf(change) : actionOf(change.actions);
  const hasAfter = isObject(change.after) || isObject(change.after_unknown);
  const filled = fillUnknown(change.after, change.after_unknown, configured);
  const before = optionalObject(redactor.redact(change.before ?? null, sensitive));
  const after =
    hasAfter && change.after !== null ? objectOf(redactor.redact(filled, sensitive, change.before)) : undefined;
  return {
    stack,
    address: planned.address,
    type: planned.type,
    mode: planned.mode,
    action,
    createBeforeDestroy: change.actions[0] === "create" && change.actions.length === 2,
    before,
    // What is only forgotten stays as it is.
    after: action === "forget" ? before : after,
    computed: computedIn(objectOf(change.after_unknown), configured),
    forcedBy: (change.replace_paths ?? []).map((path) => path.join(".")),
    reason: planned.action_reason,
    movedFrom: planned.previous_address,
    imported: isObject(change.importing),
    deposed: planned.deposed !== undefined,
  };
}

function computedIn(unknown: JsonObject, configured: JsonObject | undefined): readonly string[] {
  return Object.keys(unknown).filter((name) => unknown[name] === true && configured?.[name] === undefined);
}

function optionalObject(value: Json): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** Of an action that this project does not know: what it does follows from what is left after it. */
function managedActionOf({ actions, before, after }: PlannedChange["change"]): Action {
  if (isKnownAction(actions)) return actionOf(actions);
  if (!isObject(before)) return "create";
  return after === null ? "delete" : "update";
}

function actionOf(actions: readonly string[]): Action {
  function has(action: string): boolean {
    return actions.includes(action);
  }
  if (has("create") && (has("delete") || has("forget"))) return "replace";
  for (const action of ["create", "delete", "update", "forget", "read"] as const) if (has(action)) return action;
  return "no-op";
}
