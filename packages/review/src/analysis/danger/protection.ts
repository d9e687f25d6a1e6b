import { isObject, listOf, objectOf, textOf, type Json, type JsonObject } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { criticalTypeOf } from "./kinds";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";

interface Protecting {
  /** The attribute that names what is protected. @default the account is */
  readonly target?: string;
  /** @default any type of resource */
  readonly type?: string;
  /** Whether each of them watches something of its own, that no attribute names. */
  readonly each?: true;
  /** An attribute that must be on. */
  readonly when?: string;
}

const OF_BUCKET: Protecting = { target: "bucket", type: "aws_s3_bucket" };
const BY_ARN: Protecting = { target: "resource_arn" };

/** Resources that protect another one, or the account. */
const PROTECTING: Readonly<Record<string, Protecting>> = {
  ...Object.fromEntries(
    [
      "aws_accessanalyzer_analyzer",
      "aws_account_alternate_contact",
      "aws_backup_plan",
      "aws_backup_selection",
      "aws_backup_vault_lock_configuration",
      "aws_budgets_budget",
      "aws_cloudtrail",
      "aws_config_config_rule",
      "aws_config_configuration_recorder",
      "aws_config_configuration_recorder_status",
      "aws_config_delivery_channel",
      "aws_detective_graph",
      "aws_dlm_lifecycle_policy",
      "aws_ebs_default_kms_key",
      "aws_ebs_encryption_by_default",
      "aws_ecr_registry_scanning_configuration",
      "aws_ecr_replication_configuration",
      "aws_glue_data_catalog_encryption_settings",
      "aws_guardduty_detector",
      "aws_guardduty_detector_feature",
      "aws_iam_account_password_policy",
      "aws_inspector2_enabler",
      "aws_macie2_account",
      "aws_networkfirewall_firewall",
      "aws_networkfirewall_firewall_policy",
      "aws_rbin_rule",
      "aws_route53_resolver_firewall_rule_group_association",
      "aws_securityhub_account",
      "aws_securityhub_standards_subscription",
      "aws_shield_subscription",
      "aws_ssm_default_patch_baseline",
      "aws_wafregional_web_acl",
      "aws_waf_web_acl",
      "aws_wafv2_web_acl",
    ].map((type) => [type, {}]),
  ),
  aws_cloudwatch_composite_alarm: { each: true },
  aws_cloudwatch_metric_alarm: { each: true },
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
  aws_appautoscaling_target: { target: "resource_id" },
  aws_appautoscaling_policy: { target: "resource_id" },
  aws_appautoscaling_scheduled_action: { target: "resource_id" },
  aws_autoscaling_policy: { target: "autoscaling_group_name", type: "aws_autoscaling_group" },
  aws_autoscaling_schedule: { target: "autoscaling_group_name", type: "aws_autoscaling_group" },
  // Without it, the Region's new instances take whatever their launch says.
  aws_ec2_instance_metadata_defaults: { when: "http_tokens" },
  // The provider switches backups off when the policy goes
  // (https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html).
  aws_efs_backup_policy: { target: "file_system_id", when: "backup_policy.status" },
  aws_glacier_vault_lock: { target: "vault_name" },
  aws_dynamodb_table_replica: { target: "global_table_arn" },
  aws_flow_log: { target: "vpc_id", type: "aws_vpc" },
  aws_route53_resolver_dnssec_config: { target: "resource_id" },
  aws_s3_bucket_logging: OF_BUCKET,
  aws_s3_bucket_object_lock_configuration: OF_BUCKET,
  aws_s3_bucket_replication_configuration: OF_BUCKET,
  aws_s3_bucket_server_side_encryption_configuration: OF_BUCKET,
  aws_s3_bucket_versioning: { ...OF_BUCKET, when: "versioning_configuration.status" },
  aws_secretsmanager_secret_rotation: { target: "secret_id" },
  aws_shield_protection: BY_ARN,
  aws_wafregional_web_acl_association: BY_ARN,
  aws_wafv2_web_acl_association: BY_ARN,
  aws_wafv2_web_acl_logging_configuration: BY_ARN,
};

