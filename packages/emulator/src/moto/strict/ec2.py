"""EC2: what hangs on a VPC, and how many rules a security group takes."""

from moto.apigatewayv2 import apigatewayv2_backends
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError, InvalidParameterValueError
from moto.ec2.models import EC2Backend
from moto.elbv2 import elbv2_backends

from .rules import before, rule

VPC = "https://docs.aws.amazon.com/vpc/latest/userguide"
API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference"
# AWS publishes no table of zones per service: DescribeVpcEndpointServices tells each account. What this account lacks, by
# Region and service, for something to be refused.
ENDPOINT_GAPS = {"us-west-2": {"states": ["usw2-az1"], "xray": ["usw2-az1"]}, "us-east-1": {"lambda": ["use1-az3"]}}


@rule("security-group-rules", f"{VPC}/amazon-vpc-limits.html")
def security_group_rules():
    """moto counts the rules of each direction by itself."""


@rule("security-group-name", f"{API}/API_CreateSecurityGroup.html")
def security_group_name():
    @before(EC2Backend, "create_security_group")
    def check(self, name, **_):
        if name.startswith("sg-"):
            raise InvalidParameterValueError(name)


@rule("internet-gateway-mapped-addresses", "https://github.com/hashicorp/terraform-provider-aws/issues/16151")
def internet_gateway_mapped_addresses():
    @before(EC2Backend, "detach_internet_gateway")
    def check(self, internet_gateway_id, vpc_id):
        subnets = {subnet.id for zone in self.subnets.values() for subnet in zone.values() if subnet.vpc_id == vpc_id}
        if any(gateway.subnet_id in subnets and gateway.state != "deleted" for gateway in self.nat_gateways.values()):
            raise DependencyViolationError(
                f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before "
                "detaching the gateway."
            )


@rule("subnet-in-use", f"{VPC}/subnet-deleting.html")
def subnet_in_use():
    @before(EC2Backend, "delete_subnet")
    def check(self, subnet_id):
        user = next(users(self, lambda user: subnet_id in user.subnets), None)
        if user:
            raise DependencyViolationError(
                f"The subnet '{subnet_id}' has dependencies and cannot be deleted. It is used by {user.name}."
            )


@rule("security-group-in-use", f"{VPC}/deleting-security-groups.html")
def security_group_in_use():
    @before(EC2Backend, "delete_security_group")
    def check(self, name=None, group_id=None):
        user = next(users(self, lambda user: group_id in user.groups), None)
        referrer = next(
            (
                group.id
                for groups in self.groups.values()
                for group in groups.values()
                if group.id != group_id
                and any(
                    rule.source_group.get("GroupId") == group_id for rule in [*group.ingress_rules, *group.egress_rules]
                )
            ),
            None,
        )
        if user or referrer:
            raise DependencyViolationError(
                f"resource {group_id} has a dependent object: {user.name if user else referrer}"
            )


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


class User:
    """What has network interfaces in a VPC's subnets, with its security groups on them."""

    def __init__(self, name, subnets, groups):
        self.name, self.subnets, self.groups = name, subnets, groups


def users(ec2, is_meant):
    account, region = ec2.account_id, ec2.region_name
    for link in apigatewayv2_backends[account][region].vpc_links.values():
        yield from filter(is_meant, [User(f"VPC link {link.id}", link.subnet_ids, link.sg_ids or [])])
    for balancer in elbv2_backends[account][region].load_balancers.values():
        subnets = [subnet.id for subnet in balancer.subnets]
        yield from filter(is_meant, [User(f"load balancer {balancer.name}", subnets, balancer.security_groups or [])])
