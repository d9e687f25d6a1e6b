import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";

/** Attributes in which AWS, or a provider, shows what the service itself or an apply did, not a manual change. */
const ECHOES: Readonly<Record<string, readonly string[]>> = {
  aws_apigatewayv2_stage: ["deployment_id"],
  aws_autoscaling_group: ["desired_capacity"],
  aws_eip: ["association_id", "instance", "network_interface", "private_dns", "private_ip", "public_dns"],
  aws_iam_policy: ["attachment_count"],
  aws_lb_target_group: ["load_balancer_arns"],
  aws_route_table: ["propagating_vgws"],
  aws_vpc_endpoint: ["network_interface_ids", "subnet_configuration"],
  // There is none before the image's first push.
  docker_image: ["repo_digest"],
};

/** The resource type that states an attribute of another one, and the attribute in it that names that one. */
interface Stating {
  readonly type: string;
  readonly names: string;
}

function stating(names: string, ...types: readonly [attribute: string, type: string][]) {
  return Object.fromEntries(types.map(([attribute, type]) => [attribute, { type, names }]));
}

/** Attributes that show what a resource of its own states. Where there is no such resource, they were changed outside Terraform. */
const STATED_ELSEWHERE: Readonly<Record<string, Readonly<Record<string, Stating>>>> = {
  aws_kms_key: stating("key_id", ["policy", "aws_kms_key_policy"]),
  aws_s3_bucket: stating(
    "bucket",
    ["acceleration_status", "aws_s3_bucket_accelerate_configuration"],
    ["acl", "aws_s3_bucket_acl"],
    ["cors_rule", "aws_s3_bucket_cors_configuration"],
    ["grant", "aws_s3_bucket_acl"],
    ["lifecycle_rule", "aws_s3_bucket_lifecycle_configuration"],
    ["logging", "aws_s3_bucket_logging"],
    ["policy", "aws_s3_bucket_policy"],
    ["replication_configuration", "aws_s3_bucket_replication_configuration"],
    ["server_side_encryption_configuration", "aws_s3_bucket_server_side_encryption_configuration"],
    ["versioning", "aws_s3_bucket_versioning"],
    ["website", "aws_s3_bucket_website_configuration"],
  ),
  aws_secretsmanager_secret: stating("secret_arn", ["policy", "aws_secretsmanager_secret_policy"]),
  aws_sns_topic: stating("arn", ["policy", "aws_sns_topic_policy"]),
  aws_sqs_queue: stating("queue_url", ["policy", "aws_sqs_queue_policy"]),
  aws_vpc_endpoint: stating("vpc_endpoint_id", ["policy", "aws_vpc_endpoint_policy"]),
};

/** Whether a drifted attribute is AWS's or another resource's to write. */
export function isEcho(change: ResourceChange, attribute: string, { before }: BeforeAndAfter): boolean {
  if (ECHOES[change.type]?.includes(attribute) === true) return true;
  const stated = STATED_ELSEWHERE[change.type]?.[attribute];
  if (stated === undefined) return false;
  return before.ofType(stated.type).some((resource) => {
    const named = before.resolve(resource, resource.values[stated.names], change.type);
    return named?.stack === change.stack && named.address === change.address;
  });
}
