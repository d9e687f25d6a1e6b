import { kind, type AttributeKind } from "./kind";

/** What opens or is shared, recognized by its name, whatever the type. */
export const BY_NAME: readonly AttributeKind[] = [
  kind("opens", "public IP addresses", /(^|\.)(assign|associate|map|auto_assign|create|enable)_?\w*public_ip\w*$/, {
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
  }),
  kind(
    "opens",
    "reachable from the internet",
    /(^|\.)((is_)?publicly_accessible|public_access(_enabled)?|public_connectivity|publicly_advertisable|public|is_public|enable_public\w*|public_endpoint_enabled|public_network_access_enabled|allow_nested_items_to_be_public|allow_blob_public_access|ip_configuration\.ipv4_enabled)$/,
  ),
  kind("opens", "reaches the internet", /(^|\.)(direct_internet_access|enable_(default_)?internet_access)$/),
  kind(
    "opens",
    "may be shared with other accounts",
    /(^|\.)(allow_external_principals|share_principals|associate_entire_account|cross_account\w*enabled|allow_external_data_filtering|allow_full_table_external_data_access|allow_association_to_shareable_service_network|allow_writes|resource_share_enabled|publicly_shared)$/,
    { source: "https://docs.aws.amazon.com/ram/latest/userguide/what-is.html" },
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
    { types: /^(?!aws_s3_(bucket|account)_public_access_block$)\w+$/ },
  ),
  kind(
    "guards",
    "no acceptance or authentication is required",
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
  kind(
    "shared",
    "shared with",
    /(^|\.)(shared_accounts|allowed_principals|principals?|principal_arns?|grantee_principal|grantee_identifier|grantee|identity|account_ids?|accounts|aws_accounts|target_accounts?|target_account_ids|target_account|user_ids|user_groups|organization_arns|organizational_unit_arns|destination_account|delegated_admin_account(_id)?|admin_account_id|peer_account_id|peer_owner_id|launch_permission\.\w+|trusted_resource_owners|vpc_only_trusted_accounts|allowed_organizations|external_data_filtering_allow_list|allowlist|dx_gateway_owner_account_id|associated_gateway_owner_account_id|consumer_(arn|identifier)|service_principal|aws_service_access_principals|principal_id|authorized_targets|trusted_(signers|key_groups)|data_lake_principal_identifier|supported_login_providers|openid_connect_provider_arns|saml_provider_arns?|client_id_list|cognito_identity_providers\.\w+|audience|issuer_url|issuer|thumbprint_list|member_definition\.\S+|member_abilities|creator_member_abilities|policy_stores?|access_principals|assumable_role_arns|execution_role_arns|\w*_role_values|kms_grantees?|identity_center_\w+|saml_metadata\w*|metadata(_xml|_url)?)$/,
    {
      types:
        /^(?!aws_(lambda_permission|lambda_layer_version_permission|cloudwatch_event_permission|kms_grant|kms_custom_key_store|vpc_peering_connection|ec2_transit_gateway_peering_attachment)$)\w+$/,
    },
  ),
  kind(
    "elsewhere",
    "read as permissions of a function, a bus or a key",
    /(^|\.)(principal|grantee_principal|retiring_principal)$/,
  ),
  kind(
    "addresses",
    "lets in",
    /(^|\.)(cidrs?|cidr_blocks?|cidr_ip(v6)?|cidr_allow_list|cidr_list_aliases|allowed_cidr\w*|allowed_ip_range|ip_ranges?|ip_rules\.source|rules\.source|whitelist_rules\.cidr|permitted_public_security_group_rule_range\.\w+|ipv6_cidrs|port_info\.\w*cidrs?|ip_address_list|source_ips?|inbound_rule\.source_addresses|authorized_networks\.value|authorized_ip_ranges|network_rules\.ip_rules|allow_list|cidr_rules)$/,
  ),
  kind(
    "role",
    "acts as",
    /(^|[._])roles?(_arns?|_name)?$|instance_profile(_arn|_name)?$|iam_instance_profile\.(arn|name)$|(^|\.)role_arn_\w+$|custom_iam_instance_profile$|assume_role$|iam_role(_arn|s|_arns)?$|iam_fleet_role$|service_access_role\w*$|resource_access_role\w*$|cross_account_\w*role\w*$/,
    { source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html" },
  ),
  kind(
    "shared",
    "gives permissions",
    /(^|\.)(permissions?|permissions_with_grant_option|actions|access_scope\.\w+|kubernetes_groups|grafana_role|user_role|read_only_admins|admins|create_(table|database)_default_permissions?\.\S+|operations|allowed_operations|permission_arns|iam_policy_assignment\w*|access_string|trusted_token_issuer\S*|access_levels?|permission_type|session_policy_arn|guardrail_policy_arns)$/,
  ),
];
