import type { Row } from "./row";

const DATA = "loses data";
const TRAFFIC = "interrupts traffic";
const GUARD = "weakens protection";
const ADMIN = "arn:aws:iam::111111111111:role/admin";
const MINE = "arn:aws:iam::111111111111:role/mine";
const ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** Judged after the fourth rows had been made right, and before the review was asked; awscc too. */
export const FIFTH_ROWS: readonly Row[] = [
  // Access
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html
  [
    "awscc_iam_role",
    null,
    {
      role_name: "r",
      assume_role_policy_document:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}',
    },
    "outside",
  ],
  ["awscc_iam_managed_policy", null, { managed_policy_name: "p", policy_document: ALL, roles: ["r"] }, "outside"],
  [
    "awscc_iam_role",
    { role_name: "r", managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    { role_name: "r", managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    "outside",
  ],
  [
    "awscc_s3_bucket",
    {
      bucket_name: "b",
      public_access_block_configuration: {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
    {
      bucket_name: "b",
      public_access_block_configuration: {
        block_public_acls: false,
        block_public_policy: false,
        ignore_public_acls: false,
        restrict_public_buckets: false,
      },
    },
    "outside",
  ],
  [
    "awscc_s3_bucket_policy",
    null,
    {
      bucket: "b",
      policy_document:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
    },
    "outside",
  ],
  [
    "awscc_rds_db_instance",
    { db_instance_identifier: "d", publicly_accessible: false },
    { db_instance_identifier: "d", publicly_accessible: true },
    "outside",
  ],
  [
    "awscc_ec2_security_group_ingress",
    null,
    { group_id: "sg-1", ip_protocol: "tcp", from_port: 3389, to_port: 3389, cidr_ip: "0.0.0.0/0" },
    "outside",
  ],
  [
    "awscc_ec2_route",
    null,
    { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" },
    "outside",
  ],
  ["awscc_lambda_permission", null, { function_name: "f", action: "lambda:InvokeFunction", principal: "*" }, "outside"],
  [
    "awscc_eks_cluster",
    { name: "c", resources_vpc_config: { endpoint_public_access: false } },
    { name: "c", resources_vpc_config: { endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] } },
    "outside",
  ],
  ["awscc_lambda_function", { function_name: "f", role: MINE }, { function_name: "f", role: ADMIN }, "outside"],
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-modifying-snapshot-permissions.html
  [
    "aws_rds_cluster_snapshot_copy",
    { target_db_cluster_snapshot_identifier: "s", shared_accounts: [] },
    { target_db_cluster_snapshot_identifier: "s", shared_accounts: ["all"] },
    "outside",
  ],
  ["aws_docdb_cluster_snapshot", null, { db_cluster_identifier: "c", db_cluster_snapshot_identifier: "s" }, "silent"],
  [
    "aws_fsx_ontap_file_system",
    { endpoint_ip_address_range: "198.19.0.0/16" },
    { endpoint_ip_address_range: "198.19.1.0/24" },
    "silent",
  ],
  [
    "aws_connect_instance",
    { identity_management_type: "SAML", inbound_calls_enabled: true },
    { identity_management_type: "CONNECT_MANAGED", inbound_calls_enabled: true },
    "outside|inside|silent",
  ],
  ["aws_codebuild_webhook", null, { project_name: "p", build_type: "BUILD", filter_group: [] }, "outside|inside"],
  [
    "aws_ecr_pull_through_cache_rule",
    null,
    { ecr_repository_prefix: "docker-hub", upstream_registry_url: "registry-1.docker.io" },
    "silent",
  ],
  ["aws_appconfig_extension_association", null, { extension_arn: "e", resource_arn: "r" }, "silent"],
  ["aws_dms_certificate", null, { certificate_id: "c", certificate_pem: "x" }, "silent"],
  [
    "aws_imagebuilder_distribution_configuration",
    {
      distribution: [
        {
          region: "us-east-1",
          ami_distribution_configuration: [{ launch_permission: [{ user_ids: ["111111111111"] }] }],
        },
      ],
    },
    {
      distribution: [
        { region: "us-east-1", ami_distribution_configuration: [{ launch_permission: [{ user_groups: ["all"] }] }] },
      ],
    },
    "outside",
  ],
  [
    "aws_ssoadmin_application",
    { name: "a", portal_options: [{ visibility: "ENABLED" }] },
    { name: "a", portal_options: [{ visibility: "DISABLED" }] },
    "silent",
  ],
  [
    "aws_ssoadmin_application_access_scope",
    null,
    { application_arn: "a", scope: "sso:account:access" },
    "outside|inside",
  ],
  [
    "aws_datazone_environment_blueprint_configuration",
    null,
    { environment_blueprint_id: "b", domain_id: "d", provisioning_role_arn: ADMIN },
    "outside|inside",
  ],
  [
    "aws_bedrockagent_agent",
    { agent_name: "a", agent_resource_role_arn: MINE },
    { agent_name: "a", agent_resource_role_arn: ADMIN },
    "outside",
  ],
  [
    "aws_s3_bucket_cors_configuration",
    { cors_rule: [{ allowed_origins: ["https://a.example"], allowed_methods: ["GET"] }] },
    { cors_rule: [{ allowed_origins: ["*"], allowed_methods: ["GET", "PUT"] }] },
    "outside|inside|silent",
  ],
  [
    "aws_elasticache_user",
    { user_id: "u", access_string: "on ~app:* +@read" },
    { user_id: "u", access_string: "on ~* +@all" },
    "outside|inside",
  ],

  // Danger
  ["awscc_rds_db_cluster", { db_cluster_identifier: "c" }, null, DATA],
  [
    "awscc_dynamodb_table",
    { table_name: "t", deletion_protection_enabled: true },
    { table_name: "t", deletion_protection_enabled: false },
    GUARD,
  ],
  ["awscc_ecs_service", { service_name: "s", desired_count: 3 }, { service_name: "s", desired_count: 0 }, TRAFFIC],
  [
    "awscc_logs_log_group",
    { log_group_name: "l", retention_in_days: 365 },
    { log_group_name: "l", retention_in_days: 7 },
    DATA,
  ],
  ["awscc_cloudtrail_trail", { trail_name: "t", is_logging: true }, { trail_name: "t", is_logging: false }, GUARD],
  [
    "awscc_kms_key",
    { enabled: true, enable_key_rotation: true },
    { enabled: false, enable_key_rotation: true },
    TRAFFIC + "|" + DATA,
  ],
  ["awscc_elasticloadbalancingv2_listener", { port: 443, protocol: "HTTPS" }, null, TRAFFIC],
  ["aws_s3tables_table", { name: "t" }, null, DATA],
  ["aws_networkmanager_core_network", { global_network_id: "g" }, null, TRAFFIC],
  ["aws_cloudhsm_v2_cluster", { hsm_type: "hsm2m.medium" }, null, DATA],
  [
    "aws_opensearch_domain",
    { cluster_config: [{ dedicated_master_enabled: true, zone_awareness_enabled: true, instance_count: 3 }] },
    { cluster_config: [{ dedicated_master_enabled: true, zone_awareness_enabled: false, instance_count: 3 }] },
    GUARD,
  ],
  [
    "aws_lambda_function",
    { function_name: "f", dead_letter_config: [{ target_arn: "q" }] },
    { function_name: "f", dead_letter_config: [] },
    GUARD,
  ],
  [
    "aws_codepipeline",
    { name: "p", stage: [{ name: "Source" }, { name: "Approval" }, { name: "Deploy" }] },
    { name: "p", stage: [{ name: "Source" }, { name: "Deploy" }] },
    GUARD,
  ],
  [
    "aws_cloudwatch_event_rule",
    { name: "r", state: "ENABLED", schedule_expression: "rate(5 minutes)" },
    { name: "r", state: "DISABLED", schedule_expression: "rate(5 minutes)" },
    TRAFFIC,
  ],
  [
    "aws_ecs_service",
    { name: "s", deployment_circuit_breaker: [{ enable: true, rollback: true }] },
    { name: "s", deployment_circuit_breaker: [{ enable: false, rollback: false }] },
    GUARD,
  ],
  [
    "aws_sns_topic_subscription",
    { topic_arn: "t", filter_policy: '{"a":["b"]}' },
    { topic_arn: "t", filter_policy: '{"a":["b","c"]}' },
    "silent",
  ],
  [
    "aws_route53_record",
    {
      name: "www",
      type: "A",
      set_identifier: "blue",
      weighted_routing_policy: [{ weight: 100 }],
      records: ["10.0.0.1"],
    },
    { name: "www", type: "A", set_identifier: "blue", weighted_routing_policy: [{ weight: 0 }], records: ["10.0.0.1"] },
    TRAFFIC,
  ],

  // Precision
  [
    "aws_iam_role",
    {
      name: "r",
      max_session_duration: 43200,
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    },
    {
      name: "r",
      max_session_duration: 3600,
      assume_role_policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com"]},"Action":["sts:AssumeRole"]}]}',
    },
    "silent",
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    { security_group_id: "sg-1", cidr_ipv4: "0.0.0.0/0", ip_protocol: "tcp", from_port: 443, to_port: 443 },
    { security_group_id: "sg-1", cidr_ipv4: "203.0.113.0/24", ip_protocol: "tcp", from_port: 443, to_port: 443 },
    "silent",
  ],
  [
    "aws_sqs_queue_policy",
    {
      queue_url: "q",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"q","Condition":{"ArnEquals":{"aws:SourceArn":["arn:aws:sns:us-east-1:111111111111:t","arn:aws:sns:us-east-1:111111111111:u"]}}}]}',
    },
    {
      queue_url: "q",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"q","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111111111111:t"}}}]}',
    },
    "silent",
  ],
  [
    "aws_db_instance",
    { identifier: "d", backup_retention_period: 7, monitoring_interval: 60, ca_cert_identifier: "rds-ca-2019" },
    { identifier: "d", backup_retention_period: 14, monitoring_interval: 30, ca_cert_identifier: "rds-ca-rsa2048-g1" },
    "silent",
  ],
  [
    "aws_cloudfront_distribution",
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2019" }], price_class: "PriceClass_All" },
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }], price_class: "PriceClass_100" },
    "silent",
  ],
  [
    "aws_autoscaling_group",
    { name: "a", min_size: 2, max_size: 10, health_check_type: "EC2" },
    { name: "a", min_size: 2, max_size: 6, health_check_type: "ELB" },
    "silent",
  ],
  [
    "aws_ecr_repository",
    { name: "r", image_tag_mutability: "MUTABLE", image_scanning_configuration: [{ scan_on_push: false }] },
    { name: "r", image_tag_mutability: "IMMUTABLE", image_scanning_configuration: [{ scan_on_push: true }] },
    "silent",
  ],
  [
    "aws_network_acl_rule",
    null,
    {
      network_acl_id: "acl-1",
      rule_number: 90,
      egress: false,
      protocol: "tcp",
      rule_action: "deny",
      cidr_block: "203.0.113.0/24",
      from_port: 22,
      to_port: 22,
    },
    "silent",
  ],
  [
    "aws_vpc_endpoint",
    {
      vpc_id: "vpc-1",
      service_name: "s3",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
    },
    {
      vpc_id: "vpc-1",
      service_name: "s3",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
    },
    "silent",
  ],
  [
    "awscc_ec2_vpc",
    { cidr_block: "10.0.0.0/16", enable_dns_hostnames: false },
    { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true },
    "silent",
  ],
  [
    "aws_ram_resource_share",
    { name: "s", allow_external_principals: true },
    { name: "s", allow_external_principals: false },
    "silent",
  ],
  [
    "aws_organizations_policy",
    {
      name: "p",
      type: "SERVICE_CONTROL_POLICY",
      content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]}',
    },
    {
      name: "p",
      type: "SERVICE_CONTROL_POLICY",
      content:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["s3:DeleteBucket","s3:DeleteObject"],"Resource":"*"}]}',
    },
    "silent",
  ],
  // Kin of what was answered wrongly
  [
    "awscc_iam_user",
    { user_name: "u", managed_policy_arns: [] },
    { user_name: "u", managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    "outside",
  ],
  ["awscc_ec2_eip", null, { domain: "vpc" }, "outside"],
  [
    "awscc_apigateway_method",
    { http_method: "GET", authorization_type: "AWS_IAM" },
    { http_method: "GET", authorization_type: "NONE" },
    "outside",
  ],
  ["awscc_iam_oidc_provider", null, { url: "https://token.example", client_id_list: ["a"] }, "outside"],
  [
    "awscc_ec2_vpc_peering_connection",
    null,
    { vpc_id: "v", peer_vpc_id: "w", peer_owner_id: "222222222222" },
    "outside",
  ],
  [
    "awscc_eks_cluster",
    { name: "c", resources_vpc_config: { endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] } },
    { name: "c", resources_vpc_config: { endpoint_public_access: false } },
    "silent",
  ],
  [
    "awscc_ec2_route",
    null,
    { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" },
    "silent",
  ],
  ["awscc_ec2_subnet", { cidr_block: "10.0.0.0/24" }, null, TRAFFIC],
  ["awscc_ec2_instance", { image_id: "ami-1" }, null, DATA + "|" + TRAFFIC],
  ["awscc_logs_log_group", { log_group_name: "l" }, null, DATA],
  ["awscc_iam_managed_policy", { managed_policy_name: "p" }, null, "silent"],
  [
    "aws_codepipeline",
    { name: "p", stage: [{ name: "Source" }] },
    { name: "p", stage: [{ name: "Source" }, { name: "Test" }] },
    "silent",
  ],
  [
    "aws_codebuild_webhook",
    null,
    { project_name: "p", filter_group: [{ filter: [{ type: "ACTOR_ACCOUNT_ID", pattern: "1" }] }] },
    "inside",
  ],
  ["aws_lb", null, { load_balancer_type: "gateway", internal: false }, "silent"],
  [
    "aws_vpc_block_public_access_exclusion",
    null,
    { vpc_id: "vpc-1", internet_gateway_exclusion_mode: "allow-bidirectional" },
    "outside",
  ],
  [
    "aws_vpc_block_public_access_exclusion",
    null,
    { vpc_id: "vpc-1", internet_gateway_exclusion_mode: "allow-egress" },
    "silent",
  ],
  [
    "aws_vpc_block_public_access_exclusion",
    { vpc_id: "vpc-1", internet_gateway_exclusion_mode: "allow-egress" },
    { vpc_id: "vpc-1", internet_gateway_exclusion_mode: "allow-bidirectional" },
    "outside",
  ],
  [
    "aws_qldb_ledger",
    { name: "l", permissions_mode: "STANDARD" },
    { name: "l", permissions_mode: "ALLOW_ALL" },
    "outside",
  ],
  [
    "aws_organizations_account",
    { name: "a", iam_user_access_to_billing: "DENY" },
    { name: "a", iam_user_access_to_billing: "ALLOW" },
    "inside",
  ],
  [
    "aws_chatbot_slack_channel_configuration",
    { configuration_name: "c", guardrail_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    { configuration_name: "c", guardrail_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
    "outside",
  ],
  [
    "aws_datasync_location_s3",
    { s3_bucket_arn: "b", subdirectory: "/a" },
    { s3_bucket_arn: "b", subdirectory: "/" },
    "silent",
  ],
  [
    "aws_ecs_task_definition",
    { family: "f", volume: [{ efs_volume_configuration: [{ file_system_id: "fs-1", root_directory: "/app" }] }] },
    { family: "f", volume: [{ efs_volume_configuration: [{ file_system_id: "fs-1", root_directory: "/" }] }] },
    "outside|inside",
  ],
];
