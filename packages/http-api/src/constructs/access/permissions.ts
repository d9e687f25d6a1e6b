import type { PolicyStatement } from "../policy-document";
import type { AccessScope } from "./scope";

/** What a deploy needs for one part of AWS. */
export interface Permissions {
  /** What a plan reads. List and describe actions rarely support resources, and none of these reads data. */
  readonly read: readonly string[];
  /** What an apply changes, on which resources or under which conditions. */
  readonly write: (scope: AccessScope) => readonly PolicyStatement[];
}

export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[],
  Condition?: PolicyStatement["Condition"],
): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition ? { Condition } : {}) };
}

/** `names("ec2", ["CreateVpc"])` is `["ec2:CreateVpc"]`. */
export function names(service: string, operations: readonly string[]): readonly string[] {
  return operations.map((operation) => `${service}:${operation}`);
}
