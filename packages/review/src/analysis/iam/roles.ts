import { parseArn, textOf } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";

/** The role that a value names: by reference, ARN or name, also through an instance profile. */
export function roleOf(planned: PlannedResources, from: Resource, value: string): Resource | undefined {
  const named = planned.resolve(from, value, "aws_iam_role", "aws_iam_instance_profile") ?? byName(planned, value);
  if (named?.type !== "aws_iam_instance_profile") return named;
  const role = textOf(named.values["role"]) ?? "";
  return planned.resolve(named, role, "aws_iam_role") ?? byName(planned, role);
}

/** Profiles and roles are also given by their name. */
function byName(planned: PlannedResources, value: string): Resource | undefined {
  const name = /^(?:role|instance-profile)\/(?:.*\/)?([^/]+)$/.exec(parseArn(value)?.resource ?? "")?.[1] ?? value;
  const named = planned
    .ofType("aws_iam_role", "aws_iam_instance_profile")
    .filter((entry) => textOf(entry.values["name"]) === name);
  return named.length === 1 ? named[0] : undefined;
}
