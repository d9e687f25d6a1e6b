import { blocksOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import { whoHasCidr, whoIs, type Who } from "../who";

/** Access that a resource gives by being there. */
export interface Grant {
  readonly what: string;
  readonly who: Who;
}

type Read = (
  values: JsonObject,
  resource: Resource,
  planned: PlannedResources,
  own: ReadonlySet<string>,
) => readonly Grant[];

function grant(what: string, who: Who): readonly Grant[] {
  return [{ what, who }];
}
function always(what: string, who: Who): Read {
  return () => grant(what, who);
}

const CREDENTIAL = "a credential that works outside AWS";
const JOINED = "another account";

/** A group or a network that no plan shows may be open to anybody. */
function joins(what: string, attribute: string, ...types: readonly string[]): Read {
  return (values, resource, planned) => {
    const named = planned.resolve(resource, values[attribute], ...types);
    return grant(
      `${what} ${named === undefined ? (textOf(values[attribute]) ?? "(known after apply)") : planned.nameOf(named)}`,
      named === undefined ? "unknown" : "this plan",
    );
  };
}

function toAccount(what: string, ...attributes: readonly string[]): Read {
  return (values, _resource, _planned, own) => {
    const names = attributes.flatMap((attribute) => textOf(values[attribute]) ?? []);
    const circles = names.map((name): Who => (name.includes("${") ? "unknown" : whoIs(name, own)));
    const who =
      circles.find((circle) => circle === "anyone") ??
      circles.find((circle) => circle !== "unknown") ??
      "another account";
    return grant(`${what} ${names.join(", ") || "(unknown)"}`, who);
  };
}

/**
 * By type. An internet gateway, a NAT gateway or an egress-only gateway is not here: it opens nothing until a route leads
 * to it, and that route is told. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const GRANTS: Readonly<Record<string, Read>> = {
  aws_ami_launch_permission: toAccount(
    "the image may be started by",
    "group",
    "account_id",
    "organization_arn",
    "organizational_unit_arn",
  ),
  aws_snapshot_create_volume_permission: toAccount("volumes of the snapshot may be made by", "account_id"),
  aws_ec2_client_vpn_authorization_rule: (values) =>
    grant(
      `VPN clients ${values["authorize_all_groups"] === true ? "of every group" : "of a group"} reach ${textOf(values["target_network_cidr"]) ?? "(unknown)"}`,
      values["authorize_all_groups"] === true ? "another account" : "this account",
    ),
  aws_ec2_client_vpn_network_association: always("VPN clients come into the subnet", JOINED),
  aws_ec2_transit_gateway_vpc_attachment: joins(
    "networks come together over transit gateway",
    "transit_gateway_id",
    "aws_ec2_transit_gateway",
  ),
  aws_ec2_transit_gateway_vpc_attachment_accepter: always(
    "networks come together over a transit gateway of another account",
    JOINED,
  ),
  aws_ec2_transit_gateway_peering_attachment: toAccount("networks come together by peering with", "peer_account_id"),
  aws_ec2_transit_gateway_peering_attachment_accepter: always("networks come together by peering", JOINED),
  aws_ec2_transit_gateway_route: always("transit gateway leads to more networks", "this account"),
  aws_ec2_transit_gateway_connect: always("networks come together over transit gateway Connect", JOINED),
  aws_ec2_instance_connect_endpoint: always(
    "instances are reached over EC2 Instance Connect by whoever IAM lets",
    "this account",
  ),
  aws_ec2_traffic_mirror_session: always("copies of all packets go to the mirror's target", "unknown"),
  aws_vpc_peering_connection: toAccount("networks come together by peering with", "peer_owner_id"),
  aws_vpc_peering_connection_accepter: always("networks come together by peering", JOINED),
  aws_vpc_endpoint_service_allowed_principal: toAccount("endpoint service may be used by", "principal_arn"),
  aws_vpc_endpoint_connection_accepter: always("endpoint connection is accepted", JOINED),
  aws_vpc_security_group_vpc_association: joins("security group comes into VPC", "vpc_id", "aws_vpc"),
  aws_network_interface_sg_attachment: joins(
    "is in security group",
    "security_group_id",
    "aws_security_group",
    "aws_default_security_group",
  ),
  aws_vpc_endpoint_security_group_association: joins(
    "endpoint is in security group",
    "security_group_id",
    "aws_security_group",
    "aws_default_security_group",
  ),
  aws_network_interface_permission: toAccount("network interface may be attached by", "aws_account_id"),
  aws_vpn_connection: always("networks come together over a VPN", JOINED),
  aws_vpn_gateway_attachment: always("networks come together over a VPN gateway", JOINED),
  // Without propagation or a route, packets to a gateway's networks find no way
  // (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-configure-route-tables.html).
  aws_vpn_gateway_route_propagation: always("routes of a VPN gateway come into the route table", JOINED),
  aws_ec2_transit_gateway_route_table_propagation: always(
    "routes of an attachment come into the transit gateway's route table",
    "this account",
  ),
  aws_ec2_transit_gateway_route_table_association: always(
    "an attachment uses the transit gateway's route table",
    "this account",
  ),
  aws_dx_gateway_association_proposal: toAccount(
    "networks come together over Direct Connect with",
    "dx_gateway_owner_account_id",
  ),
  aws_dx_private_virtual_interface: always("networks come together over Direct Connect", JOINED),
  aws_dx_transit_virtual_interface: always("networks come together over Direct Connect", JOINED),
  aws_dx_public_virtual_interface: always("routes come from Direct Connect", JOINED),
  aws_networkmanager_vpc_attachment: always("networks come together over a core network", JOINED),
  aws_networkmanager_transit_gateway_peering: always("networks come together over a core network", JOINED),
  aws_vpclattice_service_network_vpc_association: always("VPC reaches the services of a network", "this account"),
  aws_vpclattice_service_network_service_association: always(
    "service is reached from the VPCs of a network",
    "this account",
  ),
  aws_vpclattice_service_network_resource_association: always(
    "resource is reached from the VPCs of a network",
    "this account",
  ),
  aws_globalaccelerator_endpoint_group: always("reachable from the internet through the accelerator", "anyone"),
  aws_globalaccelerator_custom_routing_endpoint_group: always(
    "reachable from the internet through the accelerator",
    "anyone",
  ),
  aws_cloudfront_vpc_origin: always("reachable from the internet through a distribution", "anyone"),
  aws_apprunner_vpc_ingress_connection: always("service is reached from the VPC", "this account"),
  aws_eip_association: always("public IP", "anyone"),
  aws_lightsail_static_ip_attachment: always("public IP", "anyone"),
  aws_lightsail_instance_public_ports: () => [],
  // https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_EndpointRequest.html
  aws_lightsail_container_service_deployment_version: ({ public_endpoint }) =>
    blocksOf(public_endpoint).length === 0 ? [] : grant("public endpoint", "anyone"),
  aws_api_gateway_rest_api: (values) => restApi(values),
  aws_appsync_api_key: always(`requests with this key: ${CREDENTIAL}`, "anyone"),
  aws_api_gateway_usage_plan_key: always("requests with the key are let through", "another account"),
  aws_iam_user_login_profile: joins("may sign in to the console with a password:", "user", "aws_iam_user"),
  aws_iam_service_specific_credential: joins(`${CREDENTIAL}:`, "user_name", "aws_iam_user"),
  aws_iam_signing_certificate: joins(`${CREDENTIAL}:`, "user_name", "aws_iam_user"),
  aws_iam_user_ssh_key: joins(`${CREDENTIAL}:`, "username", "aws_iam_user"),
  aws_iam_saml_provider: always("an identity provider whose users roles may trust", "another account"),
  aws_iam_openid_connect_provider: always("an identity provider whose users roles may trust", "another account"),
  aws_rolesanywhere_trust_anchor: always("certificates of an authority that roles may trust", "another account"),
  aws_rolesanywhere_profile: always("roles for holders of certificates", "another account"),
  aws_cognito_identity_provider: always("users of another identity provider sign in", "another account"),
  aws_eks_identity_provider_config: always(
    "users of another identity provider reach the Kubernetes API",
    "another account",
  ),
  aws_opensearch_domain_saml_options: samlOptions,
  aws_elasticsearch_domain_saml_options: samlOptions,
  aws_opensearchserverless_security_config: always("users of an identity provider sign in", "another account"),
  aws_grafana_workspace_saml_configuration: always("users of an identity provider sign in", "another account"),
  aws_ssoadmin_trusted_token_issuer: always("tokens of another issuer are taken", "another account"),
  aws_ssoadmin_application_assignment: always("may use the application", "this account"),
  aws_transfer_ssh_key: always("a key signs in to the transfer server", "another account"),
  aws_transfer_access: always("a directory's group signs in to the transfer server", "another account"),
  aws_iot_certificate: always("a device's certificate", "another account"),
  aws_iot_ca_certificate: always("certificates of an authority", "another account"),
  aws_ssm_activation: always("machines outside AWS may register", "another account"),
  aws_grafana_workspace_api_key: always(CREDENTIAL, "another account"),
  aws_grafana_workspace_service_account_token: always(CREDENTIAL, "another account"),
  aws_grafana_role_association: always("a role in the workspace", "this account"),
  aws_lightsail_bucket_access_key: always(CREDENTIAL, "another account"),
  aws_lightsail_bucket_resource_access: always("an instance reads and writes the bucket", "this account"),
  aws_msk_scram_secret_association: always("a user name and password sign in to the cluster", "this account"),
  aws_msk_single_scram_secret_association: always("a user name and password sign in to the cluster", "this account"),
  aws_appstream_user: always("a user signs in", "another account"),
  aws_connect_user: always("a user signs in", "another account"),
  aws_quicksight_user: always("a user signs in", "another account"),
  aws_identitystore_user: always("a user who may be assigned", "this account"),
  aws_opsworks_user_profile: always("a user signs in to the instances", "this account"),
  aws_directory_service_shared_directory: (values, _resource, _planned, own) => {
    const account = blocksOf(values["target"]).flatMap((block) => textOf(block["id"]) ?? [])[0] ?? "(unknown)";
    return grant(
      `the directory is shared with ${account}`,
      whoIs(account, own) === "this account" ? "this account" : "another account",
    );
  },
  aws_directory_service_trust: always("users of another directory are trusted", "another account"),
  aws_ram_principal_association: toAccount("what the share holds may be used by", "principal"),
  aws_ram_resource_association: always("is in a share: its principals may use it", "another account"),
  aws_ram_sharing_with_organization: always("shares need no invitation within the organization", "another account"),
  aws_organizations_delegated_administrator: toAccount("a service is administered by", "account_id"),
  ...Object.fromEntries(
    [
      "aws_auditmanager_organization_admin_account_registration",
      "aws_cloudtrail_organization_delegated_admin_account",
      "aws_config_aggregate_authorization",
      "aws_detective_organization_admin_account",
      "aws_fms_admin_account",
      "aws_guardduty_organization_admin_account",
      "aws_inspector2_delegated_admin_account",
      "aws_macie2_organization_admin_account",
      "aws_securityhub_organization_admin_account",
      "aws_vpc_ipam_organization_admin_account",
    ].map((type) => [
      type,
      toAccount(
        "findings and settings of other accounts are shown to",
        "admin_account_id",
        "delegated_admin_account_id",
        "account_id",
      ),
    ]),
  ),
  aws_oam_link: always("telemetry is shared with the sink's account", "another account"),
  aws_lakeformation_permissions: (values, _resource, _planned, own) => {
    const principal = textOf(values["principal"]) ?? "(unknown)";
    const permissions = [values["permissions"]].flat().map(String).join(", ");
    const who: Who = /IAM_ALLOWED_PRINCIPALS|EVERYONE/i.test(principal)
      ? "anyone"
      : principal.includes("${")
        ? "this plan"
        : whoIs(principal, own);
    return grant(`${permissions} for ${principal}`, who === "unknown" ? "this account" : who);
  },
  aws_lakeformation_opt_in: always("Lake Formation's permissions apply to a principal", "this account"),
  aws_eks_access_entry: (values, _resource, _planned, own) => {
    const principal = textOf(values["principal_arn"]) ?? "(unknown)";
    const groups = [values["kubernetes_groups"]].flat().map(String);
    const who = principal.includes("${") ? "this plan" : whoIs(principal, own);
    return grant(`Kubernetes API for ${principal}`, groups.includes("system:masters") ? "unknown" : who);
  },
  // https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
  aws_codebuild_webhook: (values) => {
    const filters = blocksOf(values["filter_group"]).flatMap((group) => blocksOf(group["filter"]));
    const byActor = filters.some(({ type }) => type === "ACTOR_ACCOUNT_ID" || type === "ORGANIZATION_NAME");
    return grant(
      `pushes and pull requests of ${byActor ? "named accounts" : "anyone with access to the repository"} start builds`,
      byActor ? "this account" : "another account",
    );
  },
  aws_ssoadmin_application_access_scope: always("the application may use the scope", "this account"),
  aws_ecrpublic_repository: always("images that everybody pulls", "anyone"),
  aws_redshift_data_share_authorization: toAccount("data share may be used by", "consumer_identifier"),
  aws_redshift_data_share_consumer_association: always("data share is used", "this account"),
  aws_redshift_endpoint_authorization: toAccount("endpoints for the cluster may be made by", "account"),
  aws_servicecatalog_portfolio_share: toAccount("portfolio is shared with", "principal_id"),
  aws_servicecatalog_principal_portfolio_association: toAccount("portfolio may be used by", "principal_arn"),
  aws_ssmincidents_replication_set: () => [],
  aws_opensearch_authorize_vpc_endpoint_access: toAccount("endpoints for the domain may be made by", "account"),
  aws_opensearch_inbound_connection_accepter: always("searches of another domain are taken", "another account"),
  aws_cleanrooms_collaboration: always("data is computed on together with others", "another account"),
  aws_cloud9_environment_membership: always("a user opens the environment", "this account"),
  aws_emr_studio_session_mapping: always("a user or a group signs in", "this account"),
  aws_codestarconnections_connection: always(
    "a code host may be read and written by whoever uses the connection",
    "this account",
  ),
  aws_main_route_table_association: () => [],
  aws_route53_vpc_association_authorization: always(
    "a VPC of another account may use the zone's names",
    "another account",
  ),
  aws_iot_policy_attachment: always("a certificate or a group of things may do what the policy says", "this account"),
  aws_verifiedpermissions_policy: always("what the policy permits to users of the application", "this account"),
  aws_s3control_access_grant: (values, _resource, _planned, own) => {
    const grantee =
      blocksOf(values["grantee"]).flatMap((block) => textOf(block["grantee_identifier"]) ?? [])[0] ?? "(unknown)";
    const who: Who = grantee.includes("${") ? "this plan" : whoIs(grantee, own);
    return grant(
      `${textOf(values["permission"]) ?? "access"} for ${grantee}`,
      who === "unknown" ? "this account" : who,
    );
  },
  aws_acmpca_permission: toAccount("certificates may be issued by", "source_account", "principal"),
};

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html */
function samlOptions(values: JsonObject): readonly Grant[] {
  const on = blocksOf(values["saml_options"]).filter(({ enabled }) => enabled !== false);
  return on.some(({ idp }) => blocksOf(idp).length > 0)
    ? grant("users of an identity provider sign in", "another account")
    : [];
}

/** A private API is reached over endpoints only. */
function restApi(values: JsonObject): readonly Grant[] {
  const [endpoint] = blocksOf(values["endpoint_configuration"]);
  const types = [endpoint?.["types"] ?? "EDGE"].flat().map(String);
  if (types.includes("PRIVATE") || values["disable_execute_api_endpoint"] === true) return [];
  return grant("default execute-api endpoint", "anyone");
}

/** JSON policies of OpenSearch Serverless: `AllowFromPublic` opens a network policy, principals get data. */
export function serverlessGrants({ type, values }: Resource, own: ReadonlySet<string>): readonly Grant[] {
  if (!/^aws_opensearchserverless_(security|access)_policy$/.test(type)) return [];
  const policy = textOf(values["policy"]) ?? "";
  const isPublic = /"AllowFromPublic"\s*:\s*true/.test(policy);
  const principals = [...policy.matchAll(/"(arn:[^"]+|\d{12}|saml\/[^"]+|\*)"/g)]
    .map(([, name]) => name ?? "")
    .filter(() => type.endsWith("access_policy"));
  return [
    ...(isPublic ? grant("network policy lets everybody reach the collection", "anyone") : []),
    ...principals.map((name) => ({ what: `data access for ${name}`, who: whoIs(name, own) })),
  ];
}

/** Routes to networks that are somebody else's. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  vpc_peering_connection_id: "peering",
  transit_gateway_id: "transit gateway",
  core_network_arn: "core network",
  local_gateway_id: "local gateway",
  carrier_gateway_id: "carrier gateway",
};

export function routesElsewhere(route: JsonObject): readonly Grant[] {
  const to = [
    "destination_cidr_block",
    "cidr_block",
    "destination_ipv6_cidr_block",
    "ipv6_cidr_block",
    "destination_prefix_list_id",
  ]
    .map((key) => textOf(route[key]))
    .find((text) => text !== undefined);
  const vpn = /^vgw-/.exec(textOf(route["gateway_id"]) ?? "") === null ? [] : [["gateway_id", "VPN gateway"] as const];
  return [...Object.entries(ELSEWHERE), ...vpn].flatMap(([key, what]) => {
    const target = textOf(route[key]);
    if (target === undefined) return [];
    const who = to === undefined ? "unknown" : whoHasCidr(to);
    return [
      {
        what: `route ${to ?? "(unknown)"} to ${what} ${target}`,
        who: who === "this account" ? "another account" : who,
      },
    ];
  });
}
