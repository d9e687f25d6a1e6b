import { textOf } from "@private-http-api/terraform-json";
import { PROVIDER_PAGES } from "../../danger/families/family";
import { always, grant, joins, JOINED, toAccount, type Granting } from "./grant";

/** Networks that come together, and what comes into one. */
export const NETWORKS: readonly Granting[] = [
  {
    of: "transit gateways",
    source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html",
    grants: {
      aws_ec2_transit_gateway_vpc_attachment: joins(
        "networks come together over transit gateway",
        "transit_gateway_id",
        "aws_ec2_transit_gateway",
      ),
      aws_ec2_transit_gateway_vpc_attachment_accepter: always(
        "networks come together over a transit gateway of another account",
        JOINED,
      ),
      aws_ec2_transit_gateway_peering_attachment: toAccount(
        "networks come together by peering with",
        "peer_account_id",
      ),
      aws_ec2_transit_gateway_peering_attachment_accepter: always("networks come together by peering", JOINED),
      aws_ec2_transit_gateway_connect: always("networks come together over transit gateway Connect", JOINED),
    },
  },
  {
    of: "their routes",
    source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html",
    grants: {
      aws_ec2_transit_gateway_route: always("transit gateway leads to more networks", "this account"),
      aws_ec2_transit_gateway_route_table_propagation: always(
        "routes of an attachment come into the transit gateway's route table",
        "this account",
      ),
      aws_ec2_transit_gateway_route_table_association: always(
        "an attachment uses the transit gateway's route table",
        "this account",
      ),
    },
  },
  {
    of: "peerings",
    source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    grants: {
      aws_vpc_peering_connection: toAccount("networks come together by peering with", "peer_owner_id"),
      aws_vpc_peering_connection_accepter: always("networks come together by peering", JOINED),
    },
  },
  {
    of: "Client VPN",
    source: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/authentication-authrization.html",
    grants: {
      aws_ec2_client_vpn_authorization_rule: (values) =>
        grant(
          `VPN clients ${values["authorize_all_groups"] === true ? "of every group" : "of a group"} reach ${textOf(values["target_network_cidr"]) ?? "(unknown)"}`,
          values["authorize_all_groups"] === true ? "another account" : "this account",
        ),
      aws_ec2_client_vpn_network_association: always("VPN clients come into the subnet", JOINED),
    },
  },
  {
    of: "VPNs; without propagation or a route, packets to a gateway's networks find no way",
    source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html",
    grants: {
      aws_vpn_connection: always("networks come together over a VPN", JOINED),
      aws_vpn_gateway_attachment: always("networks come together over a VPN gateway", JOINED),
      aws_vpn_gateway_route_propagation: always("routes of a VPN gateway come into the route table", JOINED),
    },
  },
  {
    of: "Direct Connect",
    source: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/multi-account-associate-vgw.html",
    grants: {
      aws_dx_gateway_association_proposal: toAccount(
        "networks come together over Direct Connect with",
        "dx_gateway_owner_account_id",
      ),
      aws_dx_private_virtual_interface: always("networks come together over Direct Connect", JOINED),
      aws_dx_transit_virtual_interface: always("networks come together over Direct Connect", JOINED),
      aws_dx_public_virtual_interface: always("routes come from Direct Connect", JOINED),
    },
  },
  {
    of: "core networks",
    source: PROVIDER_PAGES,
    grants: {
      aws_networkmanager_vpc_attachment: always("networks come together over a core network", JOINED),
      aws_networkmanager_transit_gateway_peering: always("networks come together over a core network", JOINED),
    },
  },
  {
    of: "VPC Lattice",
    source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html",
    grants: {
      aws_vpclattice_service_network_vpc_association: always("VPC reaches the services of a network", "this account"),
      aws_vpclattice_service_network_service_association: always(
        "service is reached from the VPCs of a network",
        "this account",
      ),
      aws_vpclattice_service_network_resource_association: always(
        "resource is reached from the VPCs of a network",
        "this account",
      ),
    },
  },
  {
    of: "PrivateLink",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html",
    grants: {
      aws_vpc_endpoint_service_allowed_principal: toAccount("endpoint service may be used by", "principal_arn"),
      aws_vpc_endpoint_connection_accepter: always("endpoint connection is accepted", JOINED),
      aws_vpc_endpoint_security_group_association: joins(
        "endpoint is in security group",
        "security_group_id",
        "aws_security_group",
        "aws_default_security_group",
      ),
      aws_apprunner_vpc_ingress_connection: always("service is reached from the VPC", "this account"),
    },
  },
  {
    of: "security groups",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    grants: {
      aws_vpc_security_group_vpc_association: joins("security group comes into VPC", "vpc_id", "aws_vpc"),
      aws_network_interface_sg_attachment: joins(
        "is in security group",
        "security_group_id",
        "aws_security_group",
        "aws_default_security_group",
      ),
    },
  },
  {
    of: "EC2 Instance Connect",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Connect-using-EC2-Instance-Connect-Endpoint.html",
    grants: {
      aws_ec2_instance_connect_endpoint: always(
        "instances are reached over EC2 Instance Connect by principals that IAM allows",
        "this account",
      ),
    },
  },
  {
    of: "network interfaces, mirrors and names",
    source: PROVIDER_PAGES,
    grants: {
      aws_network_interface_permission: toAccount("network interface may be attached by", "aws_account_id"),
      aws_ec2_traffic_mirror_session: always("copies of all packets go to the mirror's target", "unknown"),
      aws_route53_vpc_association_authorization: always(
        "a VPC of another account may use the zone's names",
        "another account",
      ),
    },
  },
];
