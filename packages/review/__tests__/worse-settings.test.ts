import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf } from "./plan-builder";

type Update = readonly [type: string, before: JsonObject, after: JsonObject];

function dangersOf([type, before, after]: Update): readonly string[] {
  return reviewOf([{ address: `${type}.a`, before: { id: "i", ...before }, after: { id: "i", ...after } }]).danger.map(
    ({ level }) => level,
  );
}

const DATA: readonly Update[] = [
  ["aws_cloudwatch_log_group", { retention_in_days: 365 }, { retention_in_days: 7 }],
  ["aws_sqs_queue", { message_retention_seconds: 1209600 }, { message_retention_seconds: 60 }],
  ["aws_kinesis_video_stream", { data_retention_in_hours: 24 }, { data_retention_in_hours: 1 }],
  [
    "aws_timestreamwrite_table",
    {
      retention_properties: [
        { memory_store_retention_period_in_hours: 24, magnetic_store_retention_period_in_days: 365 },
      ],
    },
    {
      retention_properties: [
        { memory_store_retention_period_in_hours: 24, magnetic_store_retention_period_in_days: 1 },
      ],
    },
  ],
  ["aws_cloudwatch_event_archive", { retention_days: 90 }, { retention_days: 1 }],
  ["aws_cloudtrail_event_data_store", { retention_period: 2555 }, { retention_period: 7 }],
  ["aws_keyspaces_table", { default_time_to_live: 0 }, { default_time_to_live: 60 }],
  ["aws_s3_bucket", { lifecycle_rule: [] }, { lifecycle_rule: [{ enabled: true, expiration: [{ days: 1 }] }] }],
  [
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 365 }] }] },
    { rule: [{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 1 }] }] },
  ],
  ["aws_config_retention_configuration", { retention_period_in_days: 2557 }, { retention_period_in_days: 30 }],
];

const TRAFFIC: readonly Update[] = [
  [
    "aws_eks_node_group",
    { scaling_config: [{ desired_size: 3, max_size: 6, min_size: 3 }] },
    { scaling_config: [{ desired_size: 0, max_size: 1, min_size: 0 }] },
  ],
  ["aws_appautoscaling_target", { max_capacity: 10, min_capacity: 2 }, { max_capacity: 0, min_capacity: 0 }],
  [
    "aws_lambda_provisioned_concurrency_config",
    { provisioned_concurrent_executions: 10 },
    { provisioned_concurrent_executions: 0 },
  ],
  ["aws_lambda_event_source_mapping", { enabled: true }, { enabled: false }],
  ["aws_cloudwatch_event_rule", { state: "ENABLED" }, { state: "DISABLED" }],
  ["aws_scheduler_schedule", { state: "ENABLED" }, { state: "DISABLED" }],
  ["aws_kms_key", { is_enabled: true }, { is_enabled: false }],
  ["aws_globalaccelerator_accelerator", { enabled: true }, { enabled: false }],
  ["aws_iam_access_key", { status: "Active" }, { status: "Inactive" }],
  ["aws_api_gateway_api_key", { enabled: true }, { enabled: false }],
  ["aws_apigatewayv2_api", { disable_execute_api_endpoint: false }, { disable_execute_api_endpoint: true }],
  [
    "aws_ec2_fleet",
    { target_capacity_specification: [{ total_target_capacity: 5 }] },
    { target_capacity_specification: [{ total_target_capacity: 0 }] },
  ],
  [
    "aws_batch_compute_environment",
    { state: "ENABLED", compute_resources: [{ max_vcpus: 16 }] },
    { state: "DISABLED", compute_resources: [{ max_vcpus: 16 }] },
  ],
  ["aws_rds_cluster", { engine_version: "13.9" }, { engine_version: "15.4" }],
  ["aws_db_instance", { engine_version: "5.7.44" }, { engine_version: "8.0.35" }],
  ["aws_rds_cluster_instance", { instance_class: "db.r6g.large" }, { instance_class: "db.r6g.xlarge" }],
  ["aws_opensearch_domain", { engine_version: "OpenSearch_1.3" }, { engine_version: "OpenSearch_2.11" }],
  ["aws_eks_cluster", { version: "1.28" }, { version: "1.29" }],
  [
    "aws_apigatewayv2_stage",
    { default_route_settings: [{ throttling_burst_limit: 100, throttling_rate_limit: 50 }] },
    { default_route_settings: [{ throttling_burst_limit: 0, throttling_rate_limit: 0 }] },
  ],
  [
    "aws_sagemaker_endpoint_configuration",
    { production_variants: [{ initial_instance_count: 2 }] },
    { production_variants: [{ initial_instance_count: 0 }] },
  ],
  ["aws_ecs_service", { desired_count: 2 }, { desired_count: 0 }],
  ["aws_codepipeline_x_distribution", { enabled: true }, { enabled: false }],
  ["aws_lightsail_distribution", { is_enabled: true }, { is_enabled: false }],
  ["aws_spot_fleet_request", { target_capacity: 4 }, { target_capacity: 0 }],
];

