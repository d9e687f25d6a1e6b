import { named, PROVIDER_PAGES, type Family } from "./family";

/** Types that only describe, permit, watch or configure something else, or exist in the state alone. */
export const HARMLESS: readonly Family[] = [
  {
    because: "exist in the state, or on the machine that applies",
    source: "https://registry.terraform.io/providers/hashicorp/random/latest/docs",
    types: /^((archive|external|local|null|random|terraform|time|tls)_\w+|docker_image)$/,
  },
  {
    because: "exist in the state alone: the provider leaves what they adopted",
    source:
      "https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route53domains_registered_domain",
    types: named(`
    ec2_instance_state rds_instance_state route53domains_registered_domain`),
  },
  {
    because: "permit; what they permitted is reported under access",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html",
    types: named(`
    iam_account_alias iam_group iam_group_membership iam_group_policies_exclusive
    iam_group_policy_attachments_exclusive iam_organizations_features iam_role_policies_exclusive
    iam_role_policy_attachments_exclusive iam_security_token_service_preferences iam_user_group_membership
    iam_user_policies_exclusive iam_user_policy_attachments_exclusive iam_user_ssh_key iam_virtual_mfa_device`),
  },
  {
    because: "permit; what they permitted is reported under access",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    types: named(`
    default_network_acl default_security_group ec2_managed_prefix_list ec2_managed_prefix_list_entry network_acl
    network_acl_association network_acl_rule network_interface_sg_attachment security_group security_group_rule
    vpc_security_group_egress_rule vpc_security_group_ingress_rule vpc_security_group_vpc_association`),
  },
  {
    because: "settings of a bucket that stays",
    source: PROVIDER_PAGES,
    types: named(`
    s3_bucket_accelerate_configuration s3_bucket_acl s3_bucket_analytics_configuration
    s3_bucket_cors_configuration s3_bucket_intelligent_tiering_configuration s3_bucket_inventory
    s3_bucket_lifecycle_configuration s3_bucket_logging s3_bucket_metric s3_bucket_object_lock_configuration
    s3_bucket_ownership_controls s3_bucket_replication_configuration s3_bucket_request_payment_configuration
    s3_bucket_server_side_encryption_configuration s3_bucket_versioning`),
  },
  {
    because: "describe, group or count",
    source: PROVIDER_PAGES,
    types: named(`
    applicationinsights_application bcmdataexports_export budgets_budget budgets_budget_action ce_*
    computeoptimizer_enrollment_status computeoptimizer_recommendation_preferences
    costoptimizationhub_enrollment_status costoptimizationhub_preferences cur_report_definition
    resourceexplorer2_index resourceexplorer2_view resourcegroups_group resourcegroups_resource servicequotas_*`),
  },
  {
    because: "watch, guard or scale; losing one is reported as weaker protection",
    source: PROVIDER_PAGES,
    types: named(`
    accessanalyzer_analyzer accessanalyzer_archive_rule appautoscaling_scheduled_action appautoscaling_target
    auditmanager_* autoscaling_schedule backup_framework backup_global_settings backup_plan
    backup_region_settings backup_report_plan backup_restore_testing_plan backup_restore_testing_selection
    backup_selection backup_vault_lock_configuration backup_vault_notifications cloudtrail config_*
    db_instance_automated_backups_replication detective_invitation_accepter detective_member
    detective_organization_admin_account detective_organization_configuration devopsguru_*
    ec2_network_insights_analysis efs_replication_configuration flow_log fms_admin_account fms_resource_set
    guardduty_* inspector2_* inspector_assessment_target inspector_resource_group internetmonitor_monitor
    macie2_* networkfirewall_logging_configuration networkfirewall_rule_group
    networkfirewall_tls_inspection_configuration networkmonitor_monitor networkmonitor_probe oam_sink rbin_rule
    rds_cluster_activity_stream route53_resolver_dnssec_config route53_resolver_firewall_config
    route53_resolver_firewall_domain_list route53_resolver_firewall_rule route53_resolver_firewall_rule_group
    route53_resolver_firewall_rule_group_association route53_resolver_query_log_config
    route53_resolver_query_log_config_association rum_app_monitor securityhub_* shield_* synthetics_canary waf_*
    wafregional_* wafv2_* xray_encryption_config xray_group xray_sampling_rule`),
  },
  {
    because: "watch; losing one is reported as weaker protection",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html",
    types: named(`
    cloudwatch_composite_alarm cloudwatch_contributor_insight_rule cloudwatch_contributor_managed_insight_rule
    cloudwatch_dashboard cloudwatch_log_anomaly_detector cloudwatch_log_delivery
    cloudwatch_log_delivery_destination cloudwatch_log_delivery_source cloudwatch_log_metric_filter
    cloudwatch_metric_alarm cloudwatch_metric_stream cloudwatch_query_definition`),
  },
  {
    because: "describe an API that stays",
    source: PROVIDER_PAGES,
    types: named(`
    api_gateway_account api_gateway_deployment api_gateway_documentation_part api_gateway_documentation_version
    api_gateway_gateway_response api_gateway_method_settings api_gateway_model api_gateway_request_validator
    api_gateway_rest_api_put apigatewayv2_deployment apigatewayv2_model`),
  },
  {
    because: "describe what services run; a running one keeps its revision",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    types: named(`
    ecs_account_setting_default ecs_cluster_capacity_providers ecs_task_definition`),
  },
  {
    because: "settings, memberships, schedules or descriptions that the configuration writes again",
    source: PROVIDER_PAGES,
    types: named(`
    account_* acm_certificate_validation appconfig_deployment_strategy appconfig_extension
    appconfig_extension_association apprunner_auto_scaling_configuration_version
    apprunner_default_auto_scaling_configuration_version apprunner_observability_configuration
    athena_capacity_reservation athena_data_catalog athena_named_query athena_prepared_statement
    autoscaling_notification autoscalingplans_scaling_plan bedrock_model_invocation_logging_configuration
    cleanrooms_membership cloud9_environment_membership cloudfront_field_level_encryption_config
    cloudfront_field_level_encryption_profile cloudfront_monitoring_subscription cloudfront_realtime_log_config
    codebuild_* codecommit_approval_rule_template codecommit_approval_rule_template_association
    codecommit_trigger codedeploy_deployment_config codepipeline codepipeline_custom_action_type
    codepipeline_webhook codestarnotifications_notification_rule controltower_control
    datasync_location_azure_blob datasync_location_efs datasync_location_fsx_lustre_file_system
    datasync_location_fsx_ontap_file_system datasync_location_fsx_openzfs_file_system
    datasync_location_fsx_windows_file_system datasync_location_hdfs datasync_location_nfs
    datasync_location_object_storage datasync_location_s3 datasync_location_smb datazone_asset_type
    datazone_form_type datazone_glossary datazone_glossary_term datazone_user_profile db_event_subscription
    db_instance_role_association default_vpc_dhcp_options devicefarm_* dms_event_subscription
    docdb_event_subscription drs_replication_configuration_template dynamodb_contributor_insights
    ebs_default_kms_key ebs_encryption_by_default ebs_fast_snapshot_restore ebs_snapshot_block_public_access
    ec2_availability_zone_group ec2_default_credit_specification ec2_image_block_public_access
    ec2_instance_metadata_defaults ec2_network_insights_path ec2_serial_console_access
    ec2_subnet_cidr_reservation ec2_traffic_mirror_filter ec2_traffic_mirror_filter_rule
    ec2_traffic_mirror_session ec2_traffic_mirror_target ecr_account_setting ecr_pull_through_cache_rule
    ecr_registry_scanning_configuration ecr_replication_configuration ecr_repository_creation_template
    eip_domain_name elastic_beanstalk_application_version elastic_beanstalk_configuration_template
    elasticache_reserved_cache_node elastictranscoder_preset emr_block_public_access_configuration
    emr_security_configuration evidently_feature evidently_launch evidently_segment fis_experiment_template
    glue_classifier glue_data_catalog_encryption_settings glue_data_quality_ruleset glue_security_configuration
    grafana_license_association grafana_role_association identitystore_group_membership imagebuilder_component
    imagebuilder_container_recipe imagebuilder_distribution_configuration imagebuilder_image
    imagebuilder_image_pipeline imagebuilder_image_recipe imagebuilder_infrastructure_configuration
    imagebuilder_workflow iot_billing_group iot_event_configurations iot_indexing_configuration
    iot_logging_options iot_thing_group_membership kms_ciphertext lakeformation_data_cells_filter
    lakeformation_data_lake_settings lakeformation_opt_in lakeformation_resource_lf_tags
    lambda_code_signing_config lambda_function_event_invoke_config lambda_function_recursion_config
    lambda_invocation lambda_layer_version lambda_runtime_management_config lex_intent lex_slot_type
    licensemanager_* location_map location_place_index location_route_calculator location_tracker_association
    msk_configuration mskconnect_custom_plugin mskconnect_worker_configuration neptune_event_subscription
    notifications_* notificationscontacts_email_contact oam_link opensearch_package_association
    organizations_organizational_unit placement_group prometheus_alert_manager_definition
    prometheus_rule_group_namespace prometheus_workspace_configuration quicksight_account_settings
    quicksight_folder_membership quicksight_group_membership quicksight_iam_policy_assignment
    quicksight_ingestion quicksight_refresh_schedule quicksight_role_membership quicksight_template
    quicksight_template_alias quicksight_theme ram_sharing_with_organization rds_certificate
    rds_cluster_role_association rds_reserved_instance redshift_authentication_profile
    redshift_event_subscription redshift_hsm_client_certificate redshift_hsm_configuration redshift_logging
    redshift_partner redshift_scheduled_action redshift_snapshot_schedule redshift_snapshot_schedule_association
    redshift_usage_limit redshiftdata_statement redshiftserverless_usage_limit route53recoveryreadiness_*
    s3control_access_grant s3control_access_grants_instance s3control_access_grants_location
    s3control_bucket_lifecycle_configuration s3control_storage_lens_configuration sagemaker_app_image_config
    sagemaker_code_repository sagemaker_data_quality_job_definition sagemaker_flow_definition
    sagemaker_human_task_ui sagemaker_monitoring_schedule sagemaker_notebook_instance_lifecycle_configuration
    sagemaker_servicecatalog_portfolio_status sagemaker_studio_lifecycle_config sagemaker_workteam
    secretsmanager_secret_rotation servicecatalog_budget_resource_association servicecatalog_constraint
    servicecatalog_service_action servicecatalog_tag_option servicecatalog_tag_option_resource_association
    servicecatalogappregistry_* ses_event_destination sesv2_account_suppression_attributes
    sesv2_account_vdm_attributes sesv2_configuration_set_event_destination spot_datafeed_subscription
    ssm_default_patch_baseline ssm_patch_baseline ssm_patch_group ssm_resource_data_sync ssm_service_setting
    ssmcontacts_* synthetics_group synthetics_group_association transfer_profile
    vpc_block_public_access_exclusion vpc_block_public_access_options vpc_dhcp_options
    vpc_endpoint_connection_notification vpc_ipam_preview_next_cidr vpc_network_performance_metric_subscription
    workspacesweb_*`),
  },
  {
    because: "settings of something that stays; what they permitted is reported under access",
    source: PROVIDER_PAGES,
    types:
      /_(lifecycle_policy|option_group|parameter_group|permissions?|policy|public_access_block|subnet_group|policy_attachment|tag)$/,
  },
];
