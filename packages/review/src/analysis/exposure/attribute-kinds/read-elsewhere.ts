import { kind, type AttributeKind } from "./kind";

/** Policies, groups, rules: each has its own reader. */
export const READ_ELSEWHERE: readonly AttributeKind[] = [
  kind(
    "elsewhere",
    "read as policy documents",
    /(^|\.)(((access|assume_role|bucket|iam|inline|key|permissions?|resource|session|base)_)?polic(y|ies)(_document|_text)?|policy_(arns?|document|id|text)|managed_policy_arns?|permissions_boundary|access_policies|inline_policy|content|customer_managed_policy_reference|statement|repository_policy|permission_set_arn|policy_names)(\.|$)/,
    { source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html" },
  ),
  kind(
    "elsewhere",
    "read as attachments and rules",
    /(^|\.)(groups?|users?|user_name|user|group|member_id|member_name|ingress|egress|security_groups?|security_group_ids?|vpc_security_group_ids|source_security_group_id|referenced_security_group_id|cidr_ipv[46]|prefix_list_ids?|self|acl|grant|access_control_policy|grantee|service_access_security_group|ec2_inbound_permission)(\.|$)/,
    { source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html" },
  ),
  kind(
    "elsewhere",
    "read as logins and routes",
    /(^|\.)(authorization_scopes|authorizer_(id|uri|type|credentials\w*|function_arn|config|key\w*)|authorizer_\w+|jwt_configuration|authenticate_(oidc|cognito)|on_unauthenticated_request|provider_arns|vpc_peering_connection_id|internet_gateway_id|egress_only_gateway_id|public_access_cidrs|endpoint_public_access|endpoint_private_access|source_account|principal_org_id|allow_(origins|credentials)|access_control_allow_(origins|credentials)|allowed_origins)(\.|$)/,
  ),
];
