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
