import { textOf } from "@private-http-api/terraform-json";
import { classicType } from "../../plan/cloud-control";
import { oncePerText } from "../../plan/once-per";
import type { ResourceChange } from "../../plan/stack-plan";
import { type Danger, dangerOf } from "./danger";
import { named, PROVIDER_PAGES } from "./families/family";

/** Types of which an account, or each of its Regions, has one: they change what others in it rely on. */
interface Scope {
  readonly of: string;
  readonly types: RegExp;
  readonly source: string;
}

export const SCOPES: readonly Scope[] = [
  {
    of: "the whole account in its Region",
    source: PROVIDER_PAGES,
    types: named(`
    api_gateway_account apprunner_default_auto_scaling_configuration_version backup_region_settings
    bedrock_model_invocation_logging_configuration chimesdkvoice_global_settings cloudwatch_log_account_policy
    config_configuration_recorder config_configuration_recorder_status config_delivery_channel
    config_retention_configuration detective_graph devopsguru_event_sources_config devopsguru_service_integration
    ebs_default_kms_key ebs_encryption_by_default ebs_snapshot_block_public_access ec2_availability_zone_group
    ec2_default_credit_specification ec2_image_block_public_access ec2_instance_metadata_defaults
    ec2_serial_console_access ecr_account_setting ecr_registry_policy ecr_registry_scanning_configuration
    ecr_replication_configuration ecs_account_setting_default emr_block_public_access_configuration
    glue_data_catalog_encryption_settings glue_resource_policy guardduty_detector inspector2_enabler
    iot_event_configurations iot_indexing_configuration iot_logging_options lakeformation_data_lake_settings
    macie2_account quicksight_account_settings rds_certificate s3control_access_grants_instance
    sagemaker_servicecatalog_portfolio_status securityhub_account ses_active_receipt_rule_set
    sesv2_account_suppression_attributes sesv2_account_vdm_attributes sns_sms_preferences spot_datafeed_subscription
    ssm_default_patch_baseline ssm_service_setting vpc_block_public_access_options xray_encryption_config`),
  },
  {
    of: "the whole account",
    source: PROVIDER_PAGES,
    types: named(`
    account_alternate_contact account_primary_contact account_region auditmanager_account_registration
    backup_global_settings computeoptimizer_enrollment_status costoptimizationhub_enrollment_status
    costoptimizationhub_preferences iam_account_alias iam_account_password_policy
    iam_security_token_service_preferences quicksight_account_subscription s3_account_public_access_block
    servicequotas_template_association shield_drt_access_role_arn_association shield_proactive_engagement
    shield_subscription`),
  },
  {
    of: "the whole organization",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html",
    types: named(`
    config_organization_conformance_pack config_organization_custom_policy_rule config_organization_custom_rule
    config_organization_managed_rule detective_organization_configuration fms_admin_account
    guardduty_organization_configuration guardduty_organization_configuration_feature iam_organizations_features
    inspector2_organization_configuration macie2_organization_configuration organizations_organization
    organizations_resource_policy ram_sharing_with_organization securityhub_organization_configuration
    servicecatalog_organizations_access`),
  },
];

/** What a type holds for beyond what the plan has; undefined where it does not. */
export const scopeOf = oncePerText((type) => SCOPES.find(({ types }) => types.test(classicType(type)))?.of);

/** What a reader should know of a change of such a type. */
export function scopeNotes({ type, action, imported }: ResourceChange): readonly string[] {
  const scope = scopeOf(type);
  if (scope === undefined) return [];
  return action === "create" && !imported
    ? [`holds for ${scope}; what is set there already is overwritten, and the plan does not show it`]
    : [`holds for ${scope}`];
}

/** The same finding, with what it holds for. */
export function withScope(danger: Danger, type: string): Danger {
  const scope = scopeOf(type);
  return scope === undefined ? danger : { ...danger, downtime: `${danger.downtime}; for ${scope}` };
}

type Told = Parameters<typeof dangerOf>[1];

/** What changes for others when one of these comes, changes or goes, and no setting's name tells. */
const TOLD: Readonly<Record<string, (before: Values | undefined, after: Values | undefined) => Told | undefined>> = {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
  aws_api_gateway_account: (before, after) => {
    const [was, is] = [before, after].map((values) => textOf(values?.["cloudwatch_role_arn"]) || "none");
    // The provider leaves the role where it is, unless it is told to reset it; from version 6 on it always does.
    const stays = after === undefined && before?.["reset_on_delete"] === false;
    if (was === is || stays || was === undefined || is === undefined) return undefined;
    const because = `cloudwatch_role_arn: ${was} → ${is}`;
    const level = "weakens protection";
    if (is === "none")
      return { level, because, downtime: "no REST or WebSocket API writes logs to CloudWatch any more" };
    const downtime = "every REST and WebSocket API writes its logs by this role, or none where it may not";
    return before === undefined ? { level, because, downtime, approval: false } : { level, because, downtime };
  },
  // The provider switches the setting off when it goes.
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
  aws_ecs_account_setting_default: (before, after) => {
    const [name = "", value = ""] = [textOf(before?.["name"]), textOf(before?.["value"])];
    if (after !== undefined || !/^(on|enabled|enhanced)$/i.test(value)) return undefined;
    const because = `${name}: ${value} → off`;
    if (name === "awsvpcTrunking")
      return { level: "interrupts traffic", because, downtime: "new instances have room for fewer tasks" };
    if (!/^(containerInsights|guardDutyActivate|tagResourceAuthorization|fargateFIPSMode)$/.test(name))
      return undefined;
    return {
      level: "weakens protection",
      because,
      downtime: "none now; clusters and tasks no longer do that by default",
    };
  },
  // https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
  aws_vpc_block_public_access_options: (before, after) => {
    const [was = "off", is = "off"] = [before, after].map((values) => textOf(values?.["internet_gateway_block_mode"]));
    if (was === is || is === "off" || (was === "block-bidirectional" && is === "block-ingress")) return undefined;
    const because = `internet_gateway_block_mode: ${was} → ${is}`;
    return { level: "interrupts traffic", because, downtime: "packets of internet gateways are dropped" };
  },
  // https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
  aws_ses_active_receipt_rule_set: (before, after) => {
    const [was, is] = [before, after].map((values) => textOf(values?.["rule_set_name"]));
    if (was === is || is === undefined) return undefined;
    const because = `rule_set_name: ${was ?? "none"} → ${is}`;
    const told = { level: "interrupts traffic", because, downtime: "mail is received by these rules only" } as const;
    return before === undefined ? { ...told, approval: false } : told;
  },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html
  aws_iam_account_alias: (before, after) => {
    const [was, is] = [before, after].map((values) => textOf(values?.["account_alias"]));
    if (was === undefined || was === is) return undefined;
    const because = `account_alias: ${was} → ${is ?? "none"}`;
    return { level: "interrupts traffic", because, downtime: "the address to sign in at that has the alias fails" };
  },
};

type Values = NonNullable<ResourceChange["before"]>;

export function accountWideDangers(change: ResourceChange): readonly Danger[] {
  const { type, before, after, action, imported } = change;
  const tell = TOLD[type];
  if (tell === undefined || change.deposed || action === "no-op" || action === "forget" || imported) return [];
  const told = tell(before, after);
  return told === undefined ? [] : [dangerOf(change, told)];
}
