import { textOf, type Json } from "@private-http-api/terraform-json";
import { ACCEPTED_CODES, acceptsErrors } from "./accepted-codes";

/** Choices from the strongest to the weakest; what stands together is equally strong. */
interface Ranking {
  readonly path: RegExp;
  /** @default every type */
  readonly type?: RegExp;
  readonly ranks: readonly (readonly string[])[];
}

const RANKINGS: readonly Ranking[] = [
  {
    path: /(^|\.)(protocol|lb_protocol|instance_protocol)$/,
    ranks: [
      ["HTTPS", "TLS", "SSL"],
      ["HTTP", "TCP"],
    ],
  },
  {
    path: /(viewer|origin)_protocol_policy$|(^|\.)protocol_policy$/,
    ranks: [["https-only", "redirect-to-https"], ["match-viewer"], ["allow-all", "http-only"]],
  },
  { path: /^connection_type$/, type: /_(apigatewayv2|api_gateway)_integration$/, ranks: [["VPC_LINK"], ["INTERNET"]] },
  {
    path: /^internet_gateway_block_mode$/,
    type: /_vpc_block_public_access_options$/,
    ranks: [["block-bidirectional"], ["block-ingress"]],
  },
  {
    path: /^state$/,
    type: /_ebs_snapshot_block_public_access$/,
    ranks: [["block-all-sharing"], ["block-new-sharing"]],
  },
  { path: /(^|\.)health_check_type$/, ranks: [["ELB"], ["EC2"]] },
  { path: /(^|\.)prevent_user_existence_errors$/, ranks: [["ENABLED"], ["LEGACY"]] },
  {
    path: /(^|\.)stateful_default_actions$/,
    ranks: [
      ["aws:drop_strict", "aws:drop_established", "aws:drop_established_app_layer"],
      ["aws:alert_strict", "aws:alert_established", "aws:alert_established_app_layer"],
    ],
  },
  {
    path: /(^|\.)stateless_(fragment_)?default_actions$/,
    ranks: [["aws:drop"], ["aws:forward_to_sfe"], ["aws:pass"]],
  },
  { path: /(^|\.)client_broker$/, ranks: [["TLS"], ["TLS_PLAINTEXT"], ["PLAINTEXT"]] },
  { path: /(^|\.)https_policy$/, ranks: [["REQUIRE"], ["REQUIRE_OPEN_ONLY"], ["OPTIONAL"]] },
  { path: /(^|\.)tls_policy$/, ranks: [["REQUIRE"], ["OPTIONAL"]] },
  { path: /(^|\.)transit_encryption_mode$/, ranks: [["REQUIRED"], ["PREFERRED"]] },
  { path: /(^|\.)transit_encryption$/, ranks: [["ENABLED"], ["DISABLED"]] },
  { path: /(^|\.)http_tokens$/, ranks: [["required"], ["optional", "no-preference"]] },
  {
    path: /(^|\.)image_tag_mutability$/,
    ranks: [["IMMUTABLE"], ["IMMUTABLE_WITH_EXCLUSION"], ["MUTABLE_WITH_EXCLUSION"], ["MUTABLE"]],
  },
  { path: /(^|\.)mfa_configuration$/, ranks: [["ON"], ["OPTIONAL"], ["OFF"]] },
  {
    path: /(^|\.)mfa_delete$/,
    ranks: [
      ["Enabled", "true"],
      ["Disabled", "false"],
    ],
  },
  {
    path: /(^|\.)(encryption_type|encryption_mode|sse_type|(s3_)?encryption_option|[a-z0-9_]*encryption_mode)$/,
    ranks: [
      ["KMS", "SSE-KMS", "SSE_KMS", "CSE-KMS", "CUSTOMER_MANAGED_KMS_KEY"],
      ["AES256", "SSE-S3", "SSE_S3", "AWS_OWNED_KMS_KEY"],
      ["NONE", "DISABLED"],
    ],
  },
  { path: /(^|\.)sse_algorithm$/, ranks: [["aws:kms:dsse"], ["aws:kms"], ["AES256"]] },
  {
    path: /(^|\.)object_ownership$/,
    ranks: [["BucketOwnerEnforced"], ["BucketOwnerPreferred"], ["ObjectWriter"]],
  },
  {
    path: /(^|\.)(encryption_type|cluster_endpoint_encryption_type)$/,
    type: /_(mskconnect_connector|dax_cluster)$/,
    ranks: [["TLS"], ["PLAINTEXT", "NONE"]],
  },
  { path: /(^|\.)action$/, type: /_networkfirewall_/, ranks: [["DROP", "REJECT"], ["ALERT"], ["PASS"]] },
  { path: /^type$/, type: /_ssm_parameter$/, ranks: [["SecureString"], ["String", "StringList"]] },
  {
    path: /^smb_security_strategy$/,
    ranks: [["MandatoryEncryption", "MandatoryEncryptionNoAes128"], ["MandatorySigning"], ["ClientSpecified"]],
  },
  {
    path: /^deployment_config_name$/,
    ranks: [["CodeDeployDefault.OneAtATime"], ["CodeDeployDefault.HalfAtATime"], ["CodeDeployDefault.AllAtOnce"]],
  },
  { path: /(^|\.)ssl_mode$/, ranks: [["verify-full"], ["verify-ca"], ["require"], ["none"]] },
  {
    path: /(^|\.)(deployment_mode|deployment_type)$/,
    ranks: [
      ["ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ", "MULTI_AZ_1", "MULTI_AZ_2"],
      ["SINGLE_INSTANCE", "SINGLE_AZ_1", "SINGLE_AZ_2", "SINGLE_AZ_HA_1", "SINGLE_AZ_HA_2"],
    ],
  },
  { path: /(^|\.)standby_replicas$/, ranks: [["ENABLED"], ["DISABLED"]] },
  {
    path: /(^|\.)(log|logging|log_publishing|logging_configuration)\w*\.level$|(^|\.)(logging_level|log_level|cloudwatch_log_level|application_log_level)$/,
    ranks: [
      ["ALL", "DEBUG", "TRACE", "INFO", "WARN", "ERROR", "FATAL"],
      ["OFF", "NONE"],
    ],
  },
  { path: /(^|\.)read_write_type$/, ranks: [["All"], ["WriteOnly", "ReadOnly"]] },
  { path: /(^|\.)new_game_session_protection_policy$/, ranks: [["FullProtection"], ["NoProtection"]] },
  { path: /(^|\.)squash$/, ranks: [["AllSquash"], ["RootSquash"], ["NoSquash"]] },
  { path: /(^|\.)scan_type$/, ranks: [["ENHANCED"], ["BASIC"]] },
  {
    path: /(^|\.)auto_enable_(organization_members|standards)$|(^|\.)auto_enable$/,
    ranks: [["ALL", "DEFAULT"], ["NEW"], ["NONE"]],
  },
  {
    path: /^type$/,
    type: /_accessanalyzer_analyzer$/,
    ranks: [
      ["ORGANIZATION", "ORGANIZATION_UNUSED_ACCESS"],
      ["ACCOUNT", "ACCOUNT_UNUSED_ACCESS"],
    ],
  },
  { path: /^traffic_type$/, type: /_flow_log$/, ranks: [["ALL"], ["ACCEPT", "REJECT"]] },
  { path: /(^|\.)desync_mitigation_mode$/, ranks: [["strictest"], ["defensive"], ["monitor"]] },
  { path: /(^|\.)tls\.mode$/, ranks: [["STRICT"], ["PERMISSIVE"], ["DISABLED"]] },
  { path: /(^|\.)prevent_user_existence_errors$/, ranks: [["ENABLED"], ["LEGACY"]] },
  { path: /(^|\.)(replication_overwrite|replication_overwrite_protection)$/, ranks: [["ENABLED"], ["DISABLED"]] },
  {
    path: /(^|\.)(home_efs_file_system|retention_policy|deletion_policy)$/,
    ranks: [["Retain"], ["Snapshot"], ["Delete"]],
  },
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-redundancy
  {
    path: /^account_replication_type$/,
    ranks: [["RAGZRS"], ["GZRS"], ["RAGRS"], ["GRS"], ["ZRS"], ["LRS"]],
  },
  // https://cloud.google.com/sql/docs/postgres/high-availability
  { path: /(^|\.)availability_type$/, type: /^google_/, ranks: [["REGIONAL"], ["ZONAL"]] },
  // https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/
  { path: /(^|\.)ssl$/, type: /^cloudflare_/, ranks: [["strict", "origin_pull"], ["full"], ["flexible"], ["off"]] },
  // https://cloud.google.com/storage/docs/public-access-prevention
  { path: /^public_access_prevention$/, ranks: [["enforced"], ["inherited", "unspecified"]] },
  { path: /(^|\.)restriction_type$/, ranks: [["whitelist", "blacklist"], ["none"]] },
  { path: /(^|\.)auth_token_update_strategy$/, ranks: [["ROTATE", "SET"], ["DELETE"]] },
  { path: /(^|\.)stateless_(fragment_)?default_actions$/, ranks: [["aws:drop"], ["aws:forward_to_sfe"], ["aws:pass"]] },
  {
    path: /^(action|default_action)$/,
    type: /_(firewall_rule|automatic_response)$/,
    ranks: [["BLOCK"], ["ALERT", "COUNT"], ["ALLOW"]],
  },
  { path: /(^|\.)untrusted_artifact_on_deployment$/, ranks: [["Enforce"], ["Warn"]] },
  { path: /(^|\.)(advanced_security_mode|custom_auth_mode)$/, ranks: [["ENFORCED"], ["AUDIT"], ["OFF"]] },
  { path: /(^|\.)versioning_configuration\.status$/, ranks: [["Enabled"], ["Suspended"], ["Disabled"]] },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
  { path: /^treat_missing_data$/, ranks: [["breaching"], ["missing", "ignore", "notBreaching"]] },
  { path: /(^|\.)default_retention\.mode$/, ranks: [["COMPLIANCE"], ["GOVERNANCE"]] },
  { path: /(^|\.)firewall_fail_open$/, ranks: [["DISABLED"], ["USE_LOCAL_RESOURCE_SETTING"], ["ENABLED"]] },
  { path: /(^|\.)(finding_publishing_frequency)$/, ranks: [["FIFTEEN_MINUTES"], ["ONE_HOUR"], ["SIX_HOURS"]] },
  { path: /(^|\.)(tls_)?(validation|certificate)_mode$/, ranks: [["STRICT"], ["PERMISSIVE"], ["DISABLED"]] },
  { path: /(^|\.)mutual_authentication\.mode$/, ranks: [["verify"], ["passthrough"], ["off"]] },
];

