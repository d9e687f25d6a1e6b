import { kind, type AttributeKind } from "./kind";

/** Attributes whose names suggest access and that give none. */
export const MEANING_SOMETHING_ELSE: readonly AttributeKind[] = [
  kind(
    "nothing",
    "a password or a key that is given, not who may use it",
    /(^|[._])(password|passwords|passwd|passwd_wo|password_wo|password_wo_version|secret|secret_key|secret_access_key|shared_secret|preshared_key|auth_token\w*|access_token|access_key|access_key_id|private_key|public_key|ssh_public_key|public_keys|credentials?)$|password|_token$|preshared|_secret(_arn)?$/,
  ),
  kind(
    "nothing",
    "policies of retention, routing, scaling, caching or retries",
    /(lifecycle|routing|scaling|scale_(in|out)|retention|cache|redrive|delivery|retry|replay|termination|update|deletion|filter|notification|sizing|padding|tiering|snapshot|archive|alpn|dns|referrer|content_security|conflict_resolution|pit|import|export|schedul\w*|placement|failover|latency|backup|repository_lifecycle|data_protection|fair_share|language_selection|schema_change|recrawl|protection|origin_request|response_headers|continuous_deployment|traffic|firewall|user_context|match|auto_termination|mixed_instances|stream_exception|keyword|topic|word|content|grounding|sensitive_information|rolling_update|blue_green_update|security_service|player_latency|resource_creation_limit|third_party_firewall|query_logging|upgrade|client|egress|tls|ssl|security|https|protocol|origin_protocol|viewer_protocol|sign_in|password)_polic(y|ies)\w*(\.|$)/,
  ),
  kind("nothing", "where copies are read and written", /(^|\.)subdirectory$/, {
    types: /^aws_datasync_/,
    source: "https://docs.aws.amazon.com/datasync/latest/userguide/what-is-datasync.html",
  }),
  kind(
    "nothing",
    "describes a policy",
    /(^|\.)policy_(name|names|type|type_name|reference_name|attribute|variables|revision|revision_id|period\w*|duration\w*|store_id|template_id|option|runtime|detail|details|body|url|version)(\.|$)|termination_policies|policy_details\./,
  ),
  kind(
    "nothing",
    "the network's own addresses, or where packets go",
    /(^|\.)(cidr_block|cidr_blocks|ipv6_cidr_block|client_cidr_block|destination_cidr_block|destination_ipv6_cidr_block|service_ipv4_cidr|local_ipv[46]_network_cidr|remote_ipv[46]_network_cidr|tunnel\d_inside\w*|assign_generated_ipv6_cidr_block|inside_cidr_blocks|transit_gateway_cidr_blocks|ipv6_cidr_block_network_border_group|source_cidr_block|secondary_cidr_blocks|routable_cidr_space|cidr|disallowed_cidrs|cidr_authorization_context|cidr_options|cidr_routing\w*|cidr_collection_id|cidr_endpoints\w*|public_ip|public_ip_source|public_ipv4_pool|customer_owned_ipv4_pool|public_domain_names|public_address_allocation_ids|allowed_prefixes)(\.|$)/,
    {
      types:
        /_(vpc|default_vpc|subnet|default_subnet|vpc_ip\w*|ec2_subnet_cidr_reservation|ec2_transit_gateway\w*|ec2_local_gateway\w*|ec2_client_vpn_(endpoint|route)|ec2_traffic_mirror\w*|route|route_table|default_route_table|vpn_\w+|dx_\w+|eip\w*|networkmanager_\w+|networkfirewall_\w+|route53_\w+|eks_cluster|medialive_\w+|finspace_\w+|lightsail_container_service|verifiedaccess_\w+)$/,
    },
  ),
  kind(
    "nothing",
    "checks and conveniences of the provider, or of the service itself",
    /(^|\.)(bypass_policy_lockout\w*|force_detach_policies|confirm_remove_self_resource_access|image_pull_policy|instance_(maintenance|reuse)_policy|redrive_allow_policy|egress_type|ingress_port_override|\w*audit_log_level|file_share_name|managed_login_version|optimized_shared_delivery|include_member_accounts|debug_log_delivery_accounts|wait_for_acceptance|access_token_validity|access_token_only|authorized_session_tag_value_list|unused_access_age|internet_measurements_log_delivery|s3_control_access_point|access_point_(id|arn)|public_workforce_task_price|posix_permissions|grantee_type|resource_share_arn|share_arn|data_share_arn|shared_directory_id|ipv6_allowed_for_dual_stack|private_dns_\w+|enabled_policy_types|base_policy_regions?|create_base_policy|delete_all_policy_resources)$/,
  ),
  kind("elsewhere", "read as rules", /(^|\.)ipv6_cidr_blocks?$/, {
    types: /_(security_group_rule|network_acl_rule|security_group|network_acl)$/,
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  }),
  kind(
    "nothing",
    "what is looked for, grouped, described or done, not who may do it",
    /(^|\.)(source_ip|actions|identity|consumer_arn|endpoint_type|metadata|scheme)(\.|$)/,
    {
      types:
        /^aws_(ec2_network_insights_path|securityhub_automation_rule|ses_identity_notification_topic|location_tracker_association|apigatewayv2_domain_name|appmesh_route|bedrockagent_prompt|glue_trigger|neptune_cluster_endpoint|networkfirewall_rule_group)$/,
    },
  ),
  kind("nothing", "Kubernetes's or a site's own addresses", /(kubernetes_network_config|remote_network_config)\./),
  kind(
    "nothing",
    "numbers the account that the provider works in, or that it watches",
    /(^|\.)(account_id|aws_account_id|aws_account_region|account_name|account_identifier|account_number|account_alias|account_region|account_targeting|account_level|account_filter_type|accounts_url|account_recovery_setting\w*|account_takeover\w*|account_aggregation_source|bucket_account_id|bucket_owner_account_id|excluded_accounts|expected_bucket_owner|owner_account|owner_account_id|email_sending_account|member_account_\w+|enable_account\w*)(\.|$)/,
    {
      types:
        /^aws_(?!ami_launch_permission|snapshot_create_volume_permission|redshift_endpoint_authorization|directory_service_shared|vpc_ipam_organization|\w*admin_account|\w*_share$)\w+$/,
    },
  ),
  kind(
    "nothing",
    "dialogues, documents, queries and their parts",
    /^(definition|source_entity|theme)\.|(confirmation|closing|initial_response|fulfillment|value_elicitation|criteria|filters|filter_criteria|configuration\.(s3|share_point|web_crawler|confluence|salesforce))\w*(\.|$)|allow_interrupt|geographic_role|message\.role|column_level|row_level|external_table|open_table_format|input_format/,
  ),
  kind(
    "nothing",
    "log and cache settings, and headers of answers",
    /access_log|access_control_(max_age|expose|allow_(headers|methods))|allow_(headers|methods)$|allowed_(headers|methods|http_methods|columns|pattern|input_types|instance_types|features|publishers|first_auth_factors|oauth_flows_user_pool_client)$|enable_accept_encoding|(cookies|headers|query_strings)_allow(ed)?_list|access_tier|access_based|access_string_mode|access_association_source\w*|access_group_id|accept_(language|eula)|min_allowed|max_allowed|maximum_builds_allowed|compute_types_allowed|allow_(version_upgrade|major_version_upgrade|overwrite|reassociation|single_column|duplicates|joins\w*|clear_text|cookies|non_restored_state|multiple_values|audio_input|dtmf_input|unassociated_targets|users_to_change_password|remote_vpc_dns_resolution)$|authorizer_(result_ttl\w*|payload\w*)|unauthorized_cache|authenticationrequest|authentication_request_extra_params|authentication_message|login_(banner|path|validity)\w*|authentication_login_banner|external_(id|metrics\w*|source_setting)$|share_(decay|distribution|identifier|process_namespace|point|tag_options)\w*|unshare_interval\w*|sharing_preference|trust_store_ca_names|member_functions|members$|cluster_members|static_members|excluded_members|origin_group\.member|cross_(zone|region|dataset|cluster)\w*|crosswalk|grant_(name|creation_tokens)|(oauth2|data)_grant\w*|user_access_url|principal_(id_claim|entity_type|type)|peer_(region|asn|address|liveness\w*)|bgp_options|open_monitoring|open_x_json|opensearch\w*configuration|opensearch\w*_config$|internet_monitor|copy_access_control_lists|internetgateway|account_takeover/,
  ),
  kind(
    "nothing",
    "service names, endpoints and claims of an identity provider that is named beside them",
    /(authorization_endpoint|claim|attribute_mapping|saml_options\.(roles_key|subject_key|session_timeout\w*|master\w*|enabled)|role_(base|search\w*)|user_role_name|service_account_(username|name|secret_arn)|default_authentication_method|hsm_\w+|token_signing|_assertion$|native_application|trust_provider_type|trust_direction|trust_type|device_trust|certificate_authority\w*|trust_anchor_certificate|trust(\.|$)\w*|truststore_(uri|version)|role_type|target_role$|column_role|mutual_\w*authentication)/,
  ),
  kind(
    "nothing",
    "where logs and metrics of it are written, with a role that may do only that",
    /(log|logs|logging|monitoring|feedback|cloudwatch|cloud_watch_logs)_(iam_)?role(_arn)?$|(logging|monitoring|cloudwatch_logging)\w*\.\w*role_arn$|service_linked_role\w*|use_service_linked_role/,
  ),
  kind(
    "nothing",
    "shields while it is there; what it lets pass is judged as danger",
    /^(default_action|rule|rules|visibility_config|association_config|custom_response_body|captcha_config|challenge_config|token_domains)(\.|$)/,
    {
      types: /_(waf|wafv2|wafregional|networkfirewall)_/,
      source: "https://docs.aws.amazon.com/waf/latest/developerguide/what-is-aws-waf.html",
    },
  ),
];
