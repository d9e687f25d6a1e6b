"""EC2: names and rules of security groups, addresses, and gateways."""

from moto.ec2.exceptions import DependencyViolationError, EC2ClientError, InvalidParameterValueError
from moto.ec2.models import EC2Backend

from .rules import before, rule
from .vpc_users import mapped_addresses, users

VPC = "https://docs.aws.amazon.com/vpc/latest/userguide"
API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference"
# Error codes: "Client error codes".
CODES = f"{API}/errors-overview.html"


@rule("security-group-rules", f"{VPC}/amazon-vpc-limits.html")
def security_group_rules():
    """moto already counts the rules per direction."""


@rule("security-group-rule-twice", CODES)
def security_group_rule_twice():
    """moto already refuses it."""


@rule("security-group-name", f"{API}/API_CreateSecurityGroup.html")
def security_group_name():
    @before(EC2Backend, "create_security_group")
    def check(self, name, **_):
        if name.startswith("sg-"):
            raise InvalidParameterValueError(name)


@rule("security-group-in-use", f"{VPC}/deleting-security-groups.html")
def security_group_in_use():
    @before(EC2Backend, "delete_security_group")
    def check(self, name=None, group_id=None):
        user = next((user.name for user in users(self) if group_id in user.groups), None)
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
            raise DependencyViolationError(f"resource {group_id} has a dependent object: {user or referrer}")


@rule("subnet-in-use", f"{VPC}/subnet-deleting.html")
def subnet_in_use():
    @before(EC2Backend, "delete_subnet")
    def check(self, subnet_id):
        user = next((user.name for user in users(self) if subnet_id in user.subnets), None)
        if user:
            raise DependencyViolationError(
                f"The subnet '{subnet_id}' has dependencies and cannot be deleted. It is used by {user}."
            )


@rule("subnet-conflict", CODES)
def subnet_conflict():
    """moto already refuses it."""


@rule("vpc-in-use", f"{VPC}/delete-vpc.html")
def vpc_in_use():
    """moto checks subnets and route tables."""

    @before(EC2Backend, "delete_vpc")
    def check(self, vpc_id):
        gateways = [gateway.id for gateway in self.internet_gateways.values() if gateway.vpc and gateway.vpc.id == vpc_id]
        endpoints = [end.id for end in self.vpc_end_points.values() if end.vpc_id == vpc_id and end.state != "deleted"]
        groups = [group.id for group in self.groups.get(vpc_id, {}).values() if group.name != "default"]
        for user in [*gateways, *endpoints, *groups]:
            raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted: {user}.")


@rule("route-table-in-use", f"{API}/API_DeleteRouteTable.html")
def route_table_in_use():
    """moto already refuses it."""


@rule("internet-gateway-mapped-addresses", "https://github.com/hashicorp/terraform-provider-aws/issues/16151")
def internet_gateway_mapped_addresses():
    @before(EC2Backend, "detach_internet_gateway")
    def check(self, internet_gateway_id, vpc_id):
        if any(mapped_addresses(self, vpc_id)):
            raise DependencyViolationError(
                f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before "
                "detaching the gateway."
            )


@rule("address-in-use", CODES)
def address_in_use():
    def holder(ec2, allocation_id):
        return next(
            (
                gateway.id
                for gateway in ec2.nat_gateways.values()
                if gateway.state != "deleted"
                and any(address.get("allocationId") == allocation_id for address in gateway.address_set)
            ),
            None,
        )

    @before(EC2Backend, "release_address")
    def released(self, address=None, allocation_id=None):
        if allocation_id and holder(self, allocation_id):
            raise EC2ClientError(
                "InvalidIPAddress.InUse", f"Address {allocation_id} is in use by {holder(self, allocation_id)}."
            )

    @before(EC2Backend, "create_nat_gateway")
    def associated(self, allocation_id, **_):
        if allocation_id and holder(self, allocation_id):
            raise EC2ClientError(
                "Resource.AlreadyAssociated", f"Elastic IP address [{allocation_id}] is already associated"
            )


@rule("nat-gateway-without-internet-gateway", f"{VPC}/nat-gateway-troubleshooting.html")
def nat_gateway_without_internet_gateway():
    """On AWS the gateway gets the state `failed` with this code, and the provider reports it."""

    @before(EC2Backend, "create_nat_gateway")
    def check(self, subnet_id, connectivity_type, **_):
        vpc_id = self.get_subnet(subnet_id).vpc_id
        attached = any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in self.internet_gateways.values())
        if connectivity_type != "private" and not attached:
            raise EC2ClientError("Gateway.NotAttached", f"Network {vpc_id} has no Internet gateway attached")


@rule("internet-gateway-twice", f"{API}/API_AttachInternetGateway.html")
def internet_gateway_twice():
    @before(EC2Backend, "attach_internet_gateway")
    def check(self, internet_gateway_id, vpc_id):
        if any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in self.internet_gateways.values()):
            raise EC2ClientError(
                "InvalidParameterValue", f"Network {vpc_id} already has an internet gateway attached"
            )


@rule("route-twice", CODES)
def route_twice():
    """moto already refuses it."""


@rule("flow-log-twice", f"{API}/API_CreateFlowLogs.html")
def flow_log_twice():
    """moto already refuses it."""


@rule("vpc-range", f"{API}/API_CreateVpc.html")
def vpc_range():
    """moto already refuses it."""
