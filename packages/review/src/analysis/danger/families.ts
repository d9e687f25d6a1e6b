/** Resource types told by their names, and why they are taken for what they are. */
export interface Family {
  readonly types: RegExp;
  readonly because: string;
}

/** Types that hold what the configuration cannot recreate: destroying one loses it. */
export const HOLDS_DATA: readonly Family[] = [
  {
    types:
      /_(bucket|bucket_object|cluster|database|db|domain|file_system|file_cache|keyspace|(?<!job_|connect_|convert_)queue|replication_group|repository|stream|(?<!route_|policy_)table|user_pool|vault|volume|ledger|ontap_storage_virtual_machine)$/,
    because: "named after what holds data",
  },
  {
    types:
      /(^aws_ami(_copy|_from_instance)?$|_(snapshot|snapshot_copy|snapshot_import|fsx_backup|export_task)$|^aws_(fsx_backup|ebs_snapshot_import)$|^aws_\w+_image(_version)?$|^aws_(lambda_layer_version|dynamodb_table_export)$)/,
    because: "a copy that something is restored or started from",
  },
  {
    types:
      /^aws_(kms_(replica_|external_|replica_external_)?key|kms_custom_key_store|cloudhsm_v2_hsm|paymentcryptography_key|acmpca_certificate_authority|secretsmanager_secret_version|redshift_snapshot_copy_grant|cloudfront_(key_value_store|public_key)|cloudfrontkeyvaluestore_\w+|key_pair|ivs_playback_key_pair)$/,
    because: "a key or value: what was encrypted or signed with it cannot be read or proved",
  },
  {
    types:
      /^aws_(dynamodb_table_(item|replica)|s3_object|s3_object_copy|cloudwatch_event_archive|cloudtrail_event_data_store|redshiftserverless_namespace|opensearchserverless_collection|neptunegraph_graph|finspace_kx_(dataview|environment)|datazone_(project|environment)|sagemaker_(feature_group|hub|model_package_group|space|user_profile|mlflow_tracking_server|notebook_instance)|prometheus_workspace|grafana_workspace|workspaces_(workspace|directory)|securitylake_data_lake|rekognition_(collection|project)|location_(geofence_collection|tracker)|kendra_index|qbusiness_application|bedrockagent_knowledge_base|bedrock_custom_model|comprehend_\w+|lex_bot|lexv2models_bot|connect_instance|customerprofiles_profile|pinpoint_app|sesv2_contact_list|cognito_(user|user_group|identity_pool)|identitystore_(user|group)|directory_service_directory|storagegateway_(gateway|cache|tape_pool|upload_buffer|working_storage|\w+_file_share)|media_store_container|codecommit_repository|dataexchange_(data_set|revision|revision_assets)|glue_(catalog_table|partition|schema|registry)|schemas_(registry|schema)|evidently_project|transcribe_(vocabulary|medical_vocabulary|language_model)|quicksight_(data_set|analysis|dashboard|folder|namespace|account_subscription)|rum_app_monitor|timestreaminfluxdb_db_instance|docdbelastic_cluster|rds_(shard_group|global_cluster)|(docdb|neptune)_global_cluster|elasticache_(serverless_cache|global_replication_group)|opsworks_(rds_db_instance|instance|mysql_layer)|lightsail_(instance|disk|database)|cloud9_environment_ec2|codecatalyst_(project|dev_environment)|appstream_image_builder|elastic_beanstalk_application(_version)?|m2_(application|environment)|qldb_ledger|xray_group|detective_graph|organizations_(account|organization)|inspector_assessment_template|synthetics_canary|ec2_network_insights_analysis|drs_\w+|s3control_(multi_region_access_point|bucket)|s3tables_(namespace|table|table_bucket)|oam_sink|route53_key_signing_key|ebs_volume|athena_workgroup|verifiedpermissions_policy_store|gamelift_(build|script)|db_instance_automated_backups_replication)$/,
    because: "keeps what users, programs or logs have put into it",
  },
  {
    types:
      /^aws_(cloudformation_(stack|stack_set|stack_set_instance|stack_instances)|serverlessapplicationrepository_cloudformation_stack|servicecatalog_provisioned_product|cloudcontrolapi_resource|controltower_landing_zone|opsworks_stack|elastic_beanstalk_environment|amplify_(app|branch|backend_environment)|proton_\w+|m2_deployment)$/,
    because: "everything that it made goes with it, whatever that is",
  },
  {
    types:
      /^(?!aws_)\w+_(disk|database_instance|sql_server|storage_account|persistent_volume(_claim)?|namespace|key_vault|instance_group|cluster)$/,
    because: "named so in other providers",
  },
];

