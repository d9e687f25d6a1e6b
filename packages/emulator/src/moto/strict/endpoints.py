"""EC2: VPC endpoints."""

import ipaddress

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.responses.vpcs import VPCs

from patches.private_link import CONNECTED, FIRST_ADDRESS, asked_addresses, connections_of, region_of, service_named

from .rules import before, rule

LINK = "https://docs.aws.amazon.com/vpc/latest/privatelink"
CODES = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"
# AWS has no public table of zones per service: DescribeVpcEndpointServices lists them for each account. These are the zones
# that this account does not have, by Region and service, as an example of a refusal.
ENDPOINT_GAPS = {"us-west-2": {"states": ["usw2-az1"], "xray": ["usw2-az1"]}, "us-east-1": {"lambda": ["use1-az3"]}}


@rule("endpoint-zones", "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/462")
def endpoint_zones():
    def lacking(region, service):
        return ENDPOINT_GAPS.get(region, {}).get(service.rsplit(f".{region}.", 1)[-1], [])

    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, service_name, endpoint_type, subnet_ids, **_):
        for subnet_id in subnet_ids or [] if endpoint_type == "Interface" else []:
            if self.get_subnet(subnet_id)._availability_zone.zone_id in lacking(self.region_name, service_name):
                raise EC2ClientError(
                    "InvalidParameter",
                    f"The VPC endpoint service {service_name} does not support the availability zone of the subnet: "
                    f"{subnet_id}.",
                )

    describe = EC2Backend.describe_vpc_endpoint_services

    def offered(self, *args, **kwargs):
        answer = describe(self, *args, **kwargs)
        zones = {zone.name: zone.zone_id for zone in self.describe_availability_zones()}
        details = [
            {**service, "AvailabilityZones": [
                name for name in service["AvailabilityZones"]
                if zones.get(name) not in lacking(self.region_name, service["ServiceName"])
            ]}
            for service in answer["servicesDetails"]
        ]
        return {**answer, "servicesDetails": details}

    EC2Backend.describe_vpc_endpoint_services = offered


@rule("endpoint-subnets-of-one-zone", CODES)
def endpoint_subnets_of_one_zone():
    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, endpoint_type, subnet_ids, **_):
        zones = [self.get_subnet(subnet_id)._availability_zone.zone_id for subnet_id in subnet_ids or []]
        if endpoint_type == "Interface" and len(zones) != len(set(zones)):
            raise EC2ClientError("DuplicateSubnetsInSameZone", "Found another subnet in the same availability zone")


@rule("endpoint-private-dns", f"{LINK}/create-interface-endpoint.html")
def endpoint_private_dns():
    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, vpc_id, service_name, endpoint_type, private_dns_enabled, **_):
        if endpoint_type != "Interface" or str(private_dns_enabled).lower() != "true":
            return
        vpc = self.get_vpc(vpc_id)
        if "false" in (str(vpc.enable_dns_support).lower(), str(vpc.enable_dns_hostnames).lower()):
            raise EC2ClientError(
                "InvalidParameter",
                "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true "
                f"for {vpc_id}",
            )
        for other in self.vpc_end_points.values():
            if (other.vpc_id, other.service_name, other.state) == (vpc_id, service_name, "available"):
                if str(other.private_dns_enabled).lower() == "true":
                    raise EC2ClientError(
                        "InvalidParameter",
                        "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                        f"{service_name} in the VPC {vpc_id}",
                    )


@rule("gateway-endpoint-twice", CODES)
def gateway_endpoint_twice():
    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, service_name, endpoint_type, route_table_ids, **_):
        for other in self.vpc_end_points.values():
            shared = set(other.route_table_ids or []) & set(route_table_ids or [])
            if endpoint_type != "Interface" and other.service_name == service_name and other.state != "deleted" and shared:
                raise EC2ClientError(
                    "RouteAlreadyExists", f"route table {min(shared)} already has a route to {service_name}"
                )


@rule("endpoint-service-in-use", "https://github.com/rebuy-de/aws-nuke/issues/728")
def endpoint_service_in_use():
    """AWS returns this code in a list of what was not deleted."""

    @before(EC2Backend, "delete_vpc_endpoint_service_configurations")
    def check(self, service_ids):
        for service_id in service_ids:
            service = self.configurations.get(service_id)
            connections = connections_of(service) if service else []
            if any(endpoint.state in CONNECTED for _, endpoint in connections):
                raise EC2ClientError(
                    "ExistingVpcEndpointConnections", f"Service {service_id} has existing active VPC Endpoint connections!"
                )


@rule("endpoint-service-principals", f"{LINK}/configure-endpoint-service.html")
def endpoint_service_principals():
    """Only the accounts of roles and users are compared, because moto does not authenticate callers."""

    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, service_name, **_):
        service = service_named(service_name)
        if service and self.account_id not in {service.ec2_backend.account_id, *map(account_of, service.principals)}:
            raise EC2ClientError("InvalidServiceName", f"The Vpc Endpoint Service '{service_name}' does not exist")


def account_of(principal):
    return principal.split(":")[4] if principal.startswith("arn:") else principal


@rule("endpoint-service-zones", f"{LINK}/create-endpoint-service.html")
def endpoint_service_zones():
    @before(EC2Backend, "create_vpc_endpoint")
    def check(self, service_name, subnet_ids, **_):
        service = service_named(service_name)
        near = service and region_of(service_name) == self.region_name
        for subnet_id in subnet_ids or [] if near else []:
            if self.get_subnet(subnet_id).availability_zone not in service.availability_zones:
                raise EC2ClientError(
                    "InvalidParameter",
                    f"The VPC endpoint service {service_name} does not support the availability zone of the subnet: "
                    f"{subnet_id}.",
                )


@rule("endpoint-service-regions", f"{LINK}/privatelink-share-your-services.html")
def endpoint_service_regions():
    """The endpoint names the Region of the service, and the service has to support the endpoint's."""

    @before(VPCs, "create_vpc_endpoint")
    def check(self):
        name, region = self._get_param("ServiceName"), self.ec2_backend.region_name
        service = service_named(name)
        if service is None or region_of(name) == region:
            return
        supported = region in service._supported_region_names
        if not supported or self._get_param("ServiceRegion") != region_of(name):
            raise EC2ClientError("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist")


@rule("endpoint-addresses", f"{LINK}/create-interface-endpoint.html")
def endpoint_addresses():
    """An address that is asked for is one of the subnet, none of AWS's own there, and nobody else's."""

    def check(self):
        for subnet_id, address in asked_addresses(self).items():
            network = ipaddress.ip_network(self.ec2_backend.get_subnet(subnet_id).cidr_block)
            if ipaddress.ip_address(address) not in list(network)[FIRST_ADDRESS:-1]:
                raise EC2ClientError("InvalidParameter", f"Address {address} is not one that subnet {subnet_id} hands out")
            endpoint = self.ec2_backend.vpc_end_points.get(self._get_param("VpcEndpointId"))
            own = endpoint.network_interface_ids if endpoint else []
            for interface in self.ec2_backend.enis.values():
                if (interface.subnet.id, interface.private_ip_address) == (subnet_id, address) and interface.id not in own:
                    raise EC2ClientError("InvalidIPAddress.InUse", f"Address {address} is in use.")

    before(VPCs, "create_vpc_endpoint")(check)
    before(VPCs, "modify_vpc_endpoint")(check)
