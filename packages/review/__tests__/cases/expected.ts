import type { DangerLevel } from "../../src/analysis/danger/level";
import type { Who } from "../../src/analysis/who";

/** What is right for a plan of cases/plans, by AWS's documentation. */
export interface Expected {
  readonly code: 0 | 2 | 3 | 4;
  readonly danger?: DangerLevel;
  /** Who gains most; none where nobody gains. */
  readonly access?: Who | "administrator";
  /** What the review has to name. */
  readonly mentions?: readonly string[];
  /** What it must not speak of. */
  readonly omits?: readonly string[];
}

function opens(access: Who | "administrator", ...mentions: readonly string[]): Expected {
  return {
    code: 3,
    access,
    mentions,
  };
}
function harms(danger: DangerLevel, ...mentions: readonly string[]): Expected {
  return { code: 4, danger, mentions };
}
const silent: Expected = { code: 2 };

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "01a-data-policy-in-root": { code: 2, access: "this account", mentions: ["s3:*"] },
  "01b-data-policy-in-module": { code: 2, access: "this account", mentions: ["s3:*"] },
  "02-two-groups-one-row": opens("anyone", "2 network", "│ web ", "│ db "),
  "03-two-roles-one-row": opens("administrator", "4 IAM", "│ a (inline)", "│ b (inline)"),
  "17-fargate-through-module": { code: 2, mentions: [" per month"] },
  "30-real-modules": opens("administrator"),
  "04-action-invocation-only": harms("interrupts traffic", "1 action to invoke (action.aws_ec2_stop_instance.db)"),
  "05-deferred-changes": {
    code: 2,
    mentions: ["1 change left for a later apply (aws_db_instance.main)", "plan that is not complete"],
  },
  "06-incomplete": { code: 2, mentions: ["1 plan that is not complete"] },
  "07-check-failed": { code: 2, mentions: ["1 check fails (check.cert)", "The certificate expires in 3 days."] },
  "unknown-action": harms("loses data", "1 resource with an unknown action (aws_s3_bucket.b)", "purge"),
  "09-terraform-1.0": { code: 2, mentions: ["1 to create"] },
  "10a-utf16": { code: 2, mentions: ["1 to create"] },
  "10b-wrapper": { code: 2, mentions: ["1 to create", "set terraform_wrapper: false"] },
  // https://aws.amazon.com/about-aws/whats-new/2022/12/amazon-s3-automatically-enable-block-public-access-disable-access-control-lists-buckets-april-2023/
  "08-new-bucket": silent,
  "13-destroy-prod-db": harms("loses data", "aws_db_instance.prod"),
  "14-untold-four-types": harms(
    "loses data",
    "aws_rds_cluster_instance.x",
    "aws_eks_node_group.x",
    "aws_kms_replica_key.x",
  ),
  "15-task-role-swapped": opens("administrator", "task_role_arn: acts as admin"),

  "11-unpriced": opens("anyone", "64 resources of 64 types without a price", "aws_autoscaling_group", "aws_sqs_queue"),
  "12a-secret-header-marked-later": { code: 2, mentions: ["condition (sensitive)"], omits: ["canary"] },
  "16-public-alb-only": { ...opens("anyone"), omits: ["Cloud Map", "interface endpoints"] },
  "18-unpriced-destroyed": harms("loses data", "Not priced: aws_db_instance."),
  "20-sg-inline-unknown-configured": opens("unknown", "(known after apply)"),
  "21-sensitive-condition-dropped": { code: 2, mentions: ["condition (sensitive)"], omits: ["abcdefgh1234"] },
  "22-gateway-load-balancer-price": { code: 2, mentions: ["+$12.05 per month"], omits: ["Cloud Map"] },
  "31-real-unknown-ingress": { ...opens("anyone", "(known after apply)"), omits: ["canary"] },
  "esc-type": { code: 2, mentions: ["acme_thing"], omits: ["\u001B"] },

  "access/aws_ami_launch_permission": opens("anyone", "all"),
  "access/aws_api_gateway_rest_api": opens("anyone", "execute-api"),
  "access/aws_appsync_graphql_api-authentication_type": opens("anyone", "API_KEY"),
  "access/aws_cognito_identity_pool-allow_unauthenticated_identities": opens("anyone"),
  "access/aws_db_snapshot-shared_accounts": opens("anyone", "shared with all"),
  "access/aws_dms_replication_instance-publicly_accessible": opens("anyone"),
  "access/aws_ec2_client_vpn_authorization_rule": opens("anyone", "0.0.0.0/0"),
  "access/aws_ec2_transit_gateway_vpc_attachment": opens("unknown"),
  "access/aws_ecs_task_definition-task_role_arn": opens("unknown", "role/admin"),
  // Leads out only. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
  "access/aws_egress_only_internet_gateway": silent,
  "access/aws_eks_cluster": opens("anyone", "Kubernetes API reachable from 0.0.0.0/0"),
  "access/aws_elasticache_user": opens("anyone"),
  "access/aws_emr_block_public_access_configuration": opens("anyone"),
  "access/aws_glue_resource_policy": opens("anyone", "glue:*"),
  "access/aws_iam_openid_connect_provider-client_id_list": opens("unknown", "client_id_list"),
  "access/aws_iam_policy_attachment": opens("administrator", "AdministratorAccess"),
  "access/aws_iam_role_policy_attachments_exclusive": opens("administrator", "AdministratorAccess"),
  "access/aws_iam_saml_provider": opens("another account"),
  "access/aws_iam_user_login_profile": opens("unknown", "bob"),
  "access/aws_iam_user_policy_attachments_exclusive": opens("administrator", "AdministratorAccess"),
  "access/aws_instance-iam_instance_profile": opens("unknown", "acts as admin"),
  // Nothing passes it without a route. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
  "access/aws_internet_gateway": silent,
  "access/aws_lambda_function-role": opens("unknown", "role/admin"),
  "access/aws_lightsail_instance_public_ports": opens("anyone", "0.0.0.0/0"),
  "access/aws_msk_cluster-broker_node_group_info": opens("anyone", "SERVICE_PROVIDED_EIPS"),
  // Lets nobody in. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
  "access/aws_nat_gateway": silent,
  "access/aws_network_interface_sg_attachment": opens("unknown", "sg-open"),
  "access/aws_opensearchserverless_security_policy": opens("anyone"),
  "access/aws_ram_resource_share": opens("anyone"),
  "access/aws_redshift_cluster-publicly_accessible": opens("anyone"),
  "access/aws_route-peering": opens("another account", "peering pcx-1"),
  "access/aws_s3_access_point": opens("anyone", "s3:*"),
  // Serves what a policy lets be read. https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html
  "access/aws_s3_bucket_website_configuration": silent,
  "access/aws_sagemaker_notebook_instance-direct_internet_access": opens("anyone"),
  "access/aws_snapshot_create_volume_permission": opens("another account", "222222222222"),
  "access/aws_transfer_user": opens("unknown", "role/admin"),
  "access/aws_vpc_endpoint_security_group_association": opens("unknown", "sg-open"),
  "access/aws_vpc_endpoint_service-allowed_principals_acceptance_required": opens("anyone", "shared with *"),
  "access/aws_vpc_peering_connection": opens("another account", "222222222222"),
  "access/awscc_ec2_security_group": opens("anyone", "0.0.0.0/0"),

  "danger/aws_autoscaling_group-desired_capacity_min_size_max_size": harms(
    "interrupts traffic",
    "desired_capacity: 4 → 0",
  ),
  "danger/aws_backup_plan-rule": harms("weakens protection", "365"),
  "danger/aws_cloudfront_distribution-enabled": harms("interrupts traffic"),
  "danger/aws_cloudwatch_metric_alarm-actions_enabled": harms("weakens protection"),
  "danger/aws_config_configuration_recorder_status-is_enabled": harms("weakens protection"),
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html
  "danger/aws_db_instance-engine_version_instance_class": harms("interrupts traffic", "14.7 → 15.4", "db.t3.small"),
  "danger/aws_dynamodb_table-ttl": harms("loses data", "ttl.enabled"),
  "danger/aws_ecr_lifecycle_policy-policy": harms("loses data", "countNumber: 100 → 1"),
  "danger/aws_ecs_service-desired_count": harms("interrupts traffic", "desired_count: 4 → 0"),
  "danger/aws_guardduty_detector-enable": harms("weakens protection"),
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html: the instance must be stopped.
  "danger/aws_instance-instance_type": harms("interrupts traffic", "m5.24xlarge"),
  "danger/aws_kinesis_stream-retention_period_encryption_type": harms("loses data", "168 → 24", "KMS → NONE"),
  "danger/aws_lambda_function-reserved_concurrent_executions": harms("interrupts traffic", "-1 → 0"),
  "danger/aws_lb_listener-protocol_ssl_policy": harms("weakens protection", "HTTPS → HTTP"),
  "danger/aws_rds_cluster-backtrack_window": harms("weakens protection", "72000 → 0"),
  "danger/aws_s3_bucket_lifecycle_configuration-rule": harms("loses data", "3650 days → 1 days"),
  "danger/aws_s3_bucket_versioning-versioning_configuration": harms("weakens protection", "mfa_delete"),
  "danger/aws_sns_topic-kms_master_key_id": harms("weakens protection", "alias/x → none"),
  "danger/aws_sqs_queue-sqs_managed_sse_enabled": harms("weakens protection"),
  "danger/aws_wafv2_web_acl-default_action_rule": harms("weakens protection", "block → allow"),
  "danger/gone-aws_cloudformation_stack": harms("loses data"),
  "danger/gone-aws_ebs_snapshot": harms("loses data"),
  "danger/gone-aws_iam_role": harms("interrupts traffic", "aws_iam_role.a"),
  "danger/gone-aws_iam_server_certificate": harms("interrupts traffic"),
  "danger/gone-aws_lambda_function": harms("interrupts traffic"),
  "danger/gone-aws_rds_cluster_instance": harms("interrupts traffic"),
  "danger/gone-aws_vpc_peering_connection": harms("interrupts traffic"),
  "danger/gone-google_sql_database_instance": harms("loses data", "google_sql_database_instance"),
  // Takes effect on what is in the bucket already. https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-set-lifecycle-configuration-intro.html
  "danger/new-lifecycle-expire-1-day": harms("loses data", "none → 1 days"),

  "precision/bool-type-only": silent,
  "precision/case-only": silent,
  "precision/cost-alarm-highres": { code: 2, mentions: ["high-resolution alarm", "+$0.80 per month"] },
  "precision/cost-ecs-ephemeral-windows": {
    code: 2,
    mentions: ["2 × 1 vCPU, 2 GB, Windows, 180 GB more storage", "+$259.24 per month"],
  },
  "precision/cost-gwlb": { code: 2, mentions: ["+$12.05 per month"] },
  "precision/cost-kms-replica": { code: 2, mentions: ["aws_ssm_parameter (Advanced)", "aws_route53_health_check"] },
  "precision/lb-listener-https-to-http": harms("weakens protection", "HTTPS → HTTP"),
  "precision/lb-ssl-policy-down": harms("weakens protection", "ELBSecurityPolicy-2016-08"),
  "precision/merge-two-statements": silent,
  // What an earlier replacement left behind is destroyed with its messages.
  "precision/moved-and-import": harms("loses data", "aws_sqs_queue.dep"),
  "precision/narrow-source-ip": silent,
  "precision/notaction-to-one-action": silent,
  "precision/outputs-only": silent,
  "precision/region-alias-only": silent,
  "precision/route53-target": harms("interrupts traffic", "evil.example.net"),
  "precision/sg-halves": opens("anyone", "0.0.0.0/1"),
  "precision/sg-replaced": silent,
  "precision/sg-update-ingress-unknown": opens("unknown", "(known after apply)"),
  "precision/write-only": silent,
};
