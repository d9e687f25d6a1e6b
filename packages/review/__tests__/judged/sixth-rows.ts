import type { Row } from "./row";

const DATA = "loses data";
const TRAFFIC = "interrupts traffic";
const GUARD = "weakens protection";
const ADMIN = "arn:aws:iam::111111111111:role/admin";
const MINE = "arn:aws:iam::111111111111:role/mine";

/** Judged after the fifth rows had been made right, and before the review was asked. */
export const SIXTH_ROWS: readonly Row[] = [
  ["aws_glue_dev_endpoint", { name: "e", role_arn: MINE }, { name: "e", role_arn: ADMIN }, "outside"],
  ["aws_sagemaker_model", null, { name: "m", execution_role_arn: ADMIN }, "outside|inside"],
  ["aws_vpclattice_service", { name: "s", auth_type: "AWS_IAM" }, { name: "s", auth_type: "NONE" }, "outside"],
  [
    "aws_elasticache_cluster",
    { cluster_id: "c", security_group_ids: ["sg-1"] },
    { cluster_id: "c", security_group_ids: ["sg-1", "sg-2"] },
    "outside|inside",
  ],
  ["aws_memorydb_acl", { name: "a", user_names: ["u"] }, { name: "a", user_names: ["u", "default"] }, "outside|inside"],
  [
    "aws_mskconnect_connector",
    { name: "c", kafka_cluster_client_authentication: [{ authentication_type: "IAM" }] },
    { name: "c", kafka_cluster_client_authentication: [{ authentication_type: "NONE" }] },
    "outside|silent|" + GUARD,
  ],
  [
    "aws_cloudwatch_log_subscription_filter",
    null,
    { log_group_name: "l", destination_arn: "arn:aws:logs:us-east-1:222222222222:destination:d", filter_pattern: "" },
    "outside",
  ],
  [
    "aws_s3_bucket_replication_configuration",
    null,
    { bucket: "b", role: MINE, rule: [{ destination: [{ bucket: "arn:aws:s3:::other", account: "222222222222" }] }] },
    "outside",
  ],
  [
    "aws_route53_record",
    { name: "api", type: "A", alias: [{ name: "lb-1.elb.amazonaws.com", zone_id: "Z" }] },
    { name: "api", type: "A", alias: [{ name: "lb-2.elb.amazonaws.com", zone_id: "Z" }] },
    TRAFFIC,
  ],
  [
    "aws_ec2_managed_prefix_list",
    { name: "p", entry: [{ cidr: "10.0.0.0/8" }] },
    { name: "p", entry: [{ cidr: "10.0.0.0/8" }, { cidr: "0.0.0.0/0" }] },
    "outside",
  ],
  [
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy:
        '{"Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:acme/app:ref:refs/heads/main"}}}]}',
    },
    {
      name: "r",
      assume_role_policy:
        '{"Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/*"}}}]}',
    },
    "outside",
  ],
  [
    "aws_lambda_permission",
    {
      function_name: "f",
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
      source_account: "111111111111",
    },
    { function_name: "f", principal: "s3.amazonaws.com", action: "lambda:InvokeFunction" },
    "outside",
  ],
  ["awscc_ec2_volume", { size: 10 }, null, DATA],
  ["awscc_elasticloadbalancingv2_load_balancer", null, { name: "l", scheme: "internet-facing" }, "outside"],
  [
    "awscc_secretsmanager_resource_policy",
    null,
    {
      secret_id: "s",
      resource_policy:
        '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}',
    },
    "outside",
  ],
  ["awscc_ecr_repository", { repository_name: "r" }, null, DATA],
  [
    "awscc_ec2_route",
    { route_table_id: "rtb-1", destination_cidr_block: "10.1.0.0/16", transit_gateway_id: "tgw-1" },
    null,
    TRAFFIC + "|silent",
  ],
  [
    "aws_rds_cluster",
    { cluster_identifier: "c", storage_encrypted: true, deletion_protection: true },
    { cluster_identifier: "c", storage_encrypted: true, deletion_protection: false },
    GUARD,
  ],
  [
    "aws_wafv2_ip_set",
    { name: "blocked", addresses: ["203.0.113.0/24", "198.51.100.0/24"] },
    { name: "blocked", addresses: ["203.0.113.0/24"] },
    "silent|" + GUARD,
  ],
  [
    "aws_codedeploy_deployment_group",
    { auto_rollback_configuration: [{ enabled: true }] },
    { auto_rollback_configuration: [{ enabled: false }] },
    GUARD,
  ],
  [
    "aws_dynamodb_table",
    { name: "t", point_in_time_recovery: [{ enabled: true }] },
    { name: "t", point_in_time_recovery: [{ enabled: false }] },
    GUARD,
  ],
  ["aws_ecs_service", { name: "s", desired_count: 4 }, { name: "s", desired_count: 3 }, "silent"],
  [
    "aws_lb_target_group",
    { name: "t", health_check: [{ enabled: true, interval: 30 }] },
    { name: "t", health_check: [{ enabled: true, interval: 10 }] },
    "silent",
  ],
  [
    "aws_security_group",
    { name: "g", ingress: [{ from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
    { name: "g", ingress: [{ from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/8"] }] },
    "silent",
  ],
  [
    "aws_cloudfront_distribution",
    { enabled: true, comment: "a", http_version: "http2" },
    { enabled: true, comment: "b", http_version: "http3" },
    "silent",
  ],
  [
    "aws_s3_bucket_lifecycle_configuration",
    { rule: [{ id: "r", status: "Enabled", expiration: [{ days: 30 }] }] },
    { rule: [{ id: "r", status: "Enabled", expiration: [{ days: 365 }] }] },
    "silent",
  ],
  [
    "aws_eks_node_group",
    { scaling_config: [{ min_size: 2, desired_size: 3, max_size: 5 }] },
    { scaling_config: [{ min_size: 0, desired_size: 0, max_size: 5 }] },
    TRAFFIC,
  ],
  ["aws_kinesis_firehose_delivery_stream", { name: "d" }, null, DATA + "|" + TRAFFIC],
  [
    "aws_sns_topic_policy",
    {
      arn: "t",
      policy:
        '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sns:Publish","Resource":"t"}]}',
    },
    {
      arn: "t",
      policy:
        '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sns:Publish","Resource":"t"}]}',
    },
    "outside",
  ],
  [
    "aws_iam_openid_connect_provider",
    { url: "https://a.example", client_id_list: ["a", "b"] },
    { url: "https://a.example", client_id_list: ["a"] },
    "silent",
  ],
];
