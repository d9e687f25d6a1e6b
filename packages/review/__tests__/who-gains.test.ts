import type { JsonObject } from "@private-http-api/terraform-json";
import { isOutside } from "../src/analysis/who";
import { reviewOf, type BuiltChange } from "./plan-builder";

type Made = readonly [type: string, after: JsonObject];
type Update = readonly [type: string, before: JsonObject, after: JsonObject];

function ask(changes: readonly BuiltChange[]): "no" | "outside" | "inside" {
  const { iam, network, exposure } = reviewOf(changes);
  const gained = [...iam, ...network, ...exposure].filter(({ broadens }) => broadens);
  if (gained.length === 0) return "no";
  return gained.some(isOutside) ? "outside" : "inside";
}

function made([type, after]: Made) {
  return ask([{ address: `${type}.a`, after, after_unknown: { id: true } }]);
}
function updated([type, before, after]: Update) {
  return ask([{ address: `${type}.a`, before: { id: "i", ...before }, after: { id: "i", ...after } }]);
}

function policy(...statements: readonly JsonObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
const all = { Effect: "Allow", Action: "*", Resource: "*" };
const open = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" };

const GIVES: readonly Made[] = [
  ["aws_ami_launch_permission", { image_id: "ami-1", account_id: "222222222222" }],
  ["aws_rds_cluster_snapshot_copy", { shared_accounts: ["all"] }],
  ["aws_vpc_endpoint_service_allowed_principal", { principal_arn: "*", vpc_endpoint_service_id: "v" }],
  ["aws_ram_principal_association", { principal: "222222222222", resource_share_arn: "r" }],
  ["aws_ecr_repository_policy", { repository: "r", policy: policy(open) }],
  ["aws_sqs_queue_policy", { queue_url: "q", policy: policy(open) }],
  ["aws_secretsmanager_secret_policy", { secret_arn: "s", policy: policy(open) }],
  ["aws_lambda_permission", { function_name: "f", action: "lambda:InvokeFunction", principal: "*" }],
  ["aws_lambda_permission", { function_name: "f", action: "lambda:InvokeFunction", principal: "222222222222" }],
  ["aws_lambda_function_url", { authorization_type: "NONE", function_name: "f" }],
  ["aws_kms_grant", { key_id: "k", grantee_principal: "arn:aws:iam::222222222222:role/x", operations: ["Decrypt"] }],
  ["aws_iam_openid_connect_provider", { url: "https://evil.example", client_id_list: ["a"] }],
  [
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "222222222222" } }),
    },
  ],
  [
    "aws_iam_role",
    {
      name: "r",
      assume_role_policy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" },
      }),
    },
  ],
  ["aws_iam_user_policy", { user: "u", name: "p", policy: policy(all) }],
  [
    "aws_iam_group_policy",
    { group: "g", name: "p", policy: policy({ Effect: "Allow", Action: "iam:PutRolePolicy", Resource: "*" }) },
  ],
  ["aws_iam_role_policy_attachment", { role: "r", policy_arn: "arn:aws:iam::111111111111:policy/unseen" }],
  ["aws_iam_user_policy_attachment", { user: "u", policy_arn: "arn:aws:iam::aws:policy/IAMFullAccess" }],
  [
    "aws_iam_group_policy_attachments_exclusive",
    { group_name: "g", policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
  ],
  ["aws_eks_access_entry", { cluster_name: "c", principal_arn: "arn:aws:iam::222222222222:role/x" }],
  [
    "aws_eks_access_policy_association",
    {
      cluster_name: "c",
      principal_arn: "arn:aws:iam::111111111111:role/x",
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    },
  ],
  ["aws_lakeformation_permissions", { principal: "222222222222", permissions: ["ALL"] }],
  ["aws_cognito_identity_pool", { identity_pool_name: "p", allow_unauthenticated_identities: true }],
  ["aws_cognito_identity_provider", { provider_name: "evil", provider_type: "OIDC" }],
  ["aws_opensearch_domain", { access_policies: policy({ ...open, Action: "es:*" }) }],
  [
    "aws_opensearchserverless_access_policy",
    { name: "p", type: "data", policy: '[{"Rules":[],"Principal":["arn:aws:iam::222222222222:role/x"]}]' },
  ],
  ["aws_db_instance", { identifier: "d", publicly_accessible: true }],
  ["aws_rds_cluster_instance", { publicly_accessible: true }],
  ["aws_mq_broker", { broker_name: "b", publicly_accessible: true }],
  ["aws_redshiftserverless_workgroup", { workgroup_name: "w", publicly_accessible: true }],
  ["aws_instance", { associate_public_ip_address: true }],
  ["aws_subnet", { map_public_ip_on_launch: true, cidr_block: "10.0.0.0/24" }],
  ["aws_lb", { internal: false }],
  [
    "aws_apprunner_service",
    { service_name: "s", network_configuration: [{ ingress_configuration: [{ is_publicly_accessible: true }] }] },
  ],
  ["aws_s3_bucket_acl", { bucket: "b", acl: "public-read" }],
  ["aws_s3_bucket_public_access_block", { bucket: "b", block_public_acls: false, block_public_policy: false }],
  ["aws_s3_bucket_policy", { bucket: "b", policy: policy(open) }],
  ["aws_glacier_vault", { name: "v", access_policy: policy({ ...open, Action: "glacier:*" }) }],
  ["aws_efs_file_system_policy", { file_system_id: "f", policy: policy({ ...open, Action: "elasticfilesystem:*" }) }],
  ["aws_vpc_security_group_ingress_rule", { security_group_id: "sg-1", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }],
  [
    "aws_vpc_security_group_ingress_rule",
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv6: "::/0" },
  ],
  [
    "aws_security_group_rule",
    {
      type: "ingress",
      security_group_id: "sg-1",
      protocol: "tcp",
      from_port: 0,
      to_port: 65535,
      cidr_blocks: ["203.0.113.0/24"],
    },
  ],
  [
    "aws_ec2_transit_gateway_peering_attachment",
    { peer_account_id: "222222222222", peer_transit_gateway_id: "t", transit_gateway_id: "u" },
  ],
  ["aws_vpc_peering_connection_accepter", { vpc_peering_connection_id: "pcx-1", auto_accept: true }],
  ["aws_route", { route_table_id: "r", destination_cidr_block: "10.9.0.0/16", transit_gateway_id: "tgw-1" }],
  ["aws_route", { route_table_id: "r", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }],
  ["aws_route_table", { route: [{ cidr_block: "10.9.0.0/16", vpc_peering_connection_id: "pcx-1" }] }],
  ["aws_ebs_snapshot_block_public_access", { state: "unblocked" }],
  ["aws_appsync_graphql_api", { name: "a", authentication_type: "API_KEY" }],
  ["aws_appsync_api_key", { api_id: "a" }],
  ["aws_api_gateway_method", { authorization: "NONE", http_method: "GET" }],
  [
    "aws_memorydb_user",
    { user_name: "u", access_string: "on ~* +@all", authentication_mode: [{ type: "no-password-required" }] },
  ],
  ["aws_ecrpublic_repository", { repository_name: "r" }],
  ["aws_ssm_activation", { iam_role: "r" }],
  ["aws_rolesanywhere_trust_anchor", { name: "t" }],
  ["aws_organizations_delegated_administrator", { account_id: "222222222222", service_principal: "x.amazonaws.com" }],
  ["aws_workspaces_ip_group", { name: "g", rules: [{ source: "0.0.0.0/0" }] }],
  ["aws_codeartifact_repository_permissions_policy", { repository: "r", domain: "d", policy_document: policy(open) }],
  ["aws_redshift_endpoint_authorization", { account: "222222222222", cluster_identifier: "c" }],
  [
    "awscc_ec2_security_group_ingress",
    { group_id: "sg-1", ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ip: "0.0.0.0/0" },
  ],
  ["awscc_s3_bucket_policy", { bucket: "b", policy_document: policy(open) }],
  ["awscc_rds_db_instance", { publicly_accessible: true }],
];

