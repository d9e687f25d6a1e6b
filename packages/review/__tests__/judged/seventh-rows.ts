import type { Row } from "./row";

/**
 * Attacked with: judged before the review was asked (15 of 33 were told, one wrongly), then made right, with their kin.
 */
export const SEVENTH_ROWS: readonly Row[] = [
  [
    "aws_lambda_event_source_mapping",
    {
      function_name: "f",
      destination_config: [{ on_failure: [{ destination_arn: "arn:aws:sqs:eu-west-1:111111111111:d" }] }],
    },
    {
      function_name: "f",
      destination_config: [{ on_failure: [{ destination_arn: "arn:aws:sqs:eu-west-1:222222222222:d" }] }],
    },
    "outside",
  ],
  [
    "aws_sfn_state_machine",
    {
      definition:
        '{"States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111111111111:function:f", "End": true}}}',
    },
    {
      definition:
        '{"States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:222222222222:function:f", "End": true}}}',
    },
    "outside",
  ],
  [
    "aws_kinesis_firehose_delivery_stream",
    { http_endpoint_configuration: [{ url: "https://a.example/x" }] },
    { http_endpoint_configuration: [{ url: "https://b.example/x" }] },
    "outside",
  ],
  [
    "aws_cloudwatch_log_account_policy",
    null,
    {
      policy_name: "p",
      policy_type: "SUBSCRIPTION_FILTER_POLICY",
      policy_document: '{"DestinationArn": "arn:aws:logs:eu-west-1:222222222222:destination:d", "FilterPattern": ""}',
    },
    "outside",
  ],
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ trusted_key_groups: ["k"] }] },
    { default_cache_behavior: [{ trusted_key_groups: [] }] },
    "outside",
  ],
  [
    "aws_cloudfront_response_headers_policy",
    {
      name: "p",
      security_headers_config: [
        { strict_transport_security: [{ access_control_max_age_sec: 31536000, override: true }] },
      ],
    },
    { name: "p", security_headers_config: [] },
    "weakens protection",
  ],
  [
    "aws_api_gateway_domain_name",
    { domain_name: "a", mutual_tls_authentication: [{ truststore_uri: "s3://b/k" }] },
    { domain_name: "a", mutual_tls_authentication: [] },
    "weakens protection|outside",
  ],
  [
    "aws_api_gateway_usage_plan",
    { name: "p", throttle_settings: [{ rate_limit: 10, burst_limit: 5 }] },
    { name: "p", throttle_settings: [] },
    "weakens protection",
  ],
  [
    "aws_apigatewayv2_stage",
    { name: "s", default_route_settings: [{ throttling_burst_limit: 100, throttling_rate_limit: 50 }] },
    { name: "s", default_route_settings: [{ throttling_burst_limit: 0, throttling_rate_limit: 0 }] },
    "interrupts traffic",
  ],
  [
    "aws_api_gateway_method",
    { http_method: "GET", authorization: "NONE", api_key_required: true },
    { http_method: "GET", authorization: "NONE", api_key_required: false },
    "outside",
  ],
  [
    "aws_lb_listener",
    { port: 443, default_action: [{ type: "forward", target_group_arn: "tg" }] },
    {
      port: 443,
      default_action: [
        { type: "fixed-response", fixed_response: [{ content_type: "text/plain", status_code: "503" }] },
      ],
    },
    "interrupts traffic",
  ],
  [
    "aws_cognito_user_pool_client",
    { name: "c", prevent_user_existence_errors: "ENABLED" },
    { name: "c", prevent_user_existence_errors: "LEGACY" },
    "weakens protection",
  ],
  [
    "aws_elasticache_replication_group",
    { replication_group_id: "r", user_group_ids: ["g"] },
    { replication_group_id: "r", user_group_ids: [] },
    "outside|weakens protection",
  ],
  ["aws_redshift_cluster", { enhanced_vpc_routing: true }, { enhanced_vpc_routing: false }, "weakens protection"],
  [
    "aws_neptune_cluster",
    { iam_database_authentication_enabled: true },
    { iam_database_authentication_enabled: false },
    "weakens protection|outside",
  ],
  [
    "aws_secretsmanager_secret_rotation",
    { secret_id: "s", rotation_rules: [{ automatically_after_days: 30 }] },
    { secret_id: "s", rotation_rules: [{ automatically_after_days: 365 }] },
    "weakens protection",
  ],
  [
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "222222222222"}, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}}]}',
    },
    {
      name: "r",
      assume_role_policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "222222222222"}}]}',
    },
    "outside",
  ],
  [
    "aws_s3_bucket_cors_configuration",
    { bucket: "b", cors_rule: [{ allowed_methods: ["GET"], allowed_origins: ["https://a.example"] }] },
    { bucket: "b", cors_rule: [{ allowed_methods: ["GET"], allowed_origins: ["*"] }] },
    "outside",
  ],
  [
    "aws_opensearch_domain",
    { domain_name: "d", vpc_options: [{ subnet_ids: ["s"] }] },
    { domain_name: "d", vpc_options: [] },
    "outside|loses data",
  ],
  [
    "aws_ssm_document",
    { name: "d", permissions: {} },
    { name: "d", permissions: { type: "Share", account_ids: "all" } },
    "outside",
  ],
  [
    "aws_cloudtrail",
    { name: "t", event_selector: [{ read_write_type: "All" }] },
    { name: "t", event_selector: [{ read_write_type: "WriteOnly" }] },
    "weakens protection",
  ],
  ["aws_guardduty_filter", null, { name: "f", action: "ARCHIVE", rank: 1 }, "weakens protection"],
  [
    "aws_networkfirewall_firewall_policy",
    { firewall_policy: [{ stateful_default_actions: ["aws:drop_strict"] }] },
    { firewall_policy: [{ stateful_default_actions: ["aws:alert_strict"] }] },
    "weakens protection",
  ],
  [
    "aws_autoscaling_group",
    { name: "g", health_check_type: "ELB" },
    { name: "g", health_check_type: "EC2" },
    "weakens protection",
  ],
  [
    "aws_ecs_service",
    { name: "s", deployment_minimum_healthy_percent: 100 },
    { name: "s", deployment_minimum_healthy_percent: 0 },
    "interrupts traffic|weakens protection",
  ],
  [
    "aws_efs_access_point",
    { posix_user: [{ uid: 1000, gid: 1000 }] },
    { posix_user: [{ uid: 0, gid: 0 }] },
    "outside|inside|weakens protection",
  ],
  [
    "aws_storagegateway_nfs_file_share",
    { squash: "RootSquash" },
    { squash: "NoSquash" },
    "weakens protection|outside|inside",
  ],
  [
    "aws_vpn_connection",
    { tunnel1_phase1_dh_group_numbers: [20, 21] },
    { tunnel1_phase1_dh_group_numbers: [2, 20] },
    "weakens protection",
  ],
  ["aws_cloudwatch_event_archive", { name: "a", retention_days: 0 }, { name: "a", retention_days: 7 }, "loses data"],
  [
    "aws_signer_signing_profile_permission",
    null,
    { profile_name: "p", action: "signer:StartSigningJob", principal: "222222222222" },
    "outside",
  ],
  [
    "aws_lakeformation_data_cells_filter",
    { table_data: [{ name: "f", row_filter: [{ filter_expression: "a=1" }] }] },
    { table_data: [{ name: "f", row_filter: [{ all_rows_wildcard: [{}] }] }] },
    "outside|inside",
  ],
  [
    "aws_dms_endpoint",
    { endpoint_id: "e", ssl_mode: "verify-full" },
    { endpoint_id: "e", ssl_mode: "none" },
    "weakens protection",
  ],
  ["aws_appsync_graphql_api", { name: "a", xray_enabled: true }, { name: "a", xray_enabled: false }, "silent"],
  [
    "aws_ecs_task_definition",
    { family: "f", container_definitions: '[{"name": "a", "image": "a:1"}]' },
    { family: "f", container_definitions: '[{"name": "a", "image": "a:2"}]' },
    "silent",
  ],
  ["aws_lambda_alias", { name: "live", function_version: "1" }, { name: "live", function_version: "2" }, "silent"],
  [
    "aws_api_gateway_rest_api",
    {
      id: "abc",
      name: "a",
      endpoint_configuration: [{ types: ["PRIVATE"] }],
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Principal": "*", "Resource": "execute-api:/*"}]}',
    },
    {
      id: "abc",
      name: "a",
      endpoint_configuration: [{ types: ["PRIVATE"] }],
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Principal": {"AWS": "*"}, "Resource": "arn:aws:execute-api:eu-west-1:111111111111:abc/*/*/*"}]}',
    },
    "silent",
  ],
  [
    "aws_sqs_queue",
    { name: "q", visibility_timeout_seconds: 30 },
    { name: "q", visibility_timeout_seconds: 60 },
    "silent",
  ],
  ["aws_s3_bucket_metric", { bucket: "b", name: "m" }, null, "silent"],
  ["aws_ebs_encryption_by_default", null, { enabled: true }, "silent"],
  [
    "aws_apigatewayv2_integration",
    { integration_uri: "https://a.example", timeout_milliseconds: 29000 },
    { integration_uri: "https://a.example", timeout_milliseconds: 10000 },
    "silent",
  ],
  [
    "aws_s3_bucket_policy",
    null,
    {
      bucket: "b",
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/AWSLogs/111111111111/*", "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}}}]}',
    },
    "inside",
  ],
  ["aws_inspector2_filter", null, { name: "f", action: "SUPPRESS" }, "weakens protection"],
  ["aws_inspector2_filter", null, { name: "f", action: "NONE" }, "silent"],
  ["aws_guardduty_filter", { name: "f", action: "NOOP" }, { name: "f", action: "ARCHIVE" }, "weakens protection"],
  ["aws_guardduty_filter", { name: "f", action: "ARCHIVE" }, null, "silent"],
  ["aws_accessanalyzer_archive_rule", null, { rule_name: "r", analyzer_name: "a" }, "weakens protection"],
  [
    "aws_securityhub_automation_rule",
    null,
    { rule_name: "r", actions: [{ finding_fields_update: [{ workflow: [{ status: "SUPPRESSED" }] }] }] },
    "weakens protection",
  ],
  [
    "aws_securityhub_automation_rule",
    null,
    { rule_name: "r", actions: [{ finding_fields_update: [{ severity: [{ label: "HIGH" }] }] }] },
    "silent",
  ],
  [
    "aws_lb_listener_rule",
    { action: [{ type: "forward", target_group_arn: "tg" }] },
    { action: [{ type: "fixed-response", fixed_response: [{ content_type: "text/plain", status_code: "404" }] }] },
    "interrupts traffic",
  ],
  [
    "aws_lb_listener_rule",
    { action: [{ type: "forward", target_group_arn: "tg" }] },
    { action: [{ type: "fixed-response", fixed_response: [{ content_type: "text/plain", status_code: "200" }] }] },
    "silent",
  ],
  [
    "aws_api_gateway_integration",
    { type: "HTTP_PROXY", uri: "https://a.example" },
    { type: "MOCK" },
    "interrupts traffic",
  ],
  [
    "aws_secretsmanager_secret_rotation",
    { secret_id: "s", rotation_rules: [{ automatically_after_days: 365 }] },
    { secret_id: "s", rotation_rules: [{ automatically_after_days: 30 }] },
    "silent",
  ],
  [
    "aws_kms_key",
    { description: "k", rotation_period_in_days: 90 },
    { description: "k", rotation_period_in_days: 2560 },
    "weakens protection",
  ],
  ["aws_cloudwatch_event_archive", { name: "a", retention_days: 7 }, { name: "a", retention_days: 0 }, "silent"],
  ["aws_cloudwatch_event_archive", { name: "a" }, { name: "a", retention_days: 7 }, "loses data"],
  [
    "aws_networkfirewall_firewall_policy",
    { firewall_policy: [{ stateless_default_actions: ["aws:drop"] }] },
    { firewall_policy: [{ stateless_default_actions: ["aws:forward_to_sfe"] }] },
    "weakens protection",
  ],
  [
    "aws_networkfirewall_firewall_policy",
    { firewall_policy: [{ stateful_default_actions: ["aws:alert_strict"] }] },
    { firewall_policy: [{ stateful_default_actions: ["aws:drop_strict", "aws:alert_strict"] }] },
    "silent",
  ],
  [
    "aws_bedrock_guardrail",
    { name: "g", content_policy_config: [{ filters_config: [{ type: "HATE", input_strength: "HIGH" }] }] },
    { name: "g", content_policy_config: [] },
    "weakens protection",
  ],
  [
    "aws_ecs_service",
    { name: "s", deployment_minimum_healthy_percent: 100 },
    { name: "s", deployment_minimum_healthy_percent: 50 },
    "silent",
  ],
  [
    "aws_lambda_function_url",
    { authorization_type: "AWS_IAM", cors: [{ allow_origins: ["https://a.example"] }] },
    { authorization_type: "AWS_IAM", cors: [{ allow_origins: ["*"] }] },
    "outside",
  ],
  ["aws_elasticache_serverless_cache", { name: "c", user_group_id: "g" }, { name: "c" }, "outside"],
  [
    "aws_workspaces_directory",
    { directory_id: "d", ip_group_ids: ["g"] },
    { directory_id: "d", ip_group_ids: [] },
    "outside",
  ],
  [
    "aws_quicksight_data_set",
    { name: "d", row_level_permission_data_set: [{ arn: "a", permission_policy: "GRANT_ACCESS" }] },
    { name: "d", row_level_permission_data_set: [] },
    "outside",
  ],
  [
    "aws_route53_record",
    { name: "a", type: "A", health_check_id: "h", records: ["192.0.2.1"] },
    { name: "a", type: "A", records: ["192.0.2.1"] },
    "weakens protection",
  ],
];
