import type { JsonObject } from "@private-http-api/terraform-json";

/**
 * A change of one resource and what is right of it by AWS's documentation, several where either is:
 * `outside` asks for approval of access, `inside` is more access that does not, a level of danger asks for approval of
 * that, `silent` is none of these.
 */
export type Row = readonly [type: string, before: JsonObject | null, after: JsonObject | null, expected: string];
