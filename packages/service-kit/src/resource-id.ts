import { ApiError } from "./api-error";

/** Exactly one form per number: ASCII digits without sign, leading zero, fraction or exponent. */
const WHOLE_NUMBER = /^[1-9][0-9]*$/;

/**
 * Reads a path segment as the id of a resource: a whole number from 1 to 2^53 - 1. Larger ids could become the same
 * JavaScript number.
 */
export function parseResourceId(text: string): number {
  const id = WHOLE_NUMBER.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(id)) return id;
  throw new ApiError(400, "invalid_id", `The id must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}.`);
}
