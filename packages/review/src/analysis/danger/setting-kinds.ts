import type { DangerLevel } from "./level";
import { OFF_NAMES, ON_NAMES } from "./switch-names";

/** What an attribute does when it goes a certain way, whatever the resource. Paths are without list positions. */
export interface SettingKind {
  readonly path: RegExp;
  /** @default every type */
  readonly type?: RegExp;
  readonly level: DangerLevel;
  readonly expect: string;
}

const STOPS = "what it does stops until it is switched on again";
const UNWATCHED = "none now; what it watched or recorded goes unseen";
const UNGUARDED = "none now; what it guarded against is no longer stopped";
const AGE = "what is older is deleted, and does not come back";

/** Types whose main switch watches or protects, and serves no traffic. */
const WATCHES =
  /_(guardduty|config|securityhub|macie2?|inspector2?|detective|accessanalyzer|cloudtrail|flow_log|shield|waf(v2|regional)?|fms|backup|dlm|rbin|auditmanager|devopsguru|budgets|ce|synthetics|rum|xray)(_|$)|_alarm$|_activity_stream$|_log_(anomaly|metric)|_ebs_encryption_by_default$|_insight/;

/** Switches inside the blocks of what watches or protects: which features, which resources. */
const WATCHED_PARTS =
  /(^|\.)(enable\w*|\w*enabled|auto_enable\w*|start_canary|status|state|\w+_status|all_supported|include_global_resource_types|ec2|ecr|lambda|lambda_code|resource_type_opt_in_preference\.\w+|backup_options\.\w+)$/;

