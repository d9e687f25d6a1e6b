import { BUILT_FROM, instanceKeysOf, UNKNOWN } from "@private-http-api/terraform-json";

/**
 * Whether a text that no resource was found by may mean something else in each place where it stands: what only the
 * apply will tell, and a reference from one of several instances.
 */
export function isAmbiguous(text: string, address: string): boolean {
  return text.includes(UNKNOWN) || (text.includes(BUILT_FROM) && instanceKeysOf(address).length > 0);
}