const WIDENS: readonly Update[] = [
  [
    "aws_cloudfront_distribution",
    { default_cache_behavior: [{ trusted_key_groups: ["k"] }] },
    { default_cache_behavior: [{ trusted_key_groups: [] }] },
  ],
  ["aws_dms_replication_instance", { publicly_accessible: false }, { publicly_accessible: true }],
  [
    "aws_eks_cluster",
    { vpc_config: [{ endpoint_public_access: false }] },
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
  ],
  [
    "aws_ecs_service",
    { network_configuration: [{ assign_public_ip: false }] },
    { network_configuration: [{ assign_public_ip: true }] },
  ],
  [
    "aws_vpc_endpoint_service",
    { allowed_principals: ["arn:aws:iam::111111111111:root"] },
    { allowed_principals: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"] },
  ],
  ["aws_db_cluster_snapshot", { shared_accounts: [] }, { shared_accounts: ["222222222222"] }],
  [
    "aws_codebuild_project",
    { service_role: "arn:aws:iam::111111111111:role/a" },
    { service_role: "arn:aws:iam::111111111111:role/b" },
  ],
  [
    "aws_sfn_state_machine",
    { role_arn: "arn:aws:iam::111111111111:role/a" },
    { role_arn: "arn:aws:iam::111111111111:role/b" },
  ],
  ["aws_glue_job", { role_arn: "arn:aws:iam::111111111111:role/a" }, { role_arn: "arn:aws:iam::111111111111:role/b" }],
  ["aws_launch_template", { iam_instance_profile: [{ name: "a" }] }, { iam_instance_profile: [{ name: "b" }] }],
  ["aws_iam_instance_profile", { name: "p", role: "a" }, { name: "p", role: "b" }],
  [
    "aws_cognito_identity_pool_roles_attachment",
    { roles: { authenticated: "arn:aws:iam::111111111111:role/a" } },
    { roles: { authenticated: "arn:aws:iam::111111111111:role/b" } },
  ],
  [
    "aws_eks_pod_identity_association",
    { role_arn: "arn:aws:iam::111111111111:role/a" },
    { role_arn: "arn:aws:iam::111111111111:role/b" },
  ],
  ["aws_ram_resource_share", { allow_external_principals: false }, { allow_external_principals: true }],
  [
    "aws_ec2_transit_gateway",
    { auto_accept_shared_attachments: "disable" },
    { auto_accept_shared_attachments: "enable" },
  ],
  ["aws_lambda_function_url", { authorization_type: "AWS_IAM" }, { authorization_type: "NONE" }],
  [
    "aws_api_gateway_rest_api",
    { endpoint_configuration: [{ types: ["PRIVATE"] }] },
    { endpoint_configuration: [{ types: ["REGIONAL"] }] },
  ],
  ["aws_mwaa_environment", { webserver_access_mode: "PRIVATE_ONLY" }, { webserver_access_mode: "PUBLIC_ONLY" }],
  ["aws_sagemaker_domain", { app_network_access_type: "VpcOnly" }, { app_network_access_type: "PublicInternetOnly" }],
  ["aws_neptunegraph_graph", { public_connectivity: false }, { public_connectivity: true }],
  [
    "aws_opensearch_domain",
    { advanced_security_options: [{ anonymous_auth_enabled: false }] },
    { advanced_security_options: [{ anonymous_auth_enabled: true }] },
  ],
  [
    "aws_iam_role",
    {
      assume_role_policy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ec2.amazonaws.com" },
      }),
    },
    { assume_role_policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }) },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) },
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy(all, { Effect: "Deny", Action: "iam:*", Resource: "*" }) },
    { role: "r", policy: policy(all) },
  ],
  [
    "aws_s3_bucket_policy",
    { bucket: "b", policy: policy({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }) },
    { bucket: "b", policy: policy(open) },
  ],
  [
    "aws_s3_bucket_policy",
    { bucket: "b", policy: policy({ ...open, Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } } }) },
    {
      bucket: "b",
      policy: policy({ ...open, Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } } }),
    },
  ],
  [
    "aws_s3_access_point",
    { public_access_block_configuration: [{ block_public_policy: true }] },
    { public_access_block_configuration: [{ block_public_policy: false }] },
  ],
  [
    "aws_msk_cluster",
    { client_authentication: [{ unauthenticated: false }] },
    { client_authentication: [{ unauthenticated: true }] },
  ],
  ["aws_sagemaker_notebook_instance", { direct_internet_access: "Disabled" }, { direct_internet_access: "Enabled" }],
  ["aws_apigatewayv2_api", { disable_execute_api_endpoint: true }, { disable_execute_api_endpoint: false }],
];