/** On before, off after. The first that fits is taken. */
export const SWITCHED_OFF: readonly SettingKind[] = [
  {
    path: /(^|\.)actions_enabled$/,
    level: "weakens protection",
    expect: "the alarm still changes its state, but notifies no one",
  },
  {
    path: /^(enabled|enable|is_enabled|(\w+_)?status|state|is_logging|logging_enabled|enable_logging|auto_enable\w*)$/,
    type: WATCHES,
    level: "weakens protection",
    expect: UNWATCHED,
  },
  { path: OFF_NAMES.unseen, level: "weakens protection", expect: UNWATCHED },
  { path: OFF_NAMES.unguarded, level: "weakens protection", expect: UNGUARDED },
  { path: OFF_NAMES.stopped, level: "interrupts traffic", expect: STOPS },
  { path: WATCHED_PARTS, type: WATCHES, level: "weakens protection", expect: UNWATCHED },
  {
    path: /^(is_enabled|enabled)$/,
    type: /_kms_/,
    level: "interrupts traffic",
    expect: "whatever it encrypts cannot be read until it is enabled again",
  },
  {
    path: /(^|\.)(\w+_)?(deletion|termination|delete|destroy|stop|change|scale_in)_protect(ion|ed)?(_enabled)?$|^disable_api_(stop|termination)$|^lifecycle\.prevent_destroy$|_change_protection$|^protect_from_scale_in$|(^|\.)(purge_protection|soft_delete)_enabled$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: /encrypt(ed|ion|s)?(\w*)$|encrypt\w*\.(enabled|status)$|(^|\.)(sse|server_side_encryption|enable_sse|sqs_managed_sse)(\w*)(\.enabled)?$|encrypt_at_rest\.enabled$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: /(^|\.)(enable_key_rotation|rotation_enabled|drop_invalid_header_fields|enable_log_file_validation|enable_logging|is_multi_region_trail|include_global_service_events|is_organization_trail|enforce_https|require_ssl|scan_on_push|mfa_delete|hard_expiry|enable_continuous_backups?|enforce_workgroup_configuration|enable_network_isolation|network_isolation|crl_enabled|check_revocation|privacy_protect\w*|admin_privacy|registrant_privacy|tech_privacy|transfer_lock|source_dest_check|single_header_policy)$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: /(^|\.)(multi_az(_enabled)?|automatic_failover(_enabled)?|zone_awareness_enabled|multi_availability_zone|cluster_mode_ha)$/,
    level: "weakens protection",
    expect: "one zone that fails stops it",
  },
  { path: /(^|\.)require_(symbols|numbers|lowercase|uppercase)\w*$/, level: "weakens protection", expect: UNGUARDED },
  {
    path: /(^|\.)(point_in_time_recovery|backup_policy|access_logs|connection_logs|\w*logs?|logging(_\w+)?|audit\w*|snapshot\w*|replication\w*|backup\w*|versioning|malware_protection|kubernetes|s3_logs|object_lock\w*)\.(enable|enabled|status|is_enabled)$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  { path: /(^|\.)object_lock_enabled$/, level: "weakens protection", expect: UNGUARDED },
  {
    path: /^(enabled|enable|is_enabled|status|state|desired_state|deployment_state|sending_enabled|start_application)$/,
    type: /^(?!aws_s3_bucket_intelligent_tiering_configuration$)\w+$/,
    level: "interrupts traffic",
    expect: STOPS,
  },
];

/** A choice that becomes none at all: of these the loss is speed or money, or another attribute reports it. */
export const HARMLESS_AS_NONE =
  /compress|cach|tier|sticki|ipv6|dual|accelerat|performance|throughput|rebalanc|tracing|dns|route_table|association|propagation|badge|website|format|partition|index|payment|tenancy|hibernat|spot|credit|zon(e|al)|prefix|filter|sort|introspection|ecn|ecmp|jumbo|multicast|reservation|aqua|alpn|(ipc|pid)_mode|schedule|autominor|auto_scal|warm|metric|insights_mode|public|internet|execute_command|access|proposal|mode_of|device_type|federation|visib|export|import|billing|intelligent|description|packag|apply_on|snap_start|forward|cookie|header|query_string|behavior|auto_tune|item|content|name|value$|^state$|^status$/;

/** Off before, on after. */
export const SWITCHED_ON: readonly SettingKind[] = [
  {
    path: /^(force_destroy(_\w+)?|force_delete|force_overwrite\w*|skip_final_(snapshot|backup)|delete_automated_backups|delete_all_versions)$/,
    level: "weakens protection",
    expect: "none now; destroying it no longer stops at what is in it",
  },
  {
    path: ON_NAMES,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: /(^|\.)(ttl|time_to_live)\.enabled$|(^|\.)ttl\.status$/,
    level: "loses data",
    expect: "items are deleted once their time has passed",
  },
  {
    path: /^(disabled|is_disabled|disable_execute_api_endpoint|suspended)$/,
    level: "interrupts traffic",
    expect: "who uses it fails",
  },
];

/** More than nothing before, nothing after. */
export const SHRUNK_TO_NOTHING: readonly SettingKind[] = [
  {
    path: /(^|\.)((min_)?replicas|target_size|desired_(count|capacity|size|instances|vcpus|task_count|instance_count|ec2_instances)|max_(size|capacity|vcpus|count|concurrency|instances)|maximum_(concurrency|core_capacity_units|capacity)|reserved_concurrent_executions|provisioned_concurrent_executions|(target|total_target)_capacity|instance_count|initial_instance_count|number_of_(nodes|broker_nodes|workers)|num_(cache_nodes|cache_clusters|node_groups|shards)|node_count|task_count|shard_count|throttling_(burst|rate)_limit|(burst|rate)_limit|(\w*routing_policy|endpoint_configuration)\.weight|ec2_desired_instances|parallelization_factor|traffic_dial_percentage|monthly_spend_limit)$/,
    level: "interrupts traffic",
    expect: "nothing of it runs, so nothing answers",
  },
  {
    path: /(^|\.)(deployment_minimum_healthy_percent|min_healthy_percentage|minimum_healthy_hosts\.value)$/,
    level: "interrupts traffic",
    expect: "a deployment may stop all that answers before anything new does",
  },
];

/** Numbers, of which fewer are a loss: the oldest goes first. `0` of a log group, and what was unset, means forever. */
export const FEWER: readonly (SettingKind & { readonly unlimited?: number })[] = [
  {
    path: /^retention_in_days$/,
    type: /_log_group$/,
    unlimited: 0,
    level: "loses data",
    expect: AGE,
  },
  {
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
    path: /^retention_days$/,
    type: /_event_archive$/,
    unlimited: 0,
    level: "loses data",
    expect: AGE,
  },
  {
    path: /(^|\.)(delete_after|delete_after_days|cold_storage_after|max_retention_days|min_retention_days|retain_rule\.(count|interval)|retention_rule\.\w+|(automated_)?snapshot_retention(_limit|_period|_count)?|automatic_backup_retention_days|automated_snapshot_retention_period|manual_snapshot_retention_period|backup_retention(_period|_limit|_days)?|preferred_backup_retention|backtrack_window|recovery_window_in_days|deletion_window_in_days|permanent_deletion_time_in_days|default_retention\.(days|years)|soft_delete_retention(_in)?_days|restore_days|retention_period_value)$/,
    level: "weakens protection",
    expect: "what was deleted, or went wrong, can be had back for a shorter time",
  },
  {
    path: /(^|\.)(minimum_password_length|minimum_length|password_history_size|password_reuse_prevention)$/,
    level: "weakens protection",
    expect: "passwords are easier to guess",
  },
  {
    path: /(^|\.)(retention_period|retention_period_hours|retention_in_days|retention_days|retention_period_in_(days|hours)|data_retention(_period|_in_hours|_hours)?|message_retention(_seconds|_period)?|memory_store_retention_period_in_hours|magnetic_store_retention_period_in_days|storage_retention_days|archive_retention\w*|log_retention\w*|retention_time\w*)$/,
    level: "loses data",
    expect: AGE,
  },
];

/** Numbers, of which more are a loss: limits that let more pass, and what should change often. */
export const MORE: readonly (SettingKind & { readonly unlimited?: number })[] = [
  {
    // https://docs.aws.amazon.com/appsync/latest/APIReference/API_GraphqlApi.html
    path: /^(query_depth_limit|resolver_count_limit)$/,
    unlimited: 0,
    level: "weakens protection",
    expect: "one request may ask for more work than before",
  },
  {
    // https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
    path: /(^|\.)(rate_based_statement\.limit|rate_limit)$/,
    type: /_waf(v2|regional)?_/,
    level: "weakens protection",
    expect: "more requests of one client pass before it is stopped",
  },
  {
    path: /(^|\.)(automatically_after_days|rotation_period_in_days|max_password_age)$/,
    level: "weakens protection",
    expect: "what was found out, or leaked, is of use for longer",
  },
];

/** Lists of what is watched, recorded or notified, of which some are left out. */
export const LEFT_OUT: readonly SettingKind[] = [
  {
    path: /^suppressed_reasons$/,
    type: /_sesv2_account_suppression_attributes$/,
    level: "weakens protection",
    expect: "addresses that bounced or complained get mail again",
  },
  {
    path: /^aws_service_access_principals$/,
    type: /_organizations_organization$/,
    level: "weakens protection",
    expect: "the service no longer watches, or works for, the organization's accounts",
  },
  {
    path: /^resources$/,
    type: /_backup_selection$/,
    level: "weakens protection",
    expect: "what is left out is no longer backed up",
  },
  {
    path: /(^|\.)(resource_types|enabled_cloudwatch_logs_exports|enabled_cluster_log_types|enabled_log_types|cloudwatch_logs_exports|enabled_policy_types|insight_selector\.insight_type|alarm_actions|event_categories|data_resource\.values)$/,
    type: /_(inspector2_\w+|config_\w+|db_instance|rds_cluster|docdb_cluster|neptune_cluster|eks_cluster|organizations_organization|cloudtrail|cloudwatch_(metric|composite)_alarm|db_event_subscription|backup_\w+|redshift_\w+)$/,
    level: "weakens protection",
    expect: UNWATCHED,
  },
];

/** Blocks, of which some are left out. */
export const FEWER_BLOCKS: readonly SettingKind[] = [
  {
    path: /^(replica|replication_configuration|regions?)\.#$/,
    type: /_(dynamodb_table|secretsmanager_secret|ssmincidents_replication_set)$/,
    level: "loses data",
    expect: "the copy in that Region is deleted, and who reads it there fails",
  },
  {
    // https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html
    path: /^stage(\.action)?\.#$/,
    type: /_codepipeline$/,
    level: "weakens protection",
    expect: "none now; what the stage built, tested or held for approval is skipped",
  },
  {
    path: /^replication_configuration\.rule(\.destination)?\.#$/,
    type: /_ecr_replication_configuration$/,
    level: "weakens protection",
    expect: "images are no longer copied there",
  },
  {
    path: /^(rule|schedule|policy_details\.schedule)\.#$/,
    type: /_(backup_plan|dlm_lifecycle_policy)$/,
    level: "weakens protection",
    expect: "that rule no longer makes backups",
  },
  {
    path: /(^|\.)(state(ful|less)_rule_group_reference|control|monitor)\.#$/,
    type: /_(networkfirewall_firewall_policy|backup_framework|appconfig_environment)$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: /^(notification|event_selector|advanced_event_selector|recording_mode_override)\.#$/,
    type: /_(budgets_budget|cloudtrail|config_\w+)$/,
    level: "weakens protection",
    expect: UNWATCHED,
  },
  {
    path: /^((global|local)_secondary_index|vpc|queue|topic|lambda_function)\.#$/,
    type: /_(dynamodb_table|route53_zone|s3_bucket_notification)$/,
    level: "interrupts traffic",
    expect: "who uses what is left out fails, or hears nothing more",
  },
];

/** Lists that a choice without encryption, or with a broken one, joins. */
export const WEAK_CHOICES: readonly (SettingKind & { readonly weak: RegExp })[] = [
  {
    path: /^suspended_processes$/,
    weak: /./,
    level: "weakens protection",
    expect: "the group no longer does that: unhealthy instances stay, or none is started",
  },
  {
    path: /(^|\.)(protocols|origin_ssl_protocols|tls_versions|ssl_protocols)$/,
    weak: /^(FTP|HTTP|SSLv\d|TLSv1(\.1)?)$/i,
    level: "weakens protection",
    expect: "none now; what goes over it can be read on its way",
  },
  {
    path: /(^|\.)tunnel\d_(ike_versions|phase\d_(encryption|integrity)_algorithms)$/,
    weak: /^(ikev1|SHA1|AES128)$/i,
    level: "weakens protection",
    expect: "none now; what goes over it can be read on its way",
  },
  {
    path: /(^|\.)tunnel\d_phase\d_dh_group_numbers$/,
    weak: /^(2|5)$/,
    level: "weakens protection",
    expect: "none now; what goes over it can be read on its way",
  },
  {
    path: /(^|\.)(posix_user\.(uid|gid)|container_definitions\.user)$/,
    weak: /^(0|root)(:|$)/,
    level: "weakens protection",
    expect: "none now; permissions of files do not bind root",
  },
];

/** Blocks, and lists of blocks, that guard, watch or encrypt while they are there. */
const GUARDING = `
  access_logs access_log access_log_settings advanced_event_selector alarm_configuration alarm_specification alarms
  audit_log_configuration auto_rollback_configuration backup_selection broker_logs cloudwatch_encryption
  cloudwatch_logging_options content_policy_config content_security_policy content_type_options
  contextual_grounding_policy_config copy_action dag_processing_logs data_protection_config data_protection_policy
  dead_letter_config deployment_circuit_breaker email_mfa_configuration encryption_at_rest encryption_at_rest_options
  encryption_config encryption_configuration encryption_in_transit event_selector field_level_encryption_id
  frame_options geo_restriction health_check health_check_config health_check_configuration
  health_check_custom_config image_scanning_configuration inline_redaction_configuration job_bookmarks_encryption
  kms_server_side_encryption lock_configuration log_config log_configuration log_delivery
  log_delivery_configuration log_publishing_options logging logging_config logging_configuration logging_info
  malware_protection minimum_healthy_hosts monitoring_configuration mutual_authentication
  mutual_tls_authentication node_to_node_encryption notification object_lock_configuration password_policy
  protected_resource_conditions query_logging_config quota_settings redacted_fields redrive_policy referrer_policy
  required_pull_request_reviews required_status_checks
  refresh_token_rotation replication_configuration restrictions rotation_rules s3_encryption scheduler_logs
  security_context sensitive_information_policy_config server_side_encryption server_side_encryption_configuration
  snaplock_configuration snapshot_copy software_token_mfa_configuration sse_kms stateful_default_actions
  strict_transport_security task_logs throttle throttle_settings tls_config topic_policy_config
  user_and_group_quotas validator webserver_logs word_policy_config worker_log_delivery worker_logs xss_protection`;

/** Numbers that delete by age or count: the rule comes, or takes sooner. */
export const DELETES_SOONER: readonly SettingKind[] = [
  {
    path: /(^|\.)(expiration\.(days|date)|noncurrent_version_expiration\.(noncurrent_days|newer_noncurrent_versions|days)|default_time_to_live|time_to_live\.\w*seconds|lifecycle_policy\.delete_after|message_ttl\w*|unreferenced_days|noncurrent_days|keep_last|delete_unaccessed_after)$/,
    level: "loses data",
    expect: "what is older, or beyond the count, is deleted, and does not come back",
  },
];

/** Something named before, and nothing in its place after. */
export const EMPTIED: readonly SettingKind[] = [
  {
    path: /(^|\.)((kms|cmk|encryption|server_side_encryption|sse)_?(\w*)key(_?(id|arn|identifier|name))?|kms_(master_)?key(_\w+)?|kms_encryption_key\w*|storage_encryption_key\w*|customer_managed_key\w*)$/,
    level: "weakens protection",
    expect: "none now; what is written from then on is not encrypted with this key",
  },
  { path: /^max_password_age$/, level: "weakens protection", expect: "passwords no longer expire" },
  {
    path: /(^|\.)((alarm|insufficient_data)_actions|web_acl_(id|arn)|firewall_policy_arn|code_signing_config_arn|cloud_watch_logs_group_arn|cloudwatch_logs_group_arn|sns_topic_name|enabled_cloudwatch_logs_exports|enabled_cluster_log_types|enabled_log_types|cloudwatch_logs_exports)\.#$|(^|\.)(web_acl_(id|arn)|code_signing_config_arn|cloud_watch_logs_group_arn|trust_store_arn|truststore_uri|guardrail_identifier|security_configuration|redrive_policy|logging_role|health_check_id)$/,
    level: "weakens protection",
    expect: UNGUARDED,
  },
  {
    path: new RegExp(`(^|\\.)(${GUARDING.trim().split(/\s+/).join("|")})\\.#$`),
    level: "weakens protection",
    expect: UNGUARDED,
  },
];

/** Machines that stop for as long as it takes to give them another size or version. */
export const STOPS_TO_CHANGE: readonly SettingKind[] = [
  {
    path: /^(instance_type|instance_class|node_type|host_instance_type|cache_node_type|replication_instance_class)$/,
    type: /^aws(cc)?_(instance|ec2_instance|db_instance|rds_cluster_instance|(docdb|neptune)_cluster_instance|mq_broker|dms_replication_instance|sagemaker_notebook_instance|redshift_cluster|elasticache_cluster|rds_db_instance)$/,
    level: "interrupts traffic",
    expect: "it stops, and starts with the other size: minutes, at once or in its maintenance window",
  },
];

/** Engines that go to another major version: down for the upgrade, and no way back. */
export const UPGRADES: readonly SettingKind[] = [
  {
    path: /^(engine_version|version|kubernetes_version|kafka_version)$/,
    type: /_(db_instance|(rds|docdb|neptune)_cluster|rds_global_cluster|elasticache_\w+|memorydb_cluster|mq_broker|opensearch_domain|elasticsearch_domain|eks_cluster|dms_replication_instance|msk_cluster)$/,
    level: "interrupts traffic",
    expect: "unavailable while it is upgraded; the earlier version comes back from a snapshot only",
  },
];
