/** What a danger does, from the worst to the mildest. */
export const DANGER_LEVELS = ["loses data", "interrupts traffic", "weakens protection"] as const;

export type DangerLevel = (typeof DANGER_LEVELS)[number];
