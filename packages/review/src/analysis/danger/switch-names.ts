/**
 * Switches of the provider's types, by the last parts of their paths, under what is so while they are off. Gathered from
 * the booleans of `terraform providers schema -json`; what is not here, and no kind of switch fits, does no harm when it
 * is off (a cache, a badge, IPv6, a feature's convenience).
 */
const OFF: Readonly<Record<"unseen" | "unguarded" | "stopped", string>> = {
  // Records, logs and metrics of a service.
  unseen: `
    access_logs.enabled connection_logs.enabled connection_log_options.enabled cloudwatch_logs.enabled
    cloudwatch_logging_options.enabled cloud_watch_metrics.enabled cloudwatch_output_enabled cw_log_enabled
    contact_flow_logs_enabled enable_media_metric_logs enable_sip_logs broker_logs.firehose.enabled broker_logs.s3.enabled
    worker_log_delivery.firehose.enabled worker_log_delivery.s3.enabled kinesis_data_firehose.enabled
    log_publishing_options.enabled log_publishing_options.is_logging_enabled text_data_delivery_enabled
    image_data_delivery_enabled embedding_data_delivery_enabled insights_enabled notifications_enabled flow_logs_enabled
    visibility_config.cloudwatch_metrics_enabled visibility_config.sampled_requests_enabled reputation_metrics_enabled
    event_destination.enabled logging.enable include_management_events query_log_status logs.audit logs.general
    notification_settings.enabled sns_notifications_enabled alarm_configuration.enabled alarms.enable`,
  // What stops a fault, an attacker, or a careless change.
  unguarded: `
    alarms.rollback auto_rollback_configuration.enabled preferences.auto_rollback deployment_circuit_breaker.enable
    deployment_circuit_breaker.rollback health_check.enabled replace_unhealthy_instances unhealthy_node_replacement
    node_repair_config.enabled software_token_mfa_configuration.enabled challenge_required_on_new_device
    crl_configuration.enabled ocsp_configuration.enabled require_tls tls.enforce client_authentication.tls fips_enabled
    customer_managed_key_enabled enhanced_vpc_routing require_encryption scan_enabled image_scanning_enabled snapshots_enabled
    checkpointing_enabled persistent_buffer_enabled backup_retention_enabled validate_request_body
    validate_request_parameters evaluate_target_health multi_az_with_standby_enabled subnet_change_protection
    xss_protection.protection remediation_enabled multi_region_enabled organization_enabled advanced_security_options.enabled
    tls_enabled in_cluster enable_token_revocation source_dest_check proxied always_use_https
    enforce_admins require_signed_commits require_code_owner_reviews require_conversation_resolution vulnerability_alerts
    https_traffic_only_enabled enable_https_traffic_only https_only uniform_bucket_level_access enable_secure_boot
    enable_integrity_monitoring enable_private_nodes enable_private_endpoint local_account_disabled parameter.rds.force_ssl
    parameter.require_secure_transport parameter.require_ssl parameter.tls parameter.log_statement
    parameter.enable_user_activity_logging parameter.audit_logs parameter.server_audit_logging parameter.transit_encryption
    readonlyRootFilesystem s3EncryptionEnabled cloudWatchEncryptionEnabled
    connection_properties.JDBC_ENFORCE_SSL smb_acl_enabled setting.containerInsights cluster_settings.containerInsights signing_status`,
  // What answers, delivers or resolves; of a transit gateway, what its attachments rely on
  // (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html).
  stopped: `
    enable_dns_support private_dns_enabled stream_enabled inbound_calls_enabled outbound_calls_enabled
    dns_support ipv6_support
    appliance_mode_support igmpv2_support static_sources_support action_group_state knowledge_base_state pool_state
    security_group_referencing_support multicast_support sending_options.sending_enabled service_connect_configuration.enabled custom_endpoint_enabled enable_online_store`,
};

/** Switches that are dangerous while on. */
const ON = `
  insecure_ssl insecure_skip_verification encryption_disabled disable_template_validation allow_clear_text
  block_device.delete_on_termination root_block_device.delete_on_termination ebs_block_device.delete_on_termination
  allows_force_pushes allows_deletions shared_access_key_enabled
  privileged privileged_mode root_access enable_waf_fail_open disable_execute_command debug_logging`;

function endsWith(names: string): RegExp {
  const escaped = names
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll(".", "\\."));
  return new RegExp(`(^|\\.)(${escaped.join("|")})$`);
}

export const OFF_NAMES = {
  unseen: endsWith(OFF.unseen),
  unguarded: endsWith(OFF.unguarded),
  stopped: endsWith(OFF.stopped),
};
export const ON_NAMES = endsWith(ON);
