import type { ResourceChange } from "../../plan/stack-plan";
import type { DangerLevel } from "./level";

export interface Danger {
  readonly stack: string;
  readonly address: string;
  readonly what: "replaced" | "destroyed" | "protection off" | "changed";
  /** `data`, `traffic`: what the resource holds or carries. */
  readonly holds: "data" | "traffic" | "protection";
  readonly level: DangerLevel;
  /** Whether a human should say yes to it first. */
  readonly approval: boolean;
  /** Whether no approval makes it right: Terraform's own states would be lost. */
  readonly never: boolean;
  /** The attribute that forces it, or Terraform's reason. */
  readonly because: string;
  /** What to expect. */
  readonly downtime: string;
}

const HOLDS = { "loses data": "data", "interrupts traffic": "traffic", "weakens protection": "protection" } as const;

interface Told extends Pick<Danger, "level" | "because" | "downtime"> {
  /** @default true */
  readonly approval?: false;
}

/** The danger of a change that destroys and replaces nothing. */
export function dangerOf({ stack, address }: ResourceChange, told: Told): Danger {
  const { level, because, downtime, approval = true } = told;
  const what = level === "weakens protection" ? "protection off" : "changed";
  return { stack, address, what, holds: HOLDS[level], level, approval, never: false, because, downtime };
}
