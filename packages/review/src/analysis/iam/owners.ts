import { textOf, type Json } from "@private-http-api/terraform-json";
import { isAmbiguous } from "../../plan/unknown-names";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";

/** The resource that a policy belongs to, or a value that names it. */
export type Owner = Resource | string;

/** Attributes that name whom or what a policy is for; the first that a resource has is taken. */
const OWNER_ATTRIBUTES: readonly string[] = [
  ...["role", "user", "group", "permission_set_arn", "bucket", "repository", "repository_name", "key_id", "queue_url"],
  ...["secret_arn", "vpc_endpoint_id", "event_bus_name", "file_system_id", "resource_arn", "backup_vault_name"],
  ...["domain_name", "rest_api_id", "destination_name", "vault_name", "function_name", "domain", "arn"],
];

/** Types that an attribute names; others with the same id (a bucket's versioning, a role's instance profile) are not meant. */
const OWNER_TYPES: Readonly<Record<string, string>> = {
  role: "aws_iam_role",
  role_name: "aws_iam_role",
  user_name: "aws_iam_user",
  group_name: "aws_iam_group",
  roles: "aws_iam_role",
  user: "aws_iam_user",
  users: "aws_iam_user",
  group: "aws_iam_group",
  groups: "aws_iam_group",
  bucket: "aws_s3_bucket",
  repository: "aws_ecr_repository",
  repository_name: "aws_ecr_repository",
  event_bus_name: "aws_cloudwatch_event_bus",
  backup_vault_name: "aws_backup_vault",
  function_name: "aws_lambda_function",
};

/** What an attribute's value names. */
export function namedBy(
  resource: Resource,
  attribute: string,
  value: Json | undefined,
  planned: PlannedResources,
): Owner {
  const type = OWNER_TYPES[attribute];
  const typed = type === undefined ? undefined : planned.resolve(resource, value, type);
  const found = typed ?? planned.resolve(resource, value);
  if (found !== undefined) return found;
  const text = textOf(value);
  return text === undefined || isAmbiguous(text, resource.address) ? resource.address : text;
}

/** Whom a resource that is nothing but a policy is for. */
export function ownerOf(resource: Resource, planned: PlannedResources): Owner {
  const attribute = OWNER_ATTRIBUTES.find((name) => textOf(resource.values[name]) !== undefined);
  const owner = attribute === undefined ? undefined : namedBy(resource, attribute, resource.values[attribute], planned);
  // Its own ARN names no other resource.
  if (owner === undefined || (typeof owner !== "string" && identityOf(owner) === identityOf(resource)))
    return resource.address;
  return owner;
}
