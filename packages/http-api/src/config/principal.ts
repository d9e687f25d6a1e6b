import { parseArn } from "@private-http-api/terraform-json/values";

/** The account of a principal, which is its number or the ARN of one of its users or roles. */
export function accountOf(principal: string): string {
  return parseArn(principal)?.account ?? principal;
}
