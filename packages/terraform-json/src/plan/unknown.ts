/** How a plan shows a value that is known after apply. */
export const UNKNOWN = "(known after apply)";

/** Prefix of the reference from which an unknown value is built; a plan does not show how. */
export const BUILT_FROM = "built from ";
