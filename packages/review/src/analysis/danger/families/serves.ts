import { named, PROVIDER_PAGES, type Family } from "./family";

/** Types that requests, jobs or logins need: destroying one makes those fail. */
export const SERVES: readonly Family[] = [
  {
    because: "named like what holds data: queues of jobs and callers, domains of DNS, streams that only forward",
    source: PROVIDER_PAGES,
    types: named(`
    batch_job_queue cleanrooms_configured_table cognito_user_pool_domain connect_queue
    dax_cluster ec2_transit_gateway_multicast_domain emrcontainers_virtual_cluster gamelift_game_session_queue
    lightsail_domain media_convert_queue pinpoint_event_stream qldb_stream route53domains_domain
    route53recoverycontrolconfig_cluster swf_domain`),
  },
  {
    because: "runs or answers something",
    source: PROVIDER_PAGES,
    destroyed: "what it runs or answers stops",
    types: named(`
    amplify_domain_association amplify_webhook appflow_flow apprunner_custom_domain_association
    apprunner_service apprunner_vpc_connector apprunner_vpc_ingress_connection appstream_fleet appstream_stack
    batch_compute_environment batch_job_definition bedrock_inference_profile
    bedrock_provisioned_model_throughput bedrockagent_agent bedrockagent_agent_alias chime_*
    chimesdkvoice_sip_media_application chimesdkvoice_sip_rule codedeploy_app codedeploy_deployment_group
    connect_contact_flow connect_contact_flow_module connect_lambda_function_association connect_phone_number
    connect_routing_profile datasync_agent datasync_task dms_replication_config dms_replication_instance
    dms_replication_task dsql_cluster_peering ec2_capacity_block_reservation ec2_capacity_reservation ec2_fleet
    ec2_host ecs_capacity_provider ecs_task_set eks_access_entry eks_addon eks_fargate_profile
    eks_identity_provider_config eks_pod_identity_association emr_instance_fleet emr_instance_group emr_studio
    emrserverless_application gamelift_alias gamelift_fleet gamelift_game_server_group glue_connection
    glue_crawler glue_job glue_trigger glue_workflow ivs_channel ivschat_room kinesisanalyticsv2_application
    lambda_alias lambda_event_source_mapping lambda_function_url lambda_provisioned_concurrency_config
    lightsail_container_service lightsail_container_service_deployment_version media_package_channel
    media_packagev2_channel_group medialive_* msk_replicator msk_vpc_connection mskconnect_connector
    mwaa_environment opsworks_application opsworks_custom_layer opsworks_ecs_cluster_layer
    opsworks_ganglia_layer opsworks_haproxy_layer opsworks_java_app_layer opsworks_memcached_layer
    opsworks_nodejs_app_layer opsworks_php_app_layer opsworks_rails_app_layer opsworks_static_web_layer
    osis_pipeline pipes_pipe rds_integration redshift_endpoint_access redshift_integration
    redshiftserverless_custom_domain_association redshiftserverless_endpoint_access redshiftserverless_workgroup
    sagemaker_app sagemaker_device_fleet sagemaker_endpoint_configuration sagemaker_model sagemaker_pipeline
    sfn_activity sfn_alias spot_fleet_request spot_instance_request workspaces_connection_alias`),
  },
  {
    because: "a path that traffic takes, or the name it asks for",
    source: PROVIDER_PAGES,
    types: named(`
    alb_listener_certificate alb_target_group_attachment api_gateway_api_key api_gateway_base_path_mapping
    api_gateway_client_certificate api_gateway_domain_name_access_association api_gateway_integration_response
    api_gateway_method_response api_gateway_usage_plan api_gateway_usage_plan_key
    apigatewayv2_integration_response apigatewayv2_route_response appmesh_gateway_route appmesh_mesh
    appmesh_route appmesh_virtual_node appmesh_virtual_router appmesh_virtual_service apprunner_connection
    appsync_api_cache appsync_api_key appsync_datasource appsync_domain_name_api_association appsync_function
    appsync_resolver appsync_source_api_association appsync_type autoscaling_attachment
    autoscaling_traffic_source_attachment cloudfront_function cloudfront_key_group
    cloudfront_origin_access_control cloudfront_origin_access_identity cloudfront_vpc_origin
    db_proxy_default_target_group db_proxy_target default_subnet default_vpc
    directory_service_conditional_forwarder directory_service_radius_settings directory_service_region
    directory_service_shared_directory directory_service_trust dx_bgp_peer dx_connection
    dx_connection_association dx_connection_confirmation dx_gateway_association dx_gateway_association_proposal
    dx_hosted_connection dx_hosted_private_virtual_interface dx_hosted_private_virtual_interface_accepter
    dx_hosted_public_virtual_interface dx_hosted_public_virtual_interface_accepter
    dx_hosted_transit_virtual_interface dx_hosted_transit_virtual_interface_accepter dx_lag
    dx_macsec_key_association dx_private_virtual_interface dx_public_virtual_interface
    dx_transit_virtual_interface ec2_client_vpn_authorization_rule ec2_client_vpn_network_association
    ec2_client_vpn_route ec2_local_gateway_route ec2_local_gateway_route_table_vpc_association
    ec2_transit_gateway_connect ec2_transit_gateway_connect_peer
    ec2_transit_gateway_default_route_table_association ec2_transit_gateway_default_route_table_propagation
    ec2_transit_gateway_multicast_domain_association ec2_transit_gateway_multicast_group_member
    ec2_transit_gateway_multicast_group_source ec2_transit_gateway_peering_attachment
    ec2_transit_gateway_peering_attachment_accepter ec2_transit_gateway_policy_table
    ec2_transit_gateway_policy_table_association ec2_transit_gateway_prefix_list_reference
    ec2_transit_gateway_route ec2_transit_gateway_route_table ec2_transit_gateway_route_table_association
    ec2_transit_gateway_route_table_propagation ec2_transit_gateway_vpc_attachment
    ec2_transit_gateway_vpc_attachment_accepter efs_access_point efs_mount_target eip_association elb_attachment
    globalaccelerator_cross_account_attachment globalaccelerator_custom_routing_endpoint_group
    globalaccelerator_endpoint_group internet_gateway_attachment lb_listener_certificate
    lb_target_group_attachment lb_trust_store lb_trust_store_revocation lightsail_certificate
    lightsail_disk_attachment lightsail_domain_entry lightsail_lb_attachment lightsail_lb_certificate
    lightsail_lb_certificate_attachment lightsail_static_ip lightsail_static_ip_attachment network_interface
    network_interface_attachment networkfirewall_firewall networkmanager_attachment_accepter
    networkmanager_connect_attachment networkmanager_connect_peer networkmanager_connection
    networkmanager_core_network networkmanager_customer_gateway_association networkmanager_device
    networkmanager_dx_gateway_attachment networkmanager_global_network networkmanager_link
    networkmanager_link_association networkmanager_site networkmanager_site_to_site_vpn_attachment
    networkmanager_transit_gateway_connect_peer_association networkmanager_transit_gateway_peering
    networkmanager_transit_gateway_registration networkmanager_transit_gateway_route_table_attachment
    networkmanager_vpc_attachment route53_delegation_set route53_health_check route53_hosted_zone_dnssec
    route53_key_signing_key route53_records_exclusive route53_resolver_config route53_resolver_rule
    route53_resolver_rule_association route53_traffic_policy_instance route53_zone_association
    route53domains_delegation_signer_record route53profiles_* route53recoverycontrolconfig_control_panel
    route53recoverycontrolconfig_routing_control route53recoverycontrolconfig_safety_rule s3_access_point
    s3control_object_lambda_access_point service_discovery_instance service_discovery_public_dns_namespace
    storagegateway_file_system_association verifiedaccess_group verifiedaccess_instance
    verifiedaccess_instance_logging_configuration verifiedaccess_instance_trust_provider_attachment
    verifiedaccess_trust_provider volume_attachment vpc_dhcp_options_association
    vpc_endpoint_connection_accepter vpc_endpoint_private_dns vpc_endpoint_route_table_association
    vpc_endpoint_security_group_association vpc_endpoint_service vpc_endpoint_subnet_association
    vpc_ipv4_cidr_block_association vpc_ipv6_cidr_block_association vpc_peering_connection_accepter
    vpc_route_server_peer vpc_route_server_propagation vpc_route_server_vpc_association
    vpclattice_access_log_subscription vpclattice_listener_rule vpclattice_resource_configuration
    vpclattice_service vpclattice_service_network vpclattice_service_network_resource_association
    vpclattice_service_network_service_association vpclattice_service_network_vpc_association
    vpclattice_target_group vpclattice_target_group_attachment vpn_connection vpn_connection_route
    vpn_gateway_attachment vpn_gateway_route_propagation`),
  },
  {
    because: "an identity, a credential or a permission to act",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    destroyed: "who proves or acts by it fails",
    types: named(`
    acmpca_certificate acmpca_certificate_authority_certificate chatbot_slack_channel_configuration
    chatbot_teams_channel_configuration codeconnections_connection codeconnections_host
    codestarconnections_connection codestarconnections_host cognito_identity_pool_roles_attachment
    cognito_identity_provider cognito_managed_user_pool_client cognito_user_pool_client elasticache_user
    elasticache_user_group elasticache_user_group_association grafana_workspace_api_key
    grafana_workspace_saml_configuration grafana_workspace_service_account
    grafana_workspace_service_account_token iam_access_key iam_openid_connect_provider iam_saml_provider
    iam_service_linked_role iam_service_specific_credential iam_signing_certificate iam_user
    iam_user_login_profile iot_authorizer iot_ca_certificate iot_certificate iot_domain_configuration
    iot_role_alias iot_thing iot_thing_group iot_thing_principal_attachment iot_thing_type iot_topic_rule
    iot_topic_rule_destination kms_alias kms_grant lightsail_key_pair memorydb_acl memorydb_user
    mq_configuration msk_scram_secret_association msk_single_scram_secret_association ram_principal_association
    ram_resource_association ram_resource_share ram_resource_share_accepter rolesanywhere_profile
    rolesanywhere_trust_anchor signer_signing_profile ssoadmin_account_assignment ssoadmin_application
    ssoadmin_application_assignment ssoadmin_permission_set ssoadmin_trusted_token_issuer transfer_access
    transfer_agreement transfer_certificate transfer_connector transfer_ssh_key transfer_user transfer_workflow`),
  },
  {
    because: "delivers events, messages, mail or configuration, or runs them on a schedule",
    source: PROVIDER_PAGES,
    destroyed: "its events, messages or schedules stop",
    types: named(`
    appconfig_application appconfig_configuration_profile appconfig_deployment appconfig_environment
    appconfig_hosted_configuration_version autoscaling_lifecycle_hook cloudwatch_event_api_destination
    cloudwatch_event_bus cloudwatch_event_connection cloudwatch_event_rule cloudwatch_event_target
    cloudwatch_log_destination cloudwatch_log_subscription_filter dynamodb_kinesis_streaming_destination
    kinesis_stream_consumer pinpoint_adm_channel pinpoint_apns_channel pinpoint_apns_sandbox_channel
    pinpoint_apns_voip_channel pinpoint_apns_voip_sandbox_channel pinpoint_baidu_channel pinpoint_email_channel
    pinpoint_email_template pinpoint_gcm_channel pinpoint_sms_channel pinpointsmsvoicev2_*
    s3_bucket_notification s3_bucket_website_configuration scheduler_schedule scheduler_schedule_group
    ses_active_receipt_rule_set ses_configuration_set ses_domain_dkim ses_domain_identity
    ses_domain_identity_verification ses_domain_mail_from ses_email_identity ses_identity_notification_topic
    ses_receipt_rule ses_receipt_rule_set ses_template sesv2_configuration_set sesv2_dedicated_ip_assignment
    sesv2_dedicated_ip_pool sesv2_email_identity sesv2_email_identity_feedback_attributes
    sesv2_email_identity_mail_from_attributes sns_platform_application sns_topic sns_topic_subscription
    ssm_activation ssm_association ssm_document ssm_maintenance_window ssm_maintenance_window_target
    ssm_maintenance_window_task`),
  },
  {
    because: "named after what carries traffic in other providers",
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs",
    types:
      /^(?!aws(cc)?_)\w+_(deployment|service|release|ingress|load_balancer|(global_)?address|(public|floating|reserved|elastic)_ip(_v2)?|droplet|daemon_?set|web_app|function_app|container_app|app_service|forwarding_rule|virtual_machine|compute_instance|function|stateful_set|virtual_network|record|record_set|dns_zone)(_v\d)?$/,
  },
];

/** Read after the types that hold data, of which some have such a name too. */
export const SERVES_BY_NAME: readonly Family[] = [
  {
    because: "named after what carries traffic",
    source: PROVIDER_PAGES,
    types:
      /_(api|accelerator|distribution|domain_name|endpoint|gateway|lb|listener|proxy|vpc_link|zone|server|broker)$/,
  },
];
