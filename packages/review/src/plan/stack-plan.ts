import type { JsonObject } from "@private-http-api/terraform-json";
import type { PlanEvent } from "./plan-events";

export type Action = "create" | "update" | "replace" | "delete" | "forget" | "read" | "no-op";

/** What a plan does to one resource, sensitive values taken out and unknown ones named by their expression. */
export interface ResourceChange {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly action: Action;
  /** Whether a replacement is there before the old one goes. */
  readonly createBeforeDestroy: boolean;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  /** Attributes that AWS computes and only the apply will tell. @default none */
  readonly computed?: readonly string[];
  /** Attributes that force a replacement, as `subnets` or `network_configuration.0.subnets`. */
  readonly forcedBy: readonly string[];
  /** Why Terraform acts, where no attribute says it: `delete_because_no_resource_config`. */
  readonly reason?: string | undefined;
  /** The address it had, when it was moved. */
  readonly movedFrom?: string | undefined;
  /** Whether Terraform starts to manage what exists. */
  readonly imported: boolean;
  /** An earlier instance that a failed replacement left behind. */
  readonly deposed: boolean;
}

export interface StackPlan {
  readonly stack: string;
  /** Stacks whose state it reads. @default not known */
  readonly reads?: readonly string[];
  readonly changes: readonly ResourceChange[];
  readonly drift: readonly ResourceChange[];
  /** Names of the outputs that change. */
  readonly outputs: readonly string[];
  /** What else the plan reports. @default nothing */
  readonly events?: readonly PlanEvent[];
  /** Numbers of the accounts that the providers work in, as far as the plan says. @default not known */
  readonly accounts?: readonly string[];
  /** Names of buckets that hold Terraform states, as far as backends and `terraform_remote_state` tell. */
  readonly stateBuckets?: readonly string[];
  /** What the reader should know of how this plan was made. */
  readonly notes: readonly string[];
}

/** Whether an action changes something that exists or will exist. */
export function isChanging(action: Action): boolean {
  return action !== "no-op" && action !== "read";
}
