import type { Row } from "./row";

const DATA = "loses data";
const TRAFFIC = "interrupts traffic";
const GUARD = "weakens protection";
const ADMIN = "arn:aws:iam::111111111111:role/admin";
const MINE = "arn:aws:iam::111111111111:role/mine";
const OPEN = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

/** Judged before the review was asked, in the classes of cases/plans: access, danger, precision. */
export const FOURTH_ROWS: readonly Row[] = [
  // Access
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-endpoint.html
  [
    "aws_ec2_instance_connect_endpoint",
    null,
    { subnet_id: "subnet-1", security_group_ids: ["sg-1"] },
    "inside|outside|silent",
  ],
  // https://docs.aws.amazon.com/datazone/latest/userguide/associate-accounts.html
  [
    "aws_lambda_event_source_mapping",
    null,
    { event_source_arn: "arn:aws:sqs:us-east-1:111111111111:q", function_name: "f" },
    "silent",
  ],
  // https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
  [
    "aws_ec2_client_vpn_network_association",
    null,
    { client_vpn_endpoint_id: "cvpn-1", subnet_id: "subnet-1" },
    "inside|outside|silent",
  ],
  // https://docs.aws.amazon.com/lightsail/latest/userguide/amazon-lightsail-container-services.html: a public endpoint.
  [
    "aws_lightsail_container_service_deployment_version",
    null,
    {
      service_name: "s",
      container: [{ container_name: "c", image: "i", ports: { "80": "HTTP" } }],
      public_endpoint: [{ container_name: "c", container_port: 80 }],
    },
    "outside",
  ],
  // https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/private-channels.html
  ["aws_ivs_channel", { name: "c", authorized: true }, { name: "c", authorized: false }, "outside"],
  // https://docs.aws.amazon.com/mediapackage/latest/ug/endpoints-create.html
  ["aws_cloudfront_key_group", { name: "k", items: ["K1"] }, { name: "k", items: ["K1", "K2"] }, "outside|inside"],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ trusted_key_groups: ["kg-1"], viewer_protocol_policy: "https-only" }] },
    { default_cache_behavior: [{ trusted_key_groups: [], viewer_protocol_policy: "https-only" }] },
    "outside",
  ],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
  [
    "aws_iam_account_password_policy",
    { minimum_password_length: 14, require_symbols: true },
    { minimum_password_length: 8, require_symbols: true },
    GUARD,
  ],
  [
    "aws_iam_group_policy",
    null,
    {
      name: "p",
      group: "devs",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}',
    },
    "outside",
  ],
  [
    "aws_iam_user_policy",
    {
      name: "p",
      user: "u",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    },
    {
      name: "p",
      user: "u",
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    },
    "silent",
  ],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "private" }, { bucket: "b", acl: "authenticated-read" }, "outside"],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/creating-multi-region-access-points.html
  [
    "aws_s3control_multi_region_access_point",
    {
      details: [
        {
          name: "m",
          public_access_block: [
            {
              block_public_policy: true,
              restrict_public_buckets: true,
              block_public_acls: true,
              ignore_public_acls: true,
            },
          ],
        },
      ],
    },
    {
      details: [
        {
          name: "m",
          public_access_block: [
            {
              block_public_policy: false,
              restrict_public_buckets: false,
              block_public_acls: false,
              ignore_public_acls: false,
            },
          ],
        },
      ],
    },
    "outside",
  ],
  [
    "aws_kinesisanalyticsv2_application",
    { name: "a", service_execution_role: MINE },
    { name: "a", service_execution_role: ADMIN },
    "outside",
  ],
  [
    "aws_transfer_access",
    null,
    { external_id: "S-1-1-12", server_id: "s-1", role: ADMIN, home_directory: "/" },
    "outside",
  ],
  [
    "aws_transfer_access",
    { external_id: "S-1-1-12", server_id: "s-1", home_directory: "/b/team" },
    { external_id: "S-1-1-12", server_id: "s-1", home_directory: "/b" },
    "outside|inside",
  ],
  [
    "aws_opensearch_domain_saml_options",
    null,
    {
      domain_name: "d",
      saml_options: [{ enabled: true, idp: [{ entity_id: "https://idp.example", metadata_content: "<x/>" }] }],
    },
    "outside",
  ],
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html
  [
    "aws_ami_copy",
    null,
    { name: "copy", source_ami_id: "ami-1", source_ami_region: "us-east-1", encrypted: true },
    "silent",
  ],
  [
    "aws_servicecatalog_constraint",
    {
      type: "LAUNCH",
      parameters: '{"RoleArn":"arn:aws:iam::111111111111:role/mine"}',
      portfolio_id: "p",
      product_id: "q",
    },
    {
      type: "LAUNCH",
      parameters: '{"RoleArn":"arn:aws:iam::111111111111:role/admin"}',
      portfolio_id: "p",
      product_id: "q",
    },
    "outside",
  ],
  [
    "awscc_iam_role_policy",
    null,
    {
      policy_name: "p",
      role_name: "r",
      policy_document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    },
    "outside",
  ],
  ["awscc_sqs_queue_policy", null, { queues: ["q"], policy_document: OPEN }, "outside"],
  [
    "awscc_lambda_url",
    null,
    { target_function_arn: "arn:aws:lambda:us-east-1:111111111111:function:f", auth_type: "NONE" },
    "outside",
  ],

  // Danger
  ["aws_cloudwatch_metric_stream", { name: "m", firehose_arn: "f" }, null, `silent|${GUARD}`],
  [
    "aws_route53_resolver_query_log_config_association",
    { resolver_query_log_config_id: "r", resource_id: "vpc-1" },
    null,
    GUARD,
  ],
  [
    "aws_flow_log",
    { vpc_id: "vpc-1", traffic_type: "ALL", log_destination: "l" },
    { vpc_id: "vpc-1", traffic_type: "REJECT", log_destination: "l" },
    GUARD,
  ],
  [
    "aws_elasticache_replication_group",
    { replication_group_id: "r", num_cache_clusters: 3, automatic_failover_enabled: true },
    { replication_group_id: "r", num_cache_clusters: 1, automatic_failover_enabled: false },
    `${GUARD}|${TRAFFIC}`,
  ],
  ["aws_memorydb_snapshot", { name: "s", cluster_name: "c" }, null, DATA],
  [
    "aws_fsx_ontap_volume",
    { name: "v", size_in_megabytes: 1024, skip_final_backup: false },
    { name: "v", size_in_megabytes: 1024, skip_final_backup: true },
    GUARD + "|" + DATA,
  ],
  [
    "aws_sfn_state_machine",
    { name: "s", logging_configuration: [{ level: "ALL" }] },
    { name: "s", logging_configuration: [{ level: "OFF" }] },
    GUARD,
  ],
  [
    "aws_appautoscaling_target",
    {
      min_capacity: 2,
      max_capacity: 10,
      resource_id: "service/c/s",
      scalable_dimension: "ecs:service:DesiredCount",
      service_namespace: "ecs",
    },
    null,
    GUARD,
  ],
  [
    "aws_appautoscaling_target",
    { min_capacity: 2, max_capacity: 10, resource_id: "service/c/s" },
    { min_capacity: 0, max_capacity: 0, resource_id: "service/c/s" },
    TRAFFIC,
  ],
  ["aws_ssm_patch_group", { patch_group: "p", baseline_id: "b" }, null, `${GUARD}|silent`],
  [
    "aws_wafv2_web_acl_association",
    { resource_arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/a/1", web_acl_arn: "w" },
    null,
    GUARD,
  ],
  ["aws_dynamodb_global_table", { name: "t", replica: [{ region_name: "us-east-1" }] }, null, DATA],
  ["aws_vpn_connection", { customer_gateway_id: "cgw-1", transit_gateway_id: "tgw-1", type: "ipsec.1" }, null, TRAFFIC],
  [
    "aws_lambda_event_source_mapping",
    { function_name: "f", event_source_arn: "q", enabled: true },
    { function_name: "f", event_source_arn: "q", enabled: false },
    TRAFFIC,
  ],
  ["google_storage_bucket", { name: "b", location: "EU" }, null, DATA],
  ["azurerm_postgresql_flexible_server", { name: "p", sku_name: "x" }, null, DATA],

  // Precision
  [
    "aws_vpn_connection",
    { customer_gateway_id: "cgw-1", enable_acceleration: true },
    { customer_gateway_id: "cgw-1", enable_acceleration: false },
    "silent",
  ],
  ["aws_ec2_transit_gateway", { vpn_ecmp_support: "enable" }, { vpn_ecmp_support: "disable" }, "silent"],
  [
    "aws_lb_target_group",
    {
      name: "t",
      deregistration_delay: "300",
      stickiness: [{ enabled: true, type: "lb_cookie", cookie_duration: 86400 }],
    },
    {
      name: "t",
      deregistration_delay: "30",
      stickiness: [{ enabled: true, type: "lb_cookie", cookie_duration: 3600 }],
    },
    "silent",
  ],
  [
    "aws_route53_record",
    { name: "www", type: "A", ttl: 3600, records: ["10.0.0.1"] },
    { name: "www", type: "A", ttl: 60, records: ["10.0.0.1"] },
    "silent",
  ],
  [
    "aws_iam_policy",
    {
      name: "p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::b/*"}]}',
    },
    {
      name: "p",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::b/*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}',
    },
    "silent",
  ],
  [
    "aws_security_group_rule",
    {
      security_group_id: "sg-1",
      type: "ingress",
      protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_blocks: ["10.0.0.0/8"],
    },
    {
      security_group_id: "sg-1",
      type: "ingress",
      protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_blocks: ["10.0.0.0/9", "10.128.0.0/9"],
    },
    "silent",
  ],
  ["aws_kms_key", { deletion_window_in_days: 7 }, { deletion_window_in_days: 30 }, "silent"],
  ["aws_cloudwatch_log_group", { name: "l", retention_in_days: 30 }, { name: "l", retention_in_days: 0 }, "silent"],
  [
    "aws_lambda_function",
    { function_name: "f", memory_size: 512, timeout: 30, runtime: "nodejs20.x" },
    { function_name: "f", memory_size: 256, timeout: 60, runtime: "nodejs22.x" },
    "silent",
  ],
  [
    "aws_ecs_service",
    { name: "s", deployment_minimum_healthy_percent: 50, health_check_grace_period_seconds: 60 },
    { name: "s", deployment_minimum_healthy_percent: 100, health_check_grace_period_seconds: 30 },
    "silent",
  ],
  // Kin of what was answered wrongly
  [
    "aws_transfer_user",
    { user_name: "u", home_directory: "/b/u" },
    { user_name: "u", home_directory: "/b/u/in" },
    "silent",
  ],
  [
    "aws_transfer_user",
    { user_name: "u", home_directory: "/b/u" },
    { user_name: "u", home_directory: "/b/u2" },
    "outside",
  ],
  [
    "aws_transfer_user",
    { user_name: "u", home_directory_type: "LOGICAL" },
    { user_name: "u", home_directory_type: "PATH" },
    "outside",
  ],
  [
    "aws_transfer_user",
    { user_name: "u", home_directory_type: "PATH" },
    { user_name: "u", home_directory_type: "LOGICAL" },
    "silent",
  ],
  [
    "aws_transfer_user",
    { home_directory_type: "LOGICAL", home_directory_mappings: [{ entry: "/", target: "/b/u" }] },
    { home_directory_type: "LOGICAL", home_directory_mappings: [{ entry: "/", target: "/b" }] },
    "outside",
  ],
  [
    "aws_transfer_user",
    { home_directory_type: "LOGICAL", home_directory_mappings: [{ entry: "/", target: "/b/u" }] },
    {
      home_directory_type: "LOGICAL",
      home_directory_mappings: [
        { entry: "/", target: "/b/u" },
        { entry: "/in", target: "/b/u/in" },
      ],
    },
    "silent",
  ],
  ["aws_transfer_user", { user_name: "u", role: MINE }, { user_name: "u", role: ADMIN }, "outside"],
  [
    "aws_transfer_user",
    {
      user_name: "u",
      role: MINE,
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/u/*"}]}',
    },
    { user_name: "u", role: MINE, policy: null },
    "outside|inside",
  ],
  [
    "aws_transfer_user",
    {
      user_name: "u",
      role: MINE,
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/u/*"}]}',
    },
    {
      user_name: "u",
      role: MINE,
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}',
    },
    "outside|inside",
  ],
  [
    "aws_transfer_user",
    { user_name: "u", role: MINE, policy: null },
    {
      user_name: "u",
      role: MINE,
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/u/*"}]}',
    },
    "silent",
  ],
  [
    "aws_efs_access_point",
    { file_system_id: "fs-1", root_directory: [{ path: "/app" }] },
    { file_system_id: "fs-1", root_directory: [{ path: "/" }] },
    "outside|inside",
  ],
  [
    "aws_cloudfront_distribution",
    { origin: [{ origin_id: "o", origin_path: "/public" }] },
    { origin: [{ origin_id: "o", origin_path: "" }] },
    "outside",
  ],
  [
    "aws_s3control_access_grants_location",
    { location_scope: "s3://b/a/*" },
    { location_scope: "s3://b/*" },
    "outside|inside",
  ],
  [
    "aws_opensearch_domain_saml_options",
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "a", metadata_content: "<x/>" }] }] },
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "b", metadata_content: "<y/>" }] }] },
    "outside",
  ],
  [
    "aws_opensearch_domain_saml_options",
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "a" }], session_timeout_minutes: 60 }] },
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "a" }], session_timeout_minutes: 30 }] },
    "silent",
  ],
  [
    "aws_opensearch_domain_saml_options",
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "a" }], master_backend_role: "ops" }] },
    { domain_name: "d", saml_options: [{ enabled: true, idp: [{ entity_id: "a" }], master_backend_role: "everyone" }] },
    "outside",
  ],
  [
    "aws_workspaces_directory",
    { saml_properties: [{ status: "DISABLED" }] },
    { saml_properties: [{ status: "ENABLED" }] },
    "outside",
  ],
  [
    "aws_ec2_transit_gateway_vpc_attachment",
    { appliance_mode_support: "enable" },
    { appliance_mode_support: "disable" },
    TRAFFIC,
  ],
  ["aws_ecs_task_definition", { family: "f", ipc_mode: "host" }, { family: "f", ipc_mode: "none" }, "silent"],
  [
    "aws_medialive_channel",
    {
      encoder_settings: [
        { timecode_config: [{ source: "EMBEDDED" }], audio_descriptions: [{ audio_type_control: "FOLLOW_INPUT" }] },
      ],
    },
    {
      encoder_settings: [
        { timecode_config: [{ source: "EMBEDDED" }], audio_descriptions: [{ audio_type_control: "NONE" }] },
      ],
    },
    "silent",
  ],
  ["aws_autoscaling_policy", { name: "p", autoscaling_group_name: "g" }, null, GUARD],
  ["aws_default_vpc", { id: "vpc-1", force_destroy: false }, null, "silent"],
  ["aws_default_vpc", { id: "vpc-1", force_destroy: true }, null, TRAFFIC],
  ["aws_ec2_instance_state", { instance_id: "i-1", state: "running" }, null, "silent"],
  ["aws_route53domains_registered_domain", { domain_name: "example.com" }, null, "silent"],
  ["aws_lambda_layer_version", { layer_name: "l" }, null, "silent"],
  ["aws_cognito_user_pool_domain", { domain: "d" }, null, TRAFFIC],
  ["aws_gamelift_game_session_queue", { name: "q" }, null, TRAFFIC],
  ["aws_lightsail_domain", { domain_name: "d" }, null, TRAFFIC],
  ["aws_dax_cluster", { cluster_name: "d" }, null, TRAFFIC],
  ["aws_datasync_location_fsx_lustre_file_system", { fsx_filesystem_arn: "a" }, null, "silent"],
  ["aws_route53_key_signing_key", { name: "k" }, null, TRAFFIC],
  ["aws_synthetics_canary", { name: "c" }, null, GUARD],
  ["aws_oam_sink", { name: "s" }, null, GUARD],
  ["google_spanner_instance", { name: "s" }, null, DATA],
  ["azurerm_storage_container", { name: "s" }, null, DATA],
  ["azurerm_mssql_server", { name: "s" }, null, DATA],
  ["cloudflare_record", { name: "s" }, null, TRAFFIC],
  ["kubernetes_namespace_v1", { id: "s" }, null, DATA],
];