/** Types of which each one watches, records or guards something that no attribute names. */
const EACH_OF =
  /^aws_(guardduty_(publishing_destination|malware_protection_plan|member_detector_feature|organization_configuration\w*)|securityhub_(product_subscription|standards_control\w*|automation_rule|configuration_policy\w*|organization_configuration)|config_(conformance_pack|organization_\w+|remediation_configuration|configuration_aggregator)|inspector2?_(member_association|organization_configuration|assessment_template)|macie2_(classification_\w+|member|organization_configuration)|fms_(policy|resource_set)|cloudwatch_(metric_stream|log_metric_filter|log_anomaly_detector|log_data_protection_policy|log_account_policy|contributor_\w*insight_rule|log_subscription_filter)|iam_virtual_mfa_device|auditmanager_assessment|backup_(framework|report_plan)|efs_replication_configuration|oam_(link|sink)|networkmonitor_\w+|internetmonitor_\w+|devopsguru_\w+|detective_(member|organization_configuration)|shield_(protection_group|proactive_engagement|application_layer_automatic_response|drt_access_role_arn_association)|wafv2_(rule_group|ip_set)|route53_resolver_(query_log_config\w*|firewall_rule\w*)|networkfirewall_(rule_group|logging_configuration)|db_instance_automated_backups_replication|rds_cluster_activity_stream|ssm_(patch_baseline|association)|ce_anomaly_(monitor|subscription)|vpc_network_performance_metric_subscription|synthetics_canary|rum_app_monitor|bedrock_(guardrail|model_invocation_logging_configuration)|lambda_code_signing_config|signer_signing_job|dynamodb_contributor_insights)$/;

/**
 * Other providers' types that watch or guard, by their names.
 * https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor
 * https://registry.terraform.io/providers/integrations/github/latest/docs/resources/branch_protection
 */
const EACH_OF_OTHERS =
  /^(?!aws(cc)?_)\w+_(monitor|alerts?|\w*alert_(policy|rule|condition)\w*|metric_alert|notification_policy|contact_point|uptime_check\w*|synthetics_test|service_level_objective|(project|organization|folder|billing_account)_sink|diagnostic_setting|branch_protection(_v3)?|(repository|organization)_ruleset|management_lock|network_policy(_v1)?|pod_disruption_budget(_v1)?|(firewall|security|backup|waf|organization|org)_policy|policy_assignment|audit_config)$/;

/** What goes with a guard, where it is not that something is no longer stopped. */
export function withoutGuard(type: string): string {
  return SCALES.test(type)
    ? "none now; it keeps the size it has, whatever its load"
    : "none now; what it guarded against is no longer stopped";
}

const SCALES = /^aws_(appautoscaling|autoscaling)_/;

/** What a resource that goes no longer protects, though it stays. */
export function lostGuards(change: ResourceChange, sides: BeforeAndAfter): readonly string[] {
  const { before, after } = change;
  if (before === undefined || after !== undefined || change.deposed || change.action !== "delete") return [];
  return ofGone(change, before, sides);
}

/** The value at a path through blocks, of which the first counts. */
function at(values: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((value, key) => objectOf(listOf(value).find(isObject))[key], values);
}

function isOn(value: Json | undefined): boolean {
  return value === true || (typeof value === "string" && /^(true|on|active|enabled|required)$/i.test(value));
}

/** A destroyed resource protected one that stays, and no other takes its place. */
function ofGone(change: ResourceChange, before: JsonObject, sides: BeforeAndAfter): readonly string[] {
  const protecting =
    PROTECTING[change.type] ??
    (EACH_OF.test(change.type) || EACH_OF_OTHERS.test(change.type) ? { each: true } : undefined);
  if (protecting === undefined) return [];
  if (protecting.when !== undefined && !isOn(at(before, protecting.when))) return [];
  if (protecting.each === true) return isAlone(change, sides) ? ["destroyed: what it watched goes unseen"] : [];
  const target = targetOf(protecting, { ...change, values: before, change }, sides.before);
  const others = sides.after.ofType(change.type).map((other) => keyOf(targetOf(protecting, other, sides.after)));
  if (others.includes(keyOf(target))) return [];
  if (typeof target === "string") return [`destroyed: ${target} stays`];
  const stays = sides.after.resources.some((entry) => identityOf(entry) === identityOf(target));
  return stays ? [`destroyed: ${target.address} stays`] : [];
}

/** Whether nothing that runs goes with it: with what it watched, an alarm has nothing to do. */
function isAlone(change: ResourceChange, sides: BeforeAndAfter): boolean {
  const plan = sides.plans.find(({ stack }) => stack === change.stack);
  const others = plan?.changes.filter(({ type, action }) => action === "delete" && type !== change.type) ?? [];
  return !others.some(({ type }) => criticalTypeOf(type) !== undefined);
}

/** What a resource protects: the resource, or its name where the plan does not have it. */
function targetOf(protecting: Protecting, resource: Resource, planned: PlannedResources): Resource | string {
  const value = protecting.target === undefined ? undefined : resource.values[protecting.target];
  const types = protecting.type === undefined ? [] : [protecting.type];
  return planned.resolve(resource, value, ...types) ?? textOf(value) ?? "what it protects";
}

function keyOf(target: Resource | string): string {
  return typeof target === "string" ? target : identityOf(target);
}
