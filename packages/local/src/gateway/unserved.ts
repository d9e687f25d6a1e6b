import type { Refusal } from "./refusal";

/** An answer that AWS never gives: what is behind the route is not served on this machine, for this reason. */
export function unserved(reason: string): Refusal {
  return { status: 501, message: reason };
}

/** The reason for the page and the console. */
export function unservedReason(reason: string): string {
  return `${reason}: 501, it is not served on this machine`;
}
