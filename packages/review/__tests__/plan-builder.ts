import { type Json, type JsonObject, type Plan, planSchema } from "@private-http-api/terraform-json";
import { beforeAndAfter, type BeforeAndAfter } from "../src/analysis/before-and-after";
import { stackPlanOf } from "../src/plan/from-plan";
import { Redactor } from "../src/plan/redact";
import type { Scrubbed } from "../src/plan/scrubbed";
import { reviewPlans, type Review, type ReviewedPlans, type ReviewProps } from "../src/review";

export interface BuiltChange {
  readonly address: string;
  readonly actions?: readonly string[];
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
  readonly after_unknown?: Json;
  readonly before_sensitive?: Json;
  readonly after_sensitive?: Json;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly action_reason?: string;
  readonly deposed?: string;
  readonly importing?: JsonObject;
}

/** A plan as `terraform show -json` writes it, as far as a test says. */
export function planOf(
  changes: readonly BuiltChange[],
  rest: JsonObject = {},
  drift: readonly BuiltChange[] = [],
): Plan {
  return planSchema.parse({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes.map(asPlanned),
    resource_drift: drift.map(asPlanned),
    ...rest,
  });
}

function asPlanned({ address, action_reason, deposed, actions, before = null, after = null, ...change }: BuiltChange) {
  const local = address.replace(/^(module\.[^.]+\.)+/, "");
  const [mode, type, name] = local.startsWith("data.")
    ? ["data", ...local.split(".").slice(1)]
    : ["managed", ...local.split(".")];
  return {
    address,
    mode,
    type,
    name,
    ...(action_reason === undefined ? {} : { action_reason }),
    ...(deposed === undefined ? {} : { deposed }),
    change: { actions: actions ?? actionsOf(before, after), before, after, ...change },
  };
}

function actionsOf(before: JsonObject | null, after: JsonObject | null): readonly string[] {
  if (before === null) return ["create"];
  if (after === null) return ["delete"];
  return [JSON.stringify(before) === JSON.stringify(after) ? "no-op" : "update"];
}

/** Both sides of one built plan. */
export function sidesOfChanges(changes: readonly BuiltChange[]): BeforeAndAfter {
  return beforeAndAfter([stackPlanOf({ stack: "dev", plan: planOf(changes), redactor: new Redactor() })]);
}

/** The review of one built plan. */
export function reviewOf(
  changes: readonly BuiltChange[],
  props: Partial<ReviewProps> & { rest?: JsonObject; drift?: readonly BuiltChange[] } = {},
): Scrubbed<Review> {
  return reviewedPlans(changes, props).review;
}

/** The same, with the picture. */
export function reviewedPlans(
  changes: readonly BuiltChange[],
  props: Partial<ReviewProps> & { rest?: JsonObject; drift?: readonly BuiltChange[] } = {},
): ReviewedPlans {
  const redactor = new Redactor();
  const plans = [stackPlanOf({ stack: "dev", plan: planOf(changes, props.rest, props.drift), redactor })];
  return reviewPlans({ subject: "dev", basis: "plan", plans, redactor, ...props });
}
