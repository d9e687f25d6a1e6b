import type { JsonObject } from "@private-http-api/terraform-json";
import type { Row } from "./row";

function policy(...statements: readonly JsonObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
const READ = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" };

/** The same policy, or a narrower one, in other words. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const DOCUMENTS: readonly (readonly [string, string])[] = [
  [policy(READ), policy({ ...READ, Action: ["s3:ListBucket", "s3:GetObject"] })],
  [policy(READ), policy({ ...READ, Action: "s3:GetObject" }, { ...READ, Action: "s3:ListBucket" })],
  [policy({ ...READ, Action: "s3:GetObject" }, { ...READ, Action: "s3:ListBucket" }), policy(READ)],
  [policy(READ), policy({ ...READ, Action: ["S3:getobject", "s3:LISTBUCKET"] })],
  [policy(READ), policy({ ...READ, Sid: "Read" })],
  [policy(READ), policy({ ...READ, Resource: ["*"] })],
  [policy({ ...READ, Action: "s3:*" }), policy(READ)],
  [policy({ ...READ, Action: "s3:Get*" }), policy({ ...READ, Action: "s3:GetObject" })],
  [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), policy(READ)],
  [
    policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    policy({ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }),
  ],
  [policy(READ), policy(READ, { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" })],
  [policy(READ), policy(READ, READ)],
  [policy(READ), policy({ ...READ, Resource: "arn:aws:s3:::a/*" })],
  [policy({ ...READ, Resource: "arn:aws:s3:::a*" }), policy({ ...READ, Resource: "arn:aws:s3:::abc/*" })],
  [policy(READ), policy({ ...READ, Condition: { Bool: { "aws:SecureTransport": "true" } } })],
  [
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": ["a", "b"] } } }),
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": ["a"] } } }),
  ],
  [
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": ["a", "b"] } } }),
    policy({ ...READ, Condition: { StringEquals: { "aws:sourcevpce": ["b", "a"] } } }),
  ],
  [
    policy({ ...READ, Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::1*:role/*" } } }),
    policy({ ...READ, Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::1*:role/a" } } }),
  ],
  [
    policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } } }),
    policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": ["10.1.0.0/16", "10.2.0.0/16"] } } }),
  ],
  [
    policy({ ...READ, Condition: { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/16"] } } }),
    policy({ ...READ, Condition: { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } } }),
  ],
  [
    policy({ ...READ, Condition: { StringNotEquals: { "aws:PrincipalTag/t": ["a"] } } }),
    policy({ ...READ, Condition: { StringNotEquals: { "aws:PrincipalTag/t": ["a", "b"] } } }),
  ],
  [
    policy({ ...READ, Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } } }),
    policy({ ...READ, Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "600" } } }),
  ],
  [
    policy({ ...READ, Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } } }),
    policy({ ...READ, Condition: { DateLessThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } } }),
  ],
  [
    policy({ ...READ, Condition: { Bool: { "aws:SecureTransport": true } } }),
    policy({ ...READ, Condition: { Bool: { "aws:SecureTransport": ["true"] } } }),
  ],
];

/** More than before: must not stay silent. */
const WIDER: readonly (readonly [string, string])[] = [
  [policy(READ), policy({ ...READ, Action: "s3:*" })],
  [policy({ ...READ, Resource: "arn:aws:s3:::a/*" }), policy(READ)],
  [policy({ ...READ, Condition: { Bool: { "aws:SecureTransport": "true" } } }), policy(READ)],
  [policy(READ, { Effect: "Deny", Action: "s3:GetObject", Resource: "*" }), policy(READ)],
  [
    policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/16" } } }),
    policy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
  ],
  [
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": "a" } } }),
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": ["a", "b"] } } }),
  ],
  [
    policy({ ...READ, Condition: { StringEquals: { "aws:SourceVpce": "a" } } }),
    policy({ ...READ, Condition: { StringEqualsIfExists: { "aws:SourceVpce": "a" } } }),
  ],
  [
    policy({ ...READ, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    policy({ ...READ, Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } } }),
  ],
  [
    policy({ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }),
    policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
  ],
];

const INGRESS = { protocol: "tcp", from_port: 443, to_port: 443 };

/** Written otherwise, and nothing else. */
const SAME: readonly Row[] = [
  ["aws_db_instance", { tags: { a: "1" } }, { tags: { a: "1", b: "2" } }, "silent"],
  ["aws_db_instance", { publicly_accessible: null }, { publicly_accessible: false }, "silent"],
  ["aws_db_instance", { publicly_accessible: false }, { publicly_accessible: null }, "silent"],
  ["aws_db_instance", { deletion_protection: null }, { deletion_protection: false }, "silent"],
  ["aws_db_instance", { deletion_protection: false }, { deletion_protection: true }, "silent"],
  ["aws_db_instance", { backup_retention_period: 1 }, { backup_retention_period: 30 }, "silent"],
  ["aws_lb_listener", { protocol: "HTTP", port: 80 }, { protocol: "HTTPS", port: 443 }, "silent|interrupts traffic"],
  ["aws_lb", { internal: false, name: "a" }, { internal: true, name: "a" }, "silent|interrupts traffic"],
  [
    "aws_security_group",
    { name: "a", ingress: [{ ...INGRESS, cidr_blocks: ["10.0.0.0/8"] }] },
    { name: "a", ingress: [{ ...INGRESS, cidr_blocks: ["10.1.0.0/16"] }] },
    "silent",
  ],
  [
    "aws_security_group",
    { name: "a", ingress: [{ ...INGRESS, cidr_blocks: ["10.0.0.0/8", "192.0.2.0/24"] }] },
    {
      name: "a",
      ingress: [
        { ...INGRESS, cidr_blocks: ["192.0.2.0/24"] },
        { ...INGRESS, cidr_blocks: ["10.0.0.0/8"] },
      ],
    },
    "silent",
  ],
  [
    "aws_security_group",
    { name: "a", ingress: [{ protocol: "tcp", from_port: 0, to_port: 65535, cidr_blocks: ["0.0.0.0/0"] }] },
    { name: "a", ingress: [{ ...INGRESS, cidr_blocks: ["0.0.0.0/0"] }] },
    "silent",
  ],
  [
    "aws_security_group",
    { name: "a", ingress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }] },
    { name: "a", ingress: [{ ...INGRESS, cidr_blocks: ["198.51.100.0/24"] }] },
    "silent",
  ],
  [
    "aws_security_group",
    { name: "a", ingress: [] },
    { name: "a", ingress: [{ ...INGRESS, security_groups: ["sg-1"], self: false }] },
    "inside|outside",
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    { security_group_id: "sg", cidr_ipv4: "0.0.0.0/0", ip_protocol: "tcp", from_port: 1, to_port: 9 },
    null,
    "silent",
  ],
  [
    "aws_network_acl_rule",
    {
      network_acl_id: "n",
      rule_number: 1,
      egress: false,
      protocol: "-1",
      rule_action: "allow",
      cidr_block: "0.0.0.0/0",
    },
    {
      network_acl_id: "n",
      rule_number: 1,
      egress: false,
      protocol: "-1",
      rule_action: "deny",
      cidr_block: "0.0.0.0/0",
    },
    "interrupts traffic",
  ],
  [
    "aws_iam_user_policy_attachment",
    { user: "u", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    null,
    "silent",
  ],
  [
    "aws_ram_principal_association",
    { principal: "222222222222", resource_share_arn: "r" },
    null,
    "silent|interrupts traffic",
  ],
  ["aws_lambda_permission", { action: "lambda:InvokeFunction", function_name: "f", principal: "*" }, null, "silent"],
  [
    "aws_eks_cluster",
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["198.51.100.0/24"] }] },
    "silent",
  ],
  ["aws_db_snapshot", { shared_accounts: ["all"] }, { shared_accounts: [] }, "silent"],
  ["aws_ssm_document", { permissions: { type: "Share", account_ids: "All" } }, { permissions: {} }, "silent"],
  [
    "aws_iam_role",
    { name: "r", permissions_boundary: null },
    { name: "r", permissions_boundary: "arn:aws:iam::111111111111:policy/b" },
    "silent",
  ],
  ["aws_iam_role", { name: "r", max_session_duration: 7200 }, { name: "r", max_session_duration: 3600 }, "silent"],
  ["aws_iam_role", { name: "r", description: "a" }, { name: "r", description: "b" }, "silent"],
  ["aws_kms_key", { enable_key_rotation: false }, { enable_key_rotation: true }, "silent"],
  [
    "aws_s3_bucket_public_access_block",
    null,
    {
      bucket: "b",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
    "silent",
  ],
  ["aws_cloudfront_distribution", { price_class: "PriceClass_100" }, { price_class: "PriceClass_All" }, "silent"],
  ["aws_lambda_function", { memory_size: 128, timeout: 3 }, { memory_size: 512, timeout: 30 }, "silent"],
  [
    "aws_lambda_function",
    { environment: [{ variables: { PUBLIC_URL: "a" } }] },
    { environment: [{ variables: { PUBLIC_URL: "b" } }] },
    "silent",
  ],
  [
    "aws_lambda_function",
    { environment: [{ variables: { ENABLED: "true" } }] },
    { environment: [{ variables: { ENABLED: "false" } }] },
    "silent",
  ],
  ["aws_ecs_task_definition", { family: "f", cpu: "256" }, { family: "f", cpu: "512" }, "silent"],
  ["aws_ecs_service", { desired_count: 2 }, { desired_count: 4 }, "silent"],
  ["aws_autoscaling_group", { min_size: 1, max_size: 3 }, { min_size: 2, max_size: 6 }, "silent"],
  ["aws_sqs_queue", { message_retention_seconds: 60 }, { message_retention_seconds: 1209600 }, "silent"],
  ["aws_sqs_queue", { visibility_timeout_seconds: 30 }, { visibility_timeout_seconds: 0 }, "silent"],
  ["aws_cloudwatch_metric_alarm", { threshold: 80 }, { threshold: 70 }, "silent"],
  ["aws_cloudwatch_metric_alarm", { actions_enabled: null }, { actions_enabled: true }, "silent"],
  ["aws_subnet", { map_public_ip_on_launch: null }, { map_public_ip_on_launch: false }, "silent"],
  ["aws_subnet", { map_public_ip_on_launch: true }, { map_public_ip_on_launch: false }, "silent"],
  ["aws_instance", { monitoring: true }, { monitoring: false }, "silent"],
  ["aws_instance", { ebs_optimized: false }, { ebs_optimized: true }, "silent"],
  ["aws_vpc", { enable_dns_hostnames: false }, { enable_dns_hostnames: true }, "silent"],
  [
    "aws_vpc",
    { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: false },
    { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true },
    "silent",
  ],
  [
    "aws_wafv2_web_acl",
    { default_action: [{ allow: [{}] }] },
    { default_action: [{ block: [{}] }] },
    "silent|interrupts traffic",
  ],
  ["aws_wafv2_web_acl", { rule: [{ name: "a" }] }, { rule: [{ name: "a" }, { name: "b" }] }, "silent"],
  [
    "aws_opensearch_domain",
    { domain_endpoint_options: [{ enforce_https: false }] },
    { domain_endpoint_options: [{ enforce_https: true }] },
    "silent",
  ],
  [
    "aws_elasticache_replication_group",
    { transit_encryption_enabled: false },
    { transit_encryption_enabled: true },
    "silent",
  ],
  ["aws_ecr_repository", { image_tag_mutability: "MUTABLE" }, { image_tag_mutability: "IMMUTABLE" }, "silent"],
  ["aws_cognito_user_pool", { mfa_configuration: "OFF" }, { mfa_configuration: "ON" }, "silent"],
  ["aws_cloudtrail", { enable_logging: null }, { enable_logging: true }, "silent"],
  ["aws_guardduty_detector", { enable: false }, { enable: true }, "silent"],
  ["aws_cloudwatch_event_rule", { state: "DISABLED" }, { state: "ENABLED" }, "silent"],
  ["aws_sns_topic", { kms_master_key_id: "alias/a" }, { kms_master_key_id: "alias/b" }, "silent"],
  [
    "aws_route53_record",
    { type: "TXT", name: "a", records: ["a"] },
    { type: "TXT", name: "a", records: ["b"] },
    "silent",
  ],
  [
    "aws_route53_record",
    { type: "A", name: "a", ttl: 300, records: ["192.0.2.1"] },
    { type: "A", name: "a", ttl: 60, records: ["192.0.2.1"] },
    "silent",
  ],
  ["aws_autoscaling_policy", { cooldown: 300 }, { cooldown: 60 }, "silent"],
  ["aws_codebuild_project", { badge_enabled: false }, { badge_enabled: true }, "silent"],
  ["aws_ssm_parameter", { value: "a", type: "String" }, { value: "b", type: "String" }, "silent"],
  ["aws_apigatewayv2_stage", { auto_deploy: false }, { auto_deploy: true }, "silent"],
  ["aws_batch_job_queue", { priority: 1 }, { priority: 0 }, "silent"],
  ["aws_lb_target_group", { deregistration_delay: "300" }, { deregistration_delay: "0" }, "silent"],
  ["aws_lb_target_group", { deregistration_delay: "300" }, { deregistration_delay: 300 }, "silent"],
  ["aws_internet_gateway", null, { vpc_id: "v" }, "silent"],
  ["aws_vpc", null, { cidr_block: "10.0.0.0/16" }, "silent"],
  [
    "aws_iam_role",
    null,
    {
      name: "r",
      assume_role_policy: policy({
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    },
    "silent|inside",
  ],
  ["aws_dynamodb_table", null, { name: "t", billing_mode: "PAY_PER_REQUEST" }, "silent"],
  ["aws_cloudwatch_log_group", null, { name: "l", retention_in_days: 7 }, "silent"],
  ["aws_s3_bucket", null, { bucket: "b" }, "silent"],
  ["aws_kms_key", null, { deletion_window_in_days: 7 }, "silent"],
  ["aws_db_instance", null, { identifier: "d", publicly_accessible: false, skip_final_snapshot: true }, "silent"],
];

const TYPES = ["aws_iam_policy", "aws_iam_role_policy"] as const;

export const NEUTRAL_ROWS: readonly Row[] = [
  ...DOCUMENTS.map(([before, after], at): Row => {
    const type = TYPES[at % TYPES.length] ?? "aws_iam_policy";
    return [type, { name: "p", role: "r", policy: before }, { name: "p", role: "r", policy: after }, "silent"];
  }),
  ...WIDER.map(([before, after]): Row => [
    "aws_iam_role_policy",
    { name: "p", role: "r", policy: before },
    { name: "p", role: "r", policy: after },
    "inside|outside",
  ]),
  ...SAME,
];
