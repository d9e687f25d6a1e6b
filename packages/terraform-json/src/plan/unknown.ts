/** What a plan shows in place of a value that only the apply will tell. */
export const UNKNOWN = "(known after apply)";

/** Stands before the reference that an unknown value is made of, in a way that a plan does not tell. */
export const BUILT_FROM = "built from ";
