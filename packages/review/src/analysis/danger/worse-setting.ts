import type { DangerLevel } from "./level";

/** A setting that a change makes worse. */
export interface WorseSetting {
  readonly level: DangerLevel;
  /** `desired_count: 4 → 0`. */
  readonly because: string;
  readonly expect: string;
}