const PROTECTION: readonly Update[] = [
  ["aws_lb", { enable_deletion_protection: true }, { enable_deletion_protection: false }],
  ["aws_db_instance", { deletion_protection: true }, { deletion_protection: false }],
  ["aws_db_instance", { multi_az: true }, { multi_az: false }],
  ["aws_db_instance", { backup_retention_period: 30 }, { backup_retention_period: 0 }],
  ["aws_db_instance", { skip_final_snapshot: false }, { skip_final_snapshot: true }],
  ["aws_rds_cluster", { storage_encrypted: true }, { storage_encrypted: false }],
  ["aws_dynamodb_table", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  [
    "aws_dynamodb_table",
    { server_side_encryption: [{ enabled: true }] },
    { server_side_encryption: [{ enabled: false }] },
  ],
  ["aws_elasticache_replication_group", { automatic_failover_enabled: true }, { automatic_failover_enabled: false }],
  ["aws_elasticache_replication_group", { snapshot_retention_limit: 7 }, { snapshot_retention_limit: 0 }],
  [
    "aws_elasticache_replication_group",
    { transit_encryption_mode: "required" },
    { transit_encryption_mode: "preferred" },
  ],
  ["aws_elasticache_cluster", { transit_encryption_enabled: true }, { transit_encryption_enabled: false }],
  ["aws_efs_backup_policy", { backup_policy: [{ status: "ENABLED" }] }, { backup_policy: [{ status: "DISABLED" }] }],
  ["aws_cloudtrail", { enable_logging: true }, { enable_logging: false }],
  ["aws_cloudtrail", { is_multi_region_trail: true }, { is_multi_region_trail: false }],
  ["aws_cloudtrail", { kms_key_id: "arn:aws:kms:us-east-1:111111111111:key/k" }, { kms_key_id: null }],
  ["aws_securityhub_standards_control", { control_status: "ENABLED" }, { control_status: "DISABLED" }],
  ["aws_guardduty_detector_feature", { status: "ENABLED" }, { status: "DISABLED" }],
  ["aws_macie2_account", { status: "ENABLED" }, { status: "PAUSED" }],
  ["aws_cognito_user_pool", { mfa_configuration: "ON" }, { mfa_configuration: "OFF" }],
  [
    "aws_cognito_user_pool",
    { password_policy: [{ minimum_length: 14, require_symbols: true }] },
    { password_policy: [{ minimum_length: 6, require_symbols: true }] },
  ],
  ["aws_iam_account_password_policy", { minimum_password_length: 14 }, { minimum_password_length: 6 }],
  ["aws_iam_account_password_policy", { require_symbols: true }, { require_symbols: false }],
  [
    "aws_lb_listener",
    { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    { ssl_policy: "ELBSecurityPolicy-TLS13-1-0-2021-06" },
  ],
  [
    "aws_lb_listener",
    { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" },
    { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06" },
  ],
  [
    "aws_cloudfront_distribution",
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }] },
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1" }] },
  ],
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ viewer_protocol_policy: "redirect-to-https" }] },
    { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] },
  ],
  ["aws_cloudfront_distribution", { web_acl_id: "arn:x" }, { web_acl_id: "" }],
  [
    "aws_apigatewayv2_domain_name",
    { domain_name_configuration: [{ security_policy: "TLS_1_2" }] },
    { domain_name_configuration: [{ security_policy: "TLS_1_0" }] },
  ],
  [
    "aws_opensearch_domain",
    { domain_endpoint_options: [{ enforce_https: true }] },
    { domain_endpoint_options: [{ enforce_https: false }] },
  ],
  [
    "aws_opensearch_domain",
    { domain_endpoint_options: [{ tls_security_policy: "Policy-Min-TLS-1-2-2019-07" }] },
    { domain_endpoint_options: [{ tls_security_policy: "Policy-Min-TLS-1-0-2019-07" }] },
  ],
  [
    "aws_opensearch_domain",
    { node_to_node_encryption: [{ enabled: true }] },
    { node_to_node_encryption: [{ enabled: false }] },
  ],
  [
    "aws_transfer_server",
    { security_policy_name: "TransferSecurityPolicy-2024-01" },
    { security_policy_name: "TransferSecurityPolicy-2018-11" },
  ],
  [
    "aws_msk_cluster",
    { encryption_info: [{ encryption_in_transit: [{ client_broker: "TLS" }] }] },
    { encryption_info: [{ encryption_in_transit: [{ client_broker: "PLAINTEXT" }] }] },
  ],
  ["aws_wafv2_web_acl", { rule: [{ name: "a" }, { name: "b" }] }, { rule: [{ name: "a" }] }],
  ["aws_wafv2_rule_group", { rule: [{ name: "a" }] }, { rule: [] }],
  [
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { versioning_configuration: [{ status: "Suspended" }] },
  ],
  [
    "aws_s3_bucket_server_side_encryption_configuration",
    { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] },
    { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
  ],
  [
    "aws_s3_bucket_ownership_controls",
    { rule: [{ object_ownership: "BucketOwnerEnforced" }] },
    { rule: [{ object_ownership: "ObjectWriter" }] },
  ],
  ["aws_s3_bucket", { force_destroy: false }, { force_destroy: true }],
  ["aws_ecr_repository", { image_tag_mutability: "IMMUTABLE" }, { image_tag_mutability: "MUTABLE" }],
  [
    "aws_ecr_repository",
    { image_scanning_configuration: [{ scan_on_push: true }] },
    { image_scanning_configuration: [{ scan_on_push: false }] },
  ],
  ["aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }],
  ["aws_kms_key", { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
  ["aws_secretsmanager_secret", { kms_key_id: "alias/x" }, { kms_key_id: null }],
  [
    "aws_instance",
    { metadata_options: [{ http_tokens: "required" }] },
    { metadata_options: [{ http_tokens: "optional" }] },
  ],
  ["aws_instance", { disable_api_termination: true }, { disable_api_termination: false }],
  ["aws_eks_cluster", { enabled_cluster_log_types: ["api", "audit"] }, { enabled_cluster_log_types: [] }],
  ["aws_cloudwatch_metric_alarm", { alarm_actions: ["arn:aws:sns:us-east-1:111111111111:t"] }, { alarm_actions: [] }],
  ["aws_lb", { access_logs: [{ enabled: true, bucket: "b" }] }, { access_logs: [{ enabled: false, bucket: "b" }] }],
  ["aws_lb", { drop_invalid_header_fields: true }, { drop_invalid_header_fields: false }],
  ["aws_networkfirewall_firewall", { delete_protection: true }, { delete_protection: false }],
  ["aws_redshift_cluster", { encrypted: true }, { encrypted: false }],
  ["aws_redshift_cluster", { automated_snapshot_retention_period: 14 }, { automated_snapshot_retention_period: 0 }],
  ["aws_docdb_cluster", { backup_retention_period: 14 }, { backup_retention_period: 1 }],
  ["aws_ebs_encryption_by_default", { enabled: true }, { enabled: false }],
  [
    "aws_codebuild_project",
    { environment: [{ privileged_mode: false }] },
    { environment: [{ privileged_mode: true }] },
  ],
  ["aws_autoscaling_group", { protect_from_scale_in: true }, { protect_from_scale_in: false }],
  [
    "aws_dlm_lifecycle_policy",
    { policy_details: [{ schedule: [{ retain_rule: [{ count: 30 }] }] }] },
    { policy_details: [{ schedule: [{ retain_rule: [{ count: 1 }] }] }] },
  ],
  ["aws_sns_topic", { kms_master_key_id: "alias/aws/sns" }, { kms_master_key_id: "" }],
  [
    "aws_ses_configuration_set",
    { delivery_options: [{ tls_policy: "Require" }] },
    { delivery_options: [{ tls_policy: "Optional" }] },
  ],
  [
    "aws_athena_workgroup",
    { configuration: [{ enforce_workgroup_configuration: true }] },
    { configuration: [{ enforce_workgroup_configuration: false }] },
  ],
];

const HARMLESS: readonly Update[] = [
  ["aws_ecs_service", { desired_count: 4 }, { desired_count: 2 }],
  ["aws_ecs_service", { desired_count: 0 }, { desired_count: 2 }],
  ["aws_autoscaling_group", { desired_capacity: 4, min_size: 2 }, { desired_capacity: 4, min_size: 0 }],
  ["aws_cloudwatch_log_group", { retention_in_days: 30 }, { retention_in_days: 365 }],
  ["aws_cloudwatch_log_group", { retention_in_days: 30 }, { retention_in_days: 0 }],
  ["aws_db_instance", { engine_version: "14.7" }, { engine_version: "14.9" }],
  ["aws_db_instance", { multi_az: false }, { multi_az: true }],
  ["aws_db_instance", { allocated_storage: 20 }, { allocated_storage: 100 }],
  ["aws_db_instance", { backup_retention_period: 7 }, { backup_retention_period: 30 }],
  ["aws_lambda_function", { reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 50 }],
  ["aws_lambda_function", { memory_size: 512 }, { memory_size: 128 }],
  ["aws_lambda_function", { runtime: "nodejs18.x" }, { runtime: "nodejs22.x" }],
  [
    "aws_lb_listener",
    { ssl_policy: "ELBSecurityPolicy-2016-08" },
    { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
  ],
  ["aws_lb_listener", { protocol: "HTTP" }, { protocol: "HTTPS" }],
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] },
    { default_cache_behavior: [{ viewer_protocol_policy: "https-only" }] },
  ],
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ viewer_protocol_policy: "redirect-to-https" }] },
    { default_cache_behavior: [{ viewer_protocol_policy: "https-only" }] },
  ],
  [
    "aws_cloudfront_distribution",
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.1_2016" }] },
    { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }] },
  ],
  ["aws_sqs_queue", { sqs_managed_sse_enabled: false }, { sqs_managed_sse_enabled: true }],
  ["aws_sqs_queue", { visibility_timeout_seconds: 30 }, { visibility_timeout_seconds: 10 }],
  [
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ status: "Enabled", expiration: [{ days: 30 }] }] },
    { rule: [{ status: "Enabled", expiration: [{ days: 365 }] }] },
  ],
  [
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ status: "Enabled", transition: [{ days: 90 }] }] },
    { rule: [{ status: "Enabled", transition: [{ days: 30 }] }] },
  ],
  [
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }] },
    { rule: [{ status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] }] },
  ],
  [
    "aws_dynamodb_table",
    { ttl: [{ attribute_name: "t", enabled: true }] },
    { ttl: [{ attribute_name: "", enabled: false }] },
  ],
  [
    "aws_dynamodb_table",
    { billing_mode: "PROVISIONED", read_capacity: 5 },
    { billing_mode: "PAY_PER_REQUEST", read_capacity: 0 },
  ],
  ["aws_kms_key", { description: "a" }, { description: "b" }],
  ["aws_wafv2_web_acl", { rule: [{ name: "a" }] }, { rule: [{ name: "a" }, { name: "b" }] }],
  [
    "aws_wafv2_web_acl",
    { default_action: [{ allow: [{}], block: [] }] },
    { default_action: [{ allow: [], block: [{}] }] },
  ],
  [
    "aws_ecr_lifecycle_policy",
    { policy: '{"rules":[{"selection":{"countNumber":10}}]}' },
    { policy: '{"rules":[{"selection":{"countNumber":100}}]}' },
  ],
  [
    "aws_backup_plan",
    { rule: [{ lifecycle: [{ delete_after: 30 }] }] },
    { rule: [{ lifecycle: [{ delete_after: 365 }] }] },
  ],
  ["aws_route53_record", { type: "TXT", records: ["a"] }, { type: "TXT", records: ["b"] }],
  [
    "aws_route53_record",
    { type: "A", records: ["192.0.2.1"], ttl: 300 },
    { type: "A", records: ["192.0.2.1"], ttl: 60 },
  ],
  ["aws_cloudwatch_metric_alarm", { threshold: 80 }, { threshold: 90 }],
  ["aws_instance", { tags: { a: "b" } }, { tags: {} }],
  ["aws_ecs_task_definition", { cpu: "1024" }, { cpu: "256" }],
  ["aws_lb_target_group", { deregistration_delay: "300" }, { deregistration_delay: "35" }],
  ["aws_iam_role", { max_session_duration: 7200 }, { max_session_duration: 3600 }],
  ["aws_iam_role", { force_detach_policies: false }, { force_detach_policies: true }],
  ["aws_cognito_user_pool", { mfa_configuration: "OFF" }, { mfa_configuration: "OPTIONAL" }],
  ["aws_elasticache_replication_group", { snapshot_retention_limit: 0 }, { snapshot_retention_limit: 7 }],
  ["aws_sns_topic", { kms_master_key_id: null }, { kms_master_key_id: "alias/x" }],
  [
    "aws_guardduty_detector",
    { finding_publishing_frequency: "SIX_HOURS" },
    { finding_publishing_frequency: "FIFTEEN_MINUTES" },
  ],
  ["aws_secretsmanager_secret", { recovery_window_in_days: 7 }, { recovery_window_in_days: 30 }],
  [
    "aws_apigatewayv2_stage",
    { default_route_settings: [{ throttling_burst_limit: 500 }] },
    { default_route_settings: [{ throttling_burst_limit: 100 }] },
  ],
  ["aws_appautoscaling_target", { max_capacity: 10, min_capacity: 2 }, { max_capacity: 5, min_capacity: 0 }],
];

function row(update: Update): readonly [string, Update] {
  return [JSON.stringify(update).slice(0, 150), update];
}

describe("a setting that gets worse", () => {
  it.each(DATA.map(row))("loses data: %s", (_, update) => {
    expect(dangersOf(update)).toContain("loses data");
  });

  it.each(TRAFFIC.map(row))("interrupts traffic: %s", (_, update) => {
    expect(dangersOf(update)).toContain("interrupts traffic");
  });

  it.each(PROTECTION.map(row))("weakens protection: %s", (_, update) => {
    expect(dangersOf(update)).toContain("weakens protection");
  });

  it.each([...PROTECTION.map(([type, before, after]): Update => [type, after, before])].map(row))(
    "is harmless the other way: %s",
    (_, update) => {
      expect(dangersOf(update)).toEqual([]);
    },
  );

  it.each(HARMLESS.map(row))("is not: %s", (_, update) => {
    expect(dangersOf(update)).toEqual([]);
  });
});