/** Names of policies that say which versions of TLS are taken. */
const TLS_POLICY = /(^|\.)(ssl_policy|minimum_protocol_version|(tls_)?security_policy(_name)?|min(imum)?_tls_version)$/;

/** Whether a choice is weaker than the one before it; undefined where the setting is no such choice. */
export function isWeakerChoice(type: string, path: string, before: Json, after: Json): boolean | undefined {
  const [was, is] = [textOf(before), textOf(after)];
  if (was === undefined || is === undefined) return undefined;
  if (TLS_POLICY.test(path)) return isWeakerTls(was, is);
  if (ACCEPTED_CODES.test(path)) return acceptsErrors(was, is);
  // One name stands for several choices (KMS or none, TLS or plain text): the one that knows the earlier value.
  const known = RANKINGS.filter((entry) => entry.path.test(path) && entry.type?.test(type) !== false);
  if (known.length === 0) return undefined;
  const ranking = known.find(({ ranks }) => rankOf(was, ranks) >= 0);
  return ranking !== undefined && rankOf(is, ranking.ranks) > rankOf(was, ranking.ranks);
}

/** Index of the group that has a value, strongest first; -1 where none has it. */
function rankOf(text: string, ranks: readonly (readonly string[])[]): number {
  return ranks.findIndex((group) => group.some((entry) => entry.toLowerCase() === text.toLowerCase()));
}

