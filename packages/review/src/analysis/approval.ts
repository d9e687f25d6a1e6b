/**
 * What a human should say yes to. `outside`: access for anyone, another account or unknown principals, and for
 * administrators; `broadening`: more access for anyone.
 */
export const APPROVALS = ["danger", "outside", "broadening", "unjudged", "any-change"] as const;

export type Approval = (typeof APPROVALS)[number];

/** What asks for approval where nothing else is said. */
export const DEFAULT_APPROVAL: readonly Approval[] = ["danger", "outside"];
