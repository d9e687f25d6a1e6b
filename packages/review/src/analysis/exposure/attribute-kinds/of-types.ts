import { kind, type AttributeKind } from "./kind";

/** Types whose users are people or programs outside: of a transfer server, and of a distribution. */
const FOLDERS = /^aws_(transfer_(user|access|agreement)|efs_access_point|s3control_access_grants?(_location)?)$/;

/** Attributes of a few types, whose names say something else elsewhere. */
export const OF_TYPES: readonly AttributeKind[] = [
  kind("elsewhere", "read as members of roles, and as rules of firewalls", /./, {
    types:
      /^(google_\w+_iam_(member|binding|policy)|google_compute_firewall|azurerm_(network_security_(rule|group)|role_assignment)|kubernetes_(cluster_)?role_binding(_v1)?)$/,
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
  }),
  kind("role", "acts as", /^roles\.\w+$/, {
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html",
  }),
  kind("folder", "reaches", /(^|\.)(home_directory|home_directory_mappings\.target|base_directory)$/, {
    types: FOLDERS,
    source: "https://docs.aws.amazon.com/transfer/latest/userguide/logical-dir-mappings.html",
  }),
  kind("guards", "every folder that the role may read is in sight", /^home_directory_type$/, {
    types: FOLDERS,
    source: "https://docs.aws.amazon.com/transfer/latest/userguide/logical-dir-mappings.html",
  }),
  kind("folder", "reaches", /^root_directory\.path$/, {
    types: FOLDERS,
    source: "https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html",
  }),
  kind("folder", "reaches", /(^|\.)(efs|fsx_windows_file_server)_volume_configuration\.root_directory$/, {
    types: /^aws_(ecs_task_definition|batch_\w+)$/,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
  }),
  kind("folder", "reaches", /(^|\.)(s3_sub_prefix|location_scope)$/, {
    types: FOLDERS,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location.html",
  }),
  kind("folder", "serves", /^origin\.origin_path$/, {
    types: /^aws_cloudfront_distribution$/,
    source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
  }),
  kind("shared", "lets the management account into member accounts by", /^enabled_features$/, {
    types: /^aws_iam_organizations_features$/,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html",
  }),
  kind("restricts", "no user has to sign in", /^user_group_ids?$/, {
    types: /^aws_elasticache_(replication_group|serverless_cache)$/,
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
  }),
  kind("guards", "requests need no signature", /^iam_(database_)?auth\w*_enabled$/, {
    types: /^aws_neptune_(cluster|global_cluster)$/,
    source: "https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html",
  }),
  kind(
    "restricts",
    "reachable from the internet, outside a VPC",
    /^(vpc_options\.subnet_ids|vpc_configuration\.vpc_id)$/,
    {
      types: /^aws_(opensearch_domain|elasticsearch_domain|s3_access_point)$/,
      source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html",
    },
  ),
  kind("restricts", "every address is let in", /^ip_group_ids$/, {
    types: /^aws_workspaces_directory$/,
    source: "https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-ip-access-control-groups.html",
  }),
  kind(
    "restricts",
    "every row is in sight",
    /^(table_data\.row_filter\.filter_expression|row_level_permission_\w+\.\w+)$/,
    {
      types: /^aws_(lakeformation_data_cells_filter|quicksight_data_set)$/,
      source: "https://docs.aws.amazon.com/lake-formation/latest/dg/data-filtering.html",
    },
  ),
  kind("shared", "shows column", /^table_data\.column_names$/, {
    types: /^aws_lakeformation_data_cells_filter$/,
    source: "https://docs.aws.amazon.com/lake-formation/latest/dg/data-filtering.html",
  }),
  kind(
    "shared",
    "its answers may be read by pages of",
    /(^|\.)(allowed_origins|allow_origins|access_control_allow_origins\.items)$/,
    {
      types:
        /^aws_(s3_bucket|s3_bucket_cors_configuration|lambda_function_url|cloudfront_response_headers_policy|media_store_container|apprunner_service)$/,
      source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html",
    },
  ),
  kind("shared", "admits user", /^user_names$/, {
    types: /^aws_memorydb_acl$/,
    source: "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
  }),
  kind("shared", "accepts what is signed with key", /^items$/, {
    types: /^aws_cloudfront_key_group$/,
    source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html",
  }),
  kind("guards", "playback needs no token", /^authorized$/, {
    types: /^aws_ivs_channel$/,
    source: "https://docs.aws.amazon.com/ivs/latest/LowLatencyUserGuide/private-channels.html",
  }),
  kind(
    "shared",
    "trusts identity provider",
    /(^|\.)(idp\.(entity_id|metadata_content)|idp_metadata_(url|xml)|saml_options\.metadata|saml_properties\.user_access_url)$/,
    { source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html" },
  ),
  kind("shared", "administered by", /^saml_options\.master_backend_role$/, {
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html",
  }),
  kind("opens", "users of an identity provider sign in", /(^|\.)saml_properties\.status$/),
  kind("guards", "anyone can read it", /(^|\.)enable_basic_auth$/),
  // QLDB: anyone who may connect may do everything.
  kind("place", "permissions of its tables are not asked for", /^permissions_mode$/, { types: /^aws_qldb_ledger$/ }),
  kind("opens", "a way in for administrators, to the bills", /^iam_user_access_to_billing$/),
  kind("opens", "tokens need no signature", /^signing_disabled$/, {
    source: "https://docs.aws.amazon.com/iot/latest/developerguide/custom-authentication.html",
  }),
  kind("proof", "accepts what passes", /^authorizer_function_arn$/, {
    types: /^aws_iot_authorizer$/,
    source: "https://docs.aws.amazon.com/iot/latest/developerguide/custom-authentication.html",
  }),
  kind("opens", "admits every signed-in user", /^user_pool_config\.default_action$/),
  kind("shared", "administered by", /(^|\.)master_user_(arn|name)$/, {
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
  }),
  kind("shared", "is copied to account", /(^|\.)destination\.(account|registry_id)$/),
  kind("proof", "lets in who has key", /^(key_name|public_key)$/, {
    types: /^aws_(instance|launch_template|launch_configuration|key_pair|spot_\w+)$/,
  }),
  kind("proof", "lets in clients by", /^authentication_options\.type$/, {
    types: /^aws_ec2_client_vpn_endpoint$/,
    source: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/client-authentication.html",
  }),
  kind("proof", "lets in clients by", /^authentication$/, { types: /^aws_storagegateway_smb_file_share$/ }),
  kind("addresses", "lets in", /^client_list$/),
  kind("shared", "sends tokens to", /(^|\.)(callback_urls|default_redirect_uri|redirect_uris?)$/),
  kind("role", "acts as", /(^|\.)(jobRoleArn|taskRoleArn|executionRoleArn|RoleArn|LocalRoleName)$/, {
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
  }),
  kind("opens", "a way in for administrators", /(^|\.)user_enabled_as_local_administrator$/),
  kind("guards", "everyone in the directory is admitted", /^assignment_required$/),
  kind("opens", "a way in for administrators", /^enabled$/, { types: /^aws_ec2_serial_console_access$/ }),
  kind("opens", "a way in for administrators", /^visible_to_all_users$/, { types: /^aws_emr_cluster$/ }),
  kind("opens", "reachable from such devices", /^workspace_access_properties\.device_type_\w+$/),
  kind("place", "anyone can read it", /^project_visibility$/, { types: /^aws_codebuild_project$/ }),
  kind("place", "no authentication is required", /^acl_name$/, { types: /^aws_memorydb_cluster$/ }),
  // Before "password" is taken for a value.
  kind(
    "opens",
    "without proof of who asks",
    /(^|\.)(allow_unauthenticated_identities|anonymous_auth_enabled|no_password_required|authorize_all_groups|unauthenticated|allow_classic_flow|allow_auto_registration|guest_access\w*)$/,
    { source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html" },
  ),
  kind("guards", "the user keeps the password that was set for them", /(^|\.)password_reset_required$/, {
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html",
  }),
  kind("elsewhere", "read as VPN authorization rules", /^target_network_cidr$/, {
    source: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/authentication-authrization.html",
  }),
  kind("elsewhere", "read with who may connect", /^acceptance_required$/, { types: /^aws_vpc_endpoint_service$/ }),
  kind("elsewhere", "read by the type", /^endpoint_configuration\.types$/, { types: /^aws_api_gateway_rest_api$/ }),
  kind("elsewhere", "read as rules, address by address", /./, {
    types:
      /^aws(cc_ec2)?_((default_)?security_group\w*|vpc_security_group_(in|e)gress_rule|(default_)?network_acl\w*|ec2_managed_prefix_list\w*)$/,
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  }),
  kind("elsewhere", "read as routes and methods", /(^|\.)authorization(_type)?$/, {
    types: /^aws_(apigatewayv2_route|api_gateway_method|lambda_function_url)$/,
  }),
  kind("place", "may be shared with everyone", /^state$/, { types: /_block_public_access$/ }),
  kind(
    "restricts",
    "no longer restricted, so everyone is admitted",
    /(^|\.)(trusted_signers|trusted_key_groups|network_access_control\.\w+|allowed_ip_range|ip_rules\.source|vpc_endpoint_ids|source_vpc\w*)$/,
    { types: /^aws_(cloudfront_distribution|grafana_workspace|codepipeline_webhook|api_gateway_rest_api)$/ },
  ),
];