/** Types that requests, jobs or logins need: destroying one makes those fail. */
export const SERVES: readonly Family[] = [
  {
    types:
      /_(api|accelerator|distribution|domain_name|endpoint|gateway|lb|listener|proxy|vpc_link|zone|server|broker)$/,
    because: "named after what carries traffic",
  },
  {
    types:
      /^aws_(autoscaling_group|eks_(node_group|fargate_profile|addon|pod_identity_association|access_entry|identity_provider_config)|ecs_(task_set|capacity_provider|service)|lambda_(function|function_url|alias|event_source_mapping|provisioned_concurrency_config)|sfn_(state_machine|alias|activity)|batch_(compute_environment|job_definition|job_queue)|emr_(instance_fleet|instance_group|studio)|emrserverless_application|apprunner_(service|vpc_ingress_connection|vpc_connector|custom_domain_association)|gamelift_(fleet|alias|game_server_group)|sagemaker_(app|model|endpoint_configuration|pipeline|device_fleet)|bedrock_provisioned_model_throughput|bedrock_inference_profile|bedrockagent_(agent|agent_alias)|glue_(job|crawler|trigger|workflow|connection)|mwaa_environment|mskconnect_connector|msk_(replicator|vpc_connection)|kinesisanalyticsv2_application|osis_pipeline|pipes_pipe|appflow_flow|dms_replication_(instance|task|config)|datasync_(agent|task)|lightsail_container_service(_deployment_version)?|spot_(fleet_request|instance_request)|ec2_(fleet|host|capacity_reservation|capacity_block_reservation)|opsworks_\w+_layer|opsworks_application|appstream_(fleet|stack)|media_convert_queue|medialive_\w+|media_package\w*|ivs_channel|ivschat_room|chime\w*_(voice_connector|sip_media_application|sip_rule)\w*|connect_(contact_flow|phone_number|queue|routing_profile|lambda_function_association)\w*|codedeploy_(app|deployment_group)|redshiftserverless_(workgroup|endpoint_access|custom_domain_association)|redshift_endpoint_access|(rds|docdb|neptune)_cluster_instance|rds_integration|redshift_integration|dsql_cluster_peering|amp\w+|workspaces_connection_alias|launch_(template|configuration))$/,
    because: "runs or answers something",
  },
  {
    types:
      /^aws_(vpc_(peering_connection|peering_connection_accepter|endpoint_service|endpoint_(route_table|subnet|security_group)_association|endpoint_connection_accepter|endpoint_private_dns|dhcp_options_association|route_server\w*|ipv[46]_cidr_block_association)|ec2_(transit_gateway\w*|client_vpn\w*|local_gateway\w*|carrier_gateway)|dx_\w+|vpn_\w+|networkmanager_\w+|network_(interface|interface_attachment)|eip_(association|domain_name)|volume_attachment|internet_gateway_attachment|egress_only_internet_gateway|networkfirewall_firewall|vpclattice_\w+|globalaccelerator_\w+|lightsail_(static_ip|lb|domain|disk|certificate)\w*|service_discovery_\w+|default_(vpc|subnet)|efs_(mount_target|access_point|replication_configuration)|s3_access_point|s3control_\w*access_point|api_gateway_(base_path_mapping|integration_response|method_response|usage_plan\w*|api_key|client_certificate|domain_name_access_association)|apigatewayv2_(integration_response|route_response)|appsync_\w+|appmesh_\w+|(alb|lb|elb|autoscaling)_(target_group_)?attachment|autoscaling_traffic_source_attachment|(alb|lb)_listener_certificate|lb_trust_store\w*|cloudfront_(function|vpc_origin|origin_access_\w+|key_group)|db_proxy_\w+|apprunner_connection|storagegateway_file_system_association|route53_(resolver_\w+|records_exclusive|traffic_policy_instance|delegation_set|zone_association|health_check|hosted_zone_dnssec)|route53(domains_delegation_signer_record|profiles_\w+|recoverycontrolconfig_\w+)|directory_service_(trust|conditional_forwarder|shared_directory|region|radius_settings)|verifiedaccess_\w+)$/,
    because: "a way that traffic takes, or the name it asks for",
  },
  {
    types:
      /^aws_(iam_(server_certificate|role|instance_profile|user|access_key|openid_connect_provider|saml_provider|service_linked_role|user_login_profile|service_specific_credential|signing_certificate)|acm_certificate|acmpca_certificate\w*|iot_(certificate|thing|topic_rule|domain_configuration|authorizer|ca_certificate|role_alias)\w*|rolesanywhere_\w+|transfer_(user|access|agreement|connector|certificate|ssh_key|workflow)|cognito_(user_pool_client|managed_user_pool_client|user_pool_domain|identity_provider|resource_server|identity_pool_roles_attachment)|ssoadmin_(account_assignment|permission_set|application|application_assignment|managed_policy_attachment|trusted_token_issuer)|ram_(resource_share|principal_association|resource_association|resource_share_accepter)|msk_\w*scram_secret_association|secretsmanager_secret_rotation_\w+|(elasticache|memorydb)_(user|user_group|acl)|elasticache_user_group_association|mq_configuration|grafana_workspace_(service_account|saml_configuration|api_key)\w*|kms_(grant|alias)|lightsail_key_pair|codestarconnections_\w+|codeconnections_\w+|signer_signing_profile|chatbot_\w+)$/,
    because: "who proves or acts by it fails",
  },
  {
    types:
      /^aws_(sns_(topic|topic_subscription|platform_application)|cloudwatch_(event_(bus|rule|target|connection|api_destination|endpoint)|log_(subscription_filter|destination)|metric_stream)|scheduler_schedule(_group)?|ses(v2)?_(\w*identity\w*|configuration_set|receipt_rule\w*|dedicated_ip_\w+|domain_\w+|active_receipt_rule_set|template)|pinpoint\w*|s3_bucket_(notification|website_configuration)|dynamodb_kinesis_streaming_destination|kinesis_stream_consumer|lambda_permission|ssm_(activation|association|document|maintenance_window\w*)|rds_instance_state|ec2_instance_state|swf_domain|appautoscaling_(target|scheduled_action)|autoscaling_(schedule|lifecycle_hook)|appconfig_(environment|application|configuration_profile|hosted_configuration_version|deployment))$/,
    because: "events, messages or schedules stop",
  },
  {
    types:
      /^(?!aws_)\w+_(deployment|service|ingress|load_balancer|forwarding_rule|virtual_machine|compute_instance|function|stateful_set|virtual_network)(_v\d)?$/,
    because: "named so in other providers",
  },
];

