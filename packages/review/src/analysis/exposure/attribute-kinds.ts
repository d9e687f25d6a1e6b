/** What an attribute says about access, told by its name, whatever the resource. */
export interface AttributeKind {
  /** The path without list positions. */
  readonly path: RegExp;
  /** @default every type */
  readonly types?: RegExp;
  readonly reads:
    /** The role, or the profile of one, that something acts as. */
    | "role"
    /** Opens while it is on. */
    | "opens"
    /** Guards while it is on. */
    | "guards"
    /** Lets in those only whom it names; everybody while it names nobody. */
    | "restricts"
    /** A folder or prefix: a parent of it, or another one, is more. */
    | "folder"
    /** Names whom something is shared with. */
    | "shared"
    /** Names addresses that are let in. */
    | "addresses"
    /** Says how callers prove who they are. */
    | "proof"
    /** A choice of which some are open to everybody. */
    | "place"
    /** Read elsewhere: policies, groups, rules. */
    | "elsewhere"
    /** Gives nobody access. */
    | "nothing";
  /** What is so then; for `nothing` and `elsewhere`, why. */
  readonly says: string;
}

function kind(reads: AttributeKind["reads"], says: string, path: RegExp, types?: RegExp): AttributeKind {
  return {
    path,
    reads,
    says,
    ...(types === undefined ? {} : { types }),
  };
}

/** Types whose users are people or programs outside: of a transfer server, and of a distribution. */
const FOLDERS = /^aws_(transfer_(user|access|agreement)|efs_access_point|s3control_access_grants?(_location)?)$/;