/**
 * Lowest TLS version, then exceptions (`Ext` takes more ciphers, `Res` fewer), then the policy's date.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
function isWeakerTls(before: string, after: string): boolean {
  const [was, is] = [tlsOf(before), tlsOf(after)];
  for (const at of [0, 1, 2] as const) {
    const [earlier, later] = [was[at], is[at]];
    if (earlier !== later) return later < earlier;
  }
  return false;
}

function tlsOf(policy: string): readonly [floor: number, ciphers: number, date: number] {
  const ciphers = /Res/.test(policy) ? 1 : /Ext/.test(policy) ? -1 : 0;
  const [, year, month = "00"] = /(20\d\d)(?:-(\d\d))?/.exec(policy) ?? [];
  const date = Number(`${year ?? "0"}${month}`);
  return [floorOf(policy), ciphers, date];
}

/** 12 is TLS 1.2, 3 is SSL 3. */
function floorOf(policy: string): number {
  const named = /TLS13-1-(\d)|(?:TLS|FS)[v_-]{0,2}1[._-](\d)(?!\d)/i.exec(policy);
  if (named !== null) return 10 + Number(named[1] ?? named[2]);
  if (/^SSL/i.test(policy)) return 3;
  // TransferSecurityPolicy and the like are ranked by their date.
  return /^TLSv1|^ELBSecurityPolicy-/.test(policy) ? 10 : 12;
}