/** Types that only describe, permit, watch or configure something else, or exist in the state alone. */
export const NEITHER: readonly Family[] = [
  {
    types: /^(archive|external|local|null|random|terraform|time|tls)_/,
    because: "exist in the state, or on the machine that applies",
  },
  { types: /^docker_image$/, because: "a copy on the machine that applies" },
  {
    types:
      /^aws_iam_(policy|(role|user|group)_polic\w+|policy_attachment|group|group_membership|user_group_membership|account_alias|account_password_policy|virtual_mfa_device|user_ssh_key|organizations_features|security_token_service_preferences)$/,
    because: "permits; what it permitted is told under access",
  },
  {
    types:
      /^aws_((default_)?security_group|security_group_rule|vpc_security_group_(in|e)gress_rule|network_acl\w*|default_network_acl|ec2_managed_prefix_list(_entry)?|network_interface_sg_attachment|vpc_security_group_vpc_association)$/,
    because: "permits; what it permitted is told under access",
  },
  { types: /^aws_s3_bucket_(?!object$|website|notification)/, because: "settings of a bucket that stays" },
  {
    types:
      /^aws_(budgets|ce|cur|costoptimizationhub|computeoptimizer|bcmdataexports|resourcegroups|resourceexplorer2|servicequotas|savingsplans|applicationinsights)_/,
    because: "describes, groups or counts",
  },
  {
    types:
      /^aws_(cloudtrail$|config_|flow_log|guardduty_|securityhub_|shield_|wafregional_|waf_|wafv2_|route53_resolver_(dnssec_config|query_log_config\w*|firewall_\w+)$|efs_replication_configuration$|macie2_|inspector2?_(?!assessment_template)|accessanalyzer_|auditmanager_|detective_(?!graph)|devopsguru_|fms_|xray_(?!group)|internetmonitor_|networkmonitor_|rbin_|dlm_|backup_(?!vault$|logically)|networkfirewall_(?!firewall$))/,
    because: "watches or guards; that it goes is told as protection",
  },
  {
    types:
      /^aws_cloudwatch_(composite_alarm|dashboard|log_metric_filter|metric_alarm|query_definition|contributor\w*|log_anomaly_detector|log_(data_protection|resource|account|index|delivery\w*)\w*|event_permission|event_bus_policy)$/,
    because: "watches; that it goes is told as protection",
  },
  {
    types:
      /^aws_(apigatewayv2|api_gateway)_(deployment|account|model|documentation\w*|gateway_response|request_validator|method_settings|rest_api_p\w+)$/,
    because: "describes an API that stays",
  },
  {
    types: /^aws_ecs_(cluster_capacity_providers|task_definition|tag|account_setting_default)$/,
    because: "describes what services run; a running one keeps its revision",
  },
  {
    types:
      /^aws_(secretsmanager_secret_rotation|appautoscaling_policy|autoscaling_(policy|group_tag|notification)|placement_group|acm_certificate_validation|ec2_tag|dynamodb_tag|transfer_tag|spot_datafeed_subscription|ecr_(registry_\w+|replication_configuration|pull_through_cache_rule|repository_creation_template|account_setting)|lambda_(code_signing_config|function_event_invoke_config|function_recursion_config|runtime_management_config|invocation)|notifications\w*|codestarnotifications_\w+|db_event_subscription|\w+_event_subscription|db_instance_role_association|rds_cluster_role_association|rds_(certificate|reserved_instance)|elasticache_reserved_cache_node|(neptune|docdb|rds|memorydb|dax|redshift|elasticache|db)_\w*parameter_group|redshift_(snapshot_schedule\w*|usage_limit|logging|scheduled_action|partner)|redshiftserverless_usage_limit|redshiftdata_statement|servicecatalog_(tag_option|budget|constraint|service_action)\w*|servicecatalogappregistry_\w+|vpc_(dhcp_options|endpoint_connection_notification|network_performance_metric_subscription|ipam_preview_next_cidr)|default_vpc_dhcp_options|ec2_(network_insights_path|default_credit_specification|availability_zone_group|serial_console_access|image_block_public_access|instance_metadata_defaults|subnet_cidr_reservation)|ebs_(default_kms_key|fast_snapshot_restore|snapshot_block_public_access|encryption_by_default)|vpc_block_public_access_\w+|account_\w+|glue_(classifier|security_configuration|data_quality_ruleset|data_catalog_encryption_settings)|athena_(named_query|prepared_statement|data_catalog|capacity_reservation)|imagebuilder_(component|infrastructure_configuration|distribution_configuration|image_recipe|container_recipe|workflow|image_pipeline|lifecycle_policy)|codebuild_(project|fleet|report_group|source_credential|webhook)|codepipeline\w*|codedeploy_deployment_config|codecommit_(approval\w+|trigger)|cloudfront_(cache_policy|origin_request_policy|response_headers_policy|realtime_log_config|monitoring_subscription|field_level\w+|continuous_deployment_policy)|appconfig_(deployment_strategy|extension\w*)|lex_(intent|slot_type)|lb_(cookie|ssl|app)\w*_policy|app_cookie_stickiness_policy|proxy_protocol_policy|load_balancer_\w+|synthetics_group\w*|location_(map|place_index|route_calculator|tracker_association)|quicksight_(theme|template|template_alias|refresh_schedule|ingestion|account_settings)|datazone_(glossary\w*|form_type|asset_type|user_profile)|ssm_(patch_\w+|default_patch_baseline|resource_data_sync|service_setting)|mskconnect_(custom_plugin|worker_configuration)|msk_configuration|oam_link|devicefarm_\w+|resiliencehub_\w+|fis_experiment_template|eip_domain_name|sagemaker_(app_image_config|studio_lifecycle_config|notebook_instance_lifecycle_configuration|code_repository|human_task_ui|servicecatalog_portfolio_status|monitoring_schedule|data_quality_job_definition))$/,
    because: "settings, schedules or descriptions that the configuration writes again",
  },
  {
    types:
      /_(lifecycle_policy|option_group|parameter_group|permissions?|policy|public_access_block|subnet_group|policy_attachment|tag)$/,
    because: "settings of something that stays; what they permitted is told under access",
  },
  {
    types:
      /^aws_(\w+_membership|user_stack_association|datasync_location_(?!fsx)\w+|route53recoveryreadiness_\w+|workspacesweb_\w+|opensearch_package_association|prometheus_(rule_group_namespace|alert_manager_definition|workspace_configuration)|iot_(billing_group|event_configurations|indexing_configuration|logging_options)|grafana_(license|role)_association|lakeformation_(opt_in|data_lake_settings|resource_lf_tags?|data_cells_filter)|s3control_(storage_lens_configuration|bucket_lifecycle_configuration|access_grant\w*)|ssmcontacts_\w+|ram_sharing_with_organization|organizations_organizational_unit|quicksight_iam_policy_assignment|sagemaker_(workteam|flow_definition)|dynamodb_contributor_insights|ec2_traffic_mirror_\w+|kms_ciphertext|bedrock_model_invocation_logging_configuration|sesv2_account_\w+|ses(v2)?_\w*event_destination|transfer_profile|evidently_(feature|launch|segment)|apprunner_(auto_scaling|default_auto|observability)\w*|elastic_beanstalk_configuration_template|elastictranscoder_preset|redshift_(hsm\w*|authentication_profile)|licensemanager_\w+|autoscalingplans_scaling_plan|emr_(security_configuration|block_public\w*)|controltower_control)$/,
    because: "memberships, settings and reports that the configuration writes again",
  },
];