/** The first that fits is taken. An attribute with a telling name that none fits is said to be not judged. */
export const ATTRIBUTE_KINDS: readonly AttributeKind[] = [
  kind("role", "acts as", /^roles\.\w+$/),
  // https://docs.aws.amazon.com/transfer/latest/userguide/logical-dir-mappings.html
  kind("folder", "reaches", /(^|\.)(home_directory|home_directory_mappings\.target|base_directory)$/, FOLDERS),
  kind("guards", "every folder that the role may read is in sight", /^home_directory_type$/, FOLDERS),
  // https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
  kind("folder", "reaches", /^root_directory\.path$/, FOLDERS),
  kind("folder", "reaches", /(^|\.)efs_volume_configuration\.root_directory$/, /^aws_(ecs_task_definition|batch_\w+)$/),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location.html
  kind("folder", "reaches", /(^|\.)(s3_sub_prefix|location_scope)$/, FOLDERS),
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
  kind("folder", "serves", /^origin\.origin_path$/, /^aws_cloudfront_distribution$/),
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
  kind("shared", "accepts what is signed with key", /^items$/, /^aws_cloudfront_key_group$/),
  // https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/private-channels.html
  kind("guards", "playback needs no token", /^authorized$/, /^aws_ivs_channel$/),
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html
  kind(
    "shared",
    "trusts identity provider",
    /(^|\.)(idp\.(entity_id|metadata_content)|idp_metadata_(url|xml)|saml_options\.metadata|saml_properties\.user_access_url)$/,
  ),
  kind("shared", "administered by", /^saml_options\.master_backend_role$/),
  kind("opens", "users of an identity provider sign in", /(^|\.)saml_properties\.status$/),
  kind("guards", "everybody reads it", /(^|\.)enable_basic_auth$/),
  kind("opens", "tokens need no signature", /^signing_disabled$/),
  kind("proof", "accepts what passes", /^authorizer_function_arn$/, /^aws_iot_authorizer$/),
  kind("opens", "lets in whoever signs in", /^user_pool_config\.default_action$/),
  kind("shared", "administered by", /(^|\.)master_user_(arn|name)$/),
  kind("shared", "is copied to account", /(^|\.)destination\.(account|registry_id)$/),
  kind(
    "proof",
    "lets in who has key",
    /^(key_name|public_key)$/,
    /^aws_(instance|launch_template|launch_configuration|key_pair|spot_\w+)$/,
  ),
  kind("proof", "lets in clients by", /^authentication_options\.type$/, /^aws_ec2_client_vpn_endpoint$/),
  kind("proof", "lets in clients by", /^authentication$/, /^aws_storagegateway_smb_file_share$/),
  kind("addresses", "lets in", /^client_list$/),
  kind("shared", "sends tokens to", /(^|\.)(callback_urls|default_redirect_uri|redirect_uris?)$/),
  kind("role", "acts as", /(^|\.)(jobRoleArn|taskRoleArn|executionRoleArn|RoleArn|LocalRoleName)$/),
  kind("opens", "a way in for administrators", /(^|\.)user_enabled_as_local_administrator$/),
  kind("guards", "everybody in the directory gets in", /^assignment_required$/),
  kind("opens", "a way in for administrators", /^enabled$/, /^aws_ec2_serial_console_access$/),
  kind("opens", "a way in for administrators", /^visible_to_all_users$/, /^aws_emr_cluster$/),
  kind("opens", "reachable from such devices", /^workspace_access_properties\.device_type_\w+$/),
  kind("place", "everybody reads it", /^project_visibility$/, /^aws_codebuild_project$/),
  kind("place", "nobody has to prove who they are", /^acl_name$/, /^aws_memorydb_cluster$/),
  // Before "password" is taken for a value.
  kind(
    "opens",
    "without proof of who asks",
    /(^|\.)(allow_unauthenticated_identities|anonymous_auth_enabled|no_password_required|authorize_all_groups|unauthenticated|allow_classic_flow|allow_auto_registration|guest_access\w*)$/,
  ),
  kind("guards", "nobody has to choose a password of their own", /(^|\.)password_reset_required$/),
  kind("elsewhere", "read as VPN authorization rules", /^target_network_cidr$/),
  kind("elsewhere", "read by the type", /^endpoint_configuration\.types$/, /^aws_api_gateway_rest_api$/),
  kind(
    "elsewhere",
    "read as rules, address by address",
    /./,
    /^aws(cc_ec2)?_((default_)?security_group\w*|vpc_security_group_(in|e)gress_rule|(default_)?network_acl\w*|ec2_managed_prefix_list\w*)$/,
  ),
  kind(
    "elsewhere",
    "read as routes and methods",
    /(^|\.)authorization(_type)?$/,
    /^aws_(apigatewayv2_route|api_gateway_method|lambda_function_url)$/,
  ),
  kind("place", "may be shared with everybody", /^state$/, /_block_public_access$/),
  kind(
    "restricts",
    "nobody is named any more, so everybody is let in",
    /(^|\.)(trusted_signers|trusted_key_groups|network_access_control\.\w+|allowed_ip_range|ip_rules\.source|vpc_endpoint_ids|source_vpc\w*)$/,
    /^aws_(cloudfront_distribution|grafana_workspace|codepipeline_webhook|api_gateway_rest_api)$/,
  ),
  // What has the words and means something else.
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
  kind(
    "nothing",
    "describes a policy",
    /(^|\.)policy_(name|names|type|type_name|reference_name|attribute|variables|revision|revision_id|period\w*|duration\w*|store_id|template_id|option|runtime|detail|details|body|url|version)(\.|$)|termination_policies|policy_details\./,
  ),
  kind(
    "nothing",
    "the network's own addresses, or where packets go",
    /(^|\.)(cidr_block|cidr_blocks|ipv6_cidr_block|client_cidr_block|destination_cidr_block|destination_ipv6_cidr_block|service_ipv4_cidr|local_ipv[46]_network_cidr|remote_ipv[46]_network_cidr|tunnel\d_inside\w*|assign_generated_ipv6_cidr_block|inside_cidr_blocks|transit_gateway_cidr_blocks|ipv6_cidr_block_network_border_group|source_cidr_block|secondary_cidr_blocks|routable_cidr_space|cidr|disallowed_cidrs|cidr_authorization_context|cidr_options|cidr_routing\w*|cidr_collection_id|cidr_endpoints\w*|public_ip|public_ip_source|public_ipv4_pool|customer_owned_ipv4_pool|public_domain_names|public_address_allocation_ids|allowed_prefixes)(\.|$)/,
    /_(vpc|default_vpc|subnet|default_subnet|vpc_ip\w*|ec2_subnet_cidr_reservation|ec2_transit_gateway\w*|ec2_local_gateway\w*|ec2_client_vpn_(endpoint|route)|ec2_traffic_mirror\w*|route|route_table|default_route_table|vpn_\w+|dx_\w+|eip\w*|networkmanager_\w+|networkfirewall_\w+|route53_\w+|eks_cluster|medialive_\w+|finspace_\w+|lightsail_container_service|verifiedaccess_\w+)$/,
  ),
  kind(
    "nothing",
    "checks and conveniences of the provider, or of the service itself",
    /(^|\.)(bypass_policy_lockout\w*|force_detach_policies|confirm_remove_self_resource_access|image_pull_policy|instance_(maintenance|reuse)_policy|redrive_allow_policy|egress_type|ingress_port_override|\w*audit_log_level|file_share_name|managed_login_version|optimized_shared_delivery|include_member_accounts|debug_log_delivery_accounts|wait_for_acceptance|access_token_validity|access_token_only|authorized_session_tag_value_list|unused_access_age|internet_measurements_log_delivery|s3_control_access_point|access_point_(id|arn)|public_workforce_task_price|posix_permissions|grantee_type|resource_share_arn|share_arn|data_share_arn|shared_directory_id|ipv6_allowed_for_dual_stack|private_dns_\w+|enabled_policy_types|base_policy_regions?|create_base_policy|delete_all_policy_resources)$/,
  ),
  kind(
    "elsewhere",
    "read as rules",
    /(^|\.)ipv6_cidr_blocks?$/,
    /_(security_group_rule|network_acl_rule|security_group|network_acl)$/,
  ),
  kind("nothing", "Kubernetes's or a site's own addresses", /(kubernetes_network_config|remote_network_config)\./),
  kind(
    "nothing",
    "numbers the account that the provider works in, or that it watches",
    /(^|\.)(account_id|aws_account_id|aws_account_region|account_name|account_identifier|account_number|account_alias|account_region|account_targeting|account_level|account_filter_type|accounts_url|account_recovery_setting\w*|account_takeover\w*|account_aggregation_source|bucket_account_id|bucket_owner_account_id|excluded_accounts|expected_bucket_owner|owner_account|owner_account_id|email_sending_account|member_account_\w+|enable_account\w*)(\.|$)/,
    /^aws_(?!ami_launch_permission|snapshot_create_volume_permission|redshift_endpoint_authorization|directory_service_shared|vpc_ipam_organization|\w*admin_account|\w*_share$)\w+$/,
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
    /_(waf|wafv2|wafregional|networkfirewall)_/,
  ),
  // Policies, groups, rules: each has its own reader.
  kind(
    "elsewhere",
    "read as policy documents",
    /(^|\.)(((access|assume_role|bucket|iam|inline|key|permissions?|resource|session|base)_)?polic(y|ies)(_document|_text)?|policy_(arns?|document|id|text)|managed_policy_arns?|permissions_boundary|access_policies|inline_policy|content|customer_managed_policy_reference|statement|repository_policy|permission_set_arn|policy_names)(\.|$)/,
  ),
  kind(
    "elsewhere",
    "read as attachments and rules",
    /(^|\.)(groups?|users?|user_name|user|group|member_id|member_name|ingress|egress|security_groups?|security_group_ids?|vpc_security_group_ids|source_security_group_id|referenced_security_group_id|cidr_ipv[46]|prefix_list_ids?|self|acl|grant|access_control_policy|grantee|service_access_security_group|ec2_inbound_permission)(\.|$)/,
  ),
  kind(
    "elsewhere",
    "read as logins and routes",
    /(^|\.)(authorization_scopes|authorizer_(id|uri|type|credentials\w*|function_arn|config|key\w*)|authorizer_\w+|jwt_configuration|authenticate_(oidc|cognito)|on_unauthenticated_request|provider_arns|vpc_peering_connection_id|internet_gateway_id|egress_only_gateway_id|public_access_cidrs|endpoint_public_access|endpoint_private_access|source_account|principal_org_id|allow_(origins|credentials)|access_control_allow_(origins|credentials)|allowed_origins)(\.|$)/,
  ),
  // What opens.
  kind("opens", "public IP addresses", /(^|\.)(assign|associate|map|auto_assign|create|enable)_?\w*public_ip\w*$/),
  kind(
    "opens",
    "reachable from the internet",
    /(^|\.)((is_)?publicly_accessible|public_access(_enabled)?|public_connectivity|publicly_advertisable|public|is_public|enable_public\w*|public_endpoint_enabled)$/,
  ),
  kind("opens", "reaches the internet", /(^|\.)(direct_internet_access|enable_(default_)?internet_access)$/),
  kind(
    "opens",
    "may be shared with other accounts",
    /(^|\.)(allow_external_principals|share_principals|associate_entire_account|cross_account\w*enabled|allow_external_data_filtering|allow_full_table_external_data_access|allow_association_to_shareable_service_network|allow_writes|resource_share_enabled|publicly_shared)$/,
  ),
  kind("opens", "accepts who asks to be connected, unasked", /(^|\.)auto_accept\w*$/),
  kind(
    "opens",
    "a way in for administrators",
    /(^|\.)(enable_execute_command|enable_docker_access|enable_ssm_access|console_access|allow_(ssh|sudo|self_management)|enable_remote_access|ec2_serial_console_access|hybrid_access_enabled|with_federation|bootstrap_cluster_creator_admin_permissions|iam_database_authentication_enabled|enable_http_endpoint|associate_admin|get_password_data|(copy|paste|print|download|upload|deep_link)_allowed)$/,
  ),
  kind(
    "guards",
    "public access is not blocked",
    /(^|\.)(block_public_\w+|ignore_public_acls|restrict_public_buckets)$/,
    /^(?!aws_s3_(bucket|account)_public_access_block$)\w+$/,
  ),
  kind(
    "guards",
    "nobody has to agree, or to prove anything",
    /(^|\.)(acceptance_required|api_key_required|require_authorization_for_cache_control|user_authorization_required|allow_admin_create_user_only|password_reset_required|enforce_\w*auth\w*|require_\w*authentication\w*)$/,
  ),
  kind(
    "elsewhere",
    "read with the public access block",
    /(^|\.)(public_access_block\w*|block_public_\w+|ignore_public_acls|restrict_public_buckets)(\.|$)/,
  ),
  kind(
    "proof",
    "accepts callers by",
    /(^|\.)(authentication_type|authorization_type|auth_type|authorization|auth_mode|authentication_mode(\.type)?|authentication_method|identity_provider_type|authentication_providers|sftp_authentication_methods|authentication_strategy|allowed_oauth_(flows|scopes)|additional_authentication_provider\.authentication_type|client_authentication\.\w+|authentication\.\w+|default_authorizer_name|explicit_auth_flows)$/,
  ),
  kind(
    "place",
    "open to the internet",
    /(^|\.)(public_access\.type|app_network_access_type|endpoint_configuration\.types|endpoint_type|webserver_access_mode|network_origin|network_access_type|internet_gateway_block_mode|vpc_network_access|access_type|visibility|network_type_access|account_access_type|smb_file_share_visibility|sharing_type|repository_access_mode|facing|scheme|permission_model)$/,
  ),
  // Whom something is shared with, and who may act as whom.
  kind(
    "shared",
    "shared with",
    /(^|\.)(shared_accounts|allowed_principals|principals?|principal_arns?|grantee_principal|grantee_identifier|grantee|identity|account_ids?|accounts|aws_accounts|target_accounts?|target_account_ids|target_account|user_ids|user_groups|organization_arns|organizational_unit_arns|destination_account|delegated_admin_account(_id)?|admin_account_id|peer_account_id|peer_owner_id|launch_permission\.\w+|trusted_resource_owners|vpc_only_trusted_accounts|allowed_organizations|external_data_filtering_allow_list|allowlist|dx_gateway_owner_account_id|associated_gateway_owner_account_id|consumer_(arn|identifier)|service_principal|aws_service_access_principals|principal_id|authorized_targets|trusted_(signers|key_groups)|data_lake_principal_identifier|supported_login_providers|openid_connect_provider_arns|saml_provider_arns?|client_id_list|cognito_identity_providers\.\w+|audience|issuer_url|issuer|thumbprint_list|member_definition\.\S+|member_abilities|creator_member_abilities|policy_stores?|access_principals|assumable_role_arns|execution_role_arns|\w*_role_values|kms_grantees?|identity_center_\w+|saml_metadata\w*|metadata(_xml|_url)?)$/,
    /^(?!aws_(lambda_permission|lambda_layer_version_permission|cloudwatch_event_permission|kms_grant|kms_custom_key_store|vpc_peering_connection|ec2_transit_gateway_peering_attachment)$)\w+$/,
  ),
  kind(
    "elsewhere",
    "read as permissions of a function, a bus or a key",
    /(^|\.)(principal|grantee_principal|retiring_principal)$/,
  ),
  kind(
    "addresses",
    "lets in",
    /(^|\.)(cidrs?|cidr_blocks?|cidr_ip(v6)?|cidr_allow_list|cidr_list_aliases|allowed_cidr\w*|allowed_ip_range|ip_ranges?|ip_rules\.source|rules\.source|whitelist_rules\.cidr|permitted_public_security_group_rule_range\.\w+|ipv6_cidrs|port_info\.\w*cidrs?|ip_address_list|source_ips?|allow_list|cidr_rules)$/,
  ),
  kind(
    "role",
    "acts as",
    /(^|[._])roles?(_arns?|_name)?$|instance_profile(_arn|_name)?$|iam_instance_profile\.(arn|name)$|(^|\.)role_arn_\w+$|custom_iam_instance_profile$|assume_role$|iam_role(_arn|s|_arns)?$|iam_fleet_role$|service_access_role\w*$|resource_access_role\w*$|cross_account_\w*role\w*$/,
  ),
  kind(
    "shared",
    "gives permissions",
    /(^|\.)(permissions?|permissions_with_grant_option|actions|access_scope\.\w+|kubernetes_groups|grafana_role|user_role|read_only_admins|admins|create_(table|database)_default_permissions?\.\S+|operations|allowed_operations|permission_arns|iam_policy_assignment\w*|access_string|trusted_token_issuer\S*|access_levels?|permission_type)$/,
  ),
];

/** Names that make an attribute one that access may hang on: the same as the test of the second list looks for. */
export const TELLING =
  /polic(y|ies)|principal|(^|_)roles?(_|$)|public|cidr|permission|account_ids|(^|_)accounts?$|(^|_)shar(e|ed|ing)(_|$)|allow|(^|_)access(_|$)|ingress|egress|authori[sz]|authenti|grant|trust|external|cross_account|anonym|guest|unauth|login|federat|saml|oidc|openid|auto_accept|accept(ance|er)|internet|instance_profile/;
