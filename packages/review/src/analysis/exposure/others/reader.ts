import type { JsonObject } from "@private-http-api/terraform-json";
import type { Grant } from "../grants/grant";

/** What resources of other providers than AWS's give by being there. */
export interface Reader {
  readonly types: RegExp;
  /** The provider's page of the type, or of one of the types. */
  readonly source: string;
  readonly read: (values: JsonObject) => readonly Grant[];
}
