import { parseArn, textOf } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";

/** The role that a value names: by reference, ARN or name, also through an instance profile. */
export function roleOf(planned: PlannedResources, from: Resource, value: string): Resource | undefined {
  const named = resolve(planned, from, value, "aws_iam_role", "aws_iam_instance_profile");
  if (named?.type !== "aws_iam_instance_profile") return named;
  return resolve(planned, named, textOf(named.values["role"]) ?? "", "aws_iam_role");
}

/** A role that the plan creates has no ARN yet: its name is at the end of the ARN that it will have. */
function resolve(
  planned: PlannedResources,
  from: Resource,
  value: string,
  ...types: readonly string[]
): Resource | undefined {
  const name = /^(?:role|instance-profile)\/(?:.*\/)?([^/]+)$/.exec(parseArn(value)?.resource ?? "")?.[1];
  return (
    planned.resolve(from, value, ...types) ?? (name === undefined ? undefined : planned.resolve(from, name, ...types))
  );
}