const NARROWS: readonly Update[] = [
  [
    "aws_network_acl",
    { ingress: [{ action: "allow", cidr_block: "10.0.0.0/8", protocol: "-1" }] },
    { ingress: [{ action: "allow", cidr_block: "10.1.0.0/16", protocol: "-1" }] },
  ],
  ["aws_ec2_managed_prefix_list", { entry: [{ cidr: "10.0.0.0/8" }] }, { entry: [{ cidr: "10.1.0.0/16" }] }],
  [
    "aws_eks_cluster",
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] },
    { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] }] },
  ],
  ...WIDENS.filter(([type, before]) => {
    const swapped = /role|profile/.test(Object.keys(before).join()) && !("assume_role_policy" in before);
    return !swapped && type !== "aws_iam_role";
  }).map(([type, before, after]): Update => [type, after, before]),
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" }) },
    {
      role: "r",
      policy: policy(
        { Effect: "Allow", Action: "s3:PutObject", Resource: "*" },
        { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      ),
    },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }) },
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::a" }) },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": ["a", "b"] } },
      }),
    },
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": ["b"] } },
      }),
    },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy(
        {
          Effect: "Allow",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": ["a"] } },
        },
        {
          Effect: "Allow",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": ["b"] } },
        },
      ),
    },
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "AWS:RequestedRegion": ["a", "b"] } },
      }),
    },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringLike: { "s3:prefix": "home/*" } },
      }),
    },
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "s3:prefix": "home/a" } },
      }),
    },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
      }),
    },
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::a" } },
      }),
    },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } },
      }),
    },
    {
      role: "r",
      policy: policy({
        Effect: "Allow",
        Action: "s3:*",
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
      }),
    },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }) },
    { role: "r", policy: policy({ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }) },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secret/*" }) },
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::open/*" }) },
  ],
  [
    "aws_iam_role_policy",
    { role: "r", policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
    {
      role: "r",
      policy: policy(
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
        { Effect: "Deny", Action: "s3:Delete*", Resource: "*" },
      ),
    },
  ],
  [
    "aws_iam_role_policy",
    {
      role: "r",
      policy: policy(
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
        { Effect: "Deny", Action: ["s3:DeleteObject", "s3:PutObject"], Resource: "*" },
      ),
    },
    {
      role: "r",
      policy: policy(
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
        { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" },
        { Effect: "Deny", Action: "s3:PutObject", Resource: "*" },
      ),
    },
  ],
  [
    "aws_s3_bucket_policy",
    { bucket: "b", policy: policy({ ...open, Principal: { AWS: "222222222222" } }) },
    { bucket: "b", policy: policy({ ...open, Principal: { AWS: "arn:aws:iam::222222222222:role/x" } }) },
  ],
  [
    "aws_s3_bucket_policy",
    { bucket: "b", policy: policy(open) },
    { bucket: "b", policy: policy({ ...open, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 0, to_port: 65535, cidr_ipv4: "0.0.0.0/0" },
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" },
  ],
  [
    "aws_security_group",
    { ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/9", "10.128.0.0/9"] }] },
    { ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] }] },
  ],
  [
    "aws_security_group",
    {
      ingress: [
        { protocol: "tcp", from_port: 80, to_port: 80, cidr_blocks: ["10.0.0.0/8"] },
        { protocol: "tcp", from_port: 81, to_port: 90, cidr_blocks: ["10.0.0.0/8"] },
      ],
    },
    { ingress: [{ protocol: "tcp", from_port: 80, to_port: 90, cidr_blocks: ["10.0.0.0/8"] }] },
  ],
  ["aws_workspaces_ip_group", { rules: [{ source: "10.0.0.0/8" }] }, { rules: [{ source: "10.1.0.0/16" }] }],
  ["aws_appsync_graphql_api", { authentication_type: "API_KEY" }, { authentication_type: "AWS_IAM" }],
];

const NEUTRAL: readonly Made[] = [
  ["aws_internet_gateway", { vpc_id: "v" }],
  ["aws_s3_bucket", { bucket: "b" }],
  [
    "aws_s3_bucket_public_access_block",
    {
      bucket: "b",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  ],
  ["aws_vpc", { cidr_block: "10.0.0.0/16" }],
  ["aws_subnet", { cidr_block: "10.0.1.0/24", map_public_ip_on_launch: false }],
  ["aws_route", { route_table_id: "r", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }],
  ["aws_kms_key", { description: "k" }],
  ["aws_db_instance", { identifier: "d", publicly_accessible: false }],
  ["aws_db_subnet_group", { name: "g", subnet_ids: ["s"] }],
  ["aws_dynamodb_table", { name: "t" }],
  ["aws_lambda_function", { function_name: "f", role: "arn:aws:iam::111111111111:role/f" }],
  ["aws_ecr_lifecycle_policy", { repository: "r", policy: '{"rules":[]}' }],
  ["aws_cloudwatch_log_group", { name: "g" }],
  ["aws_ec2_image_block_public_access", { state: "block-new-sharing" }],
  ["aws_lb_target_group", { port: 80, protocol: "HTTP" }],
  ["aws_acm_certificate", { domain_name: "a.example" }],
  ["aws_api_gateway_rest_api", { endpoint_configuration: [{ types: ["PRIVATE"] }] }],
  ["aws_lb", { internal: true }],
  ["aws_cognito_identity_pool", { identity_pool_name: "p", allow_unauthenticated_identities: false }],
  [
    "aws_s3_bucket_policy",
    {
      bucket: "b",
      policy: policy({
        Effect: "Deny",
        Action: "s3:*",
        Resource: "*",
        Principal: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
  ],
  ["aws_iam_virtual_mfa_device", { virtual_mfa_device_name: "m" }],
  ["aws_route53_record", { name: "a", type: "A", records: ["192.0.2.1"] }],
];

function row<T>(change: T): readonly [string, T] {
  return [JSON.stringify(change).slice(0, 160), change];
}

describe("who gains", () => {
  it.each(GIVES.map(row))("the outside, or nobody knows who: %s", (_, change) => {
    expect(made(change)).toBe("outside");
  });

  it.each(WIDENS.map(row))("the outside, or nobody knows who, by an update: %s", (_, change) => {
    expect(updated(change)).toBe("outside");
  });

  it.each(NARROWS.map(row))("nobody, by an update: %s", (_, change) => {
    expect(updated(change)).toBe("no");
  });

  it.each(NEUTRAL.map(row))("nobody: %s", (_, change) => {
    expect(made(change)).toBe("no");
  });
});
