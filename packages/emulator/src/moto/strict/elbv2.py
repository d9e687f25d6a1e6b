"""Elastic Load Balancing v2: VPC, zones and names of load balancers."""

from moto.elbv2.exceptions import (
    DuplicateLoadBalancerName,
    ELBClientError,
    InvalidConfigurationRequest,
    ResourceInUseError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend

from .rules import before, rule

API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"


class OperationNotPermitted(ELBClientError):
    code = "OperationNotPermitted"


@rule("load-balancer-one-vpc", f"{API}/API_CreateLoadBalancer.html")
def load_balancer_one_vpc():
    @before(ELBv2Backend, "create_load_balancer")
    def check(self, security_groups, subnet_ids, subnet_mappings, **_):
        subnets = [*(subnet_ids or []), *[mapping["SubnetId"] for mapping in subnet_mappings or []]]
        vpcs = {self.ec2_backend.get_subnet(subnet_id).vpc_id for subnet_id in subnets}
        vpcs |= {group.vpc_id for group in map(self.ec2_backend.get_security_group_from_id, security_groups or []) if group}
        if len(vpcs) > 1:
            raise InvalidConfigurationRequest("All subnets and security groups must belong to the same VPC")


@rule("set-subnets-other-vpc", f"{THREADS}/18317")
def set_subnets_other_vpc():
    @before(ELBv2Backend, "set_subnets")
    def check(self, arn, subnets, subnet_mappings):
        balancer = self.load_balancers.get(arn)
        wanted = [*(subnets or []), *[mapping["SubnetId"] for mapping in subnet_mappings or []]]
        if balancer and any(self.ec2_backend.get_subnet(subnet).vpc_id != balancer.vpc_id for subnet in wanted):
            raise InvalidConfigurationRequest(f"All subnets must belong to the same VPC: '{balancer.vpc_id}'")


@rule("set-security-groups-other-vpc", f"{API}/API_SetSecurityGroups.html")
def set_security_groups_other_vpc():
    @before(ELBv2Backend, "set_security_groups")
    def check(self, arn, sec_groups):
        balancer = self.load_balancers.get(arn)
        groups = [self.ec2_backend.get_security_group_from_id(group) for group in sec_groups]
        if balancer and any(group and group.vpc_id != balancer.vpc_id for group in groups):
            raise InvalidConfigurationRequest("One or more security groups are invalid")


@rule("set-security-groups-without-any", f"{API}/API_SetSecurityGroups.html")
def set_security_groups_without_any():
    @before(ELBv2Backend, "set_security_groups")
    def check(self, arn, sec_groups):
        balancer = self.load_balancers.get(arn)
        if balancer and balancer.type == "network" and not balancer.security_groups:
            raise InvalidConfigurationRequest(
                "You cannot associate security groups with a Network Load Balancer that was created without any"
            )


@rule("load-balancer-zones", f"{API}/API_CreateLoadBalancer.html")
def load_balancer_zones():
    @before(ELBv2Backend, "create_load_balancer")
    def check(self, subnet_ids, subnet_mappings, loadbalancer_type, **_):
        subnets = [*(subnet_ids or []), *[mapping["SubnetId"] for mapping in subnet_mappings or []]]
        zones = [self.ec2_backend.get_subnet(subnet_id).availability_zone for subnet_id in subnets]
        if len(zones) != len(set(zones)):
            raise InvalidConfigurationRequest(
                "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
            )
        if loadbalancer_type in (None, "application") and len(zones) < 2:
            raise ValidationError("At least two subnets in two different Availability Zones must be specified")


@rule("load-balancer-name", f"{API}/API_CreateLoadBalancer.html")
def load_balancer_name():
    @before(ELBv2Backend, "create_load_balancer")
    def check(self, name, **_):
        if name.startswith("internal-") or name.startswith("-") or name.endswith("-"):
            raise ValidationError(
                f"The load balancer name '{name}' cannot begin with 'internal-' and must not begin or end with '-'"
            )


@rule("load-balancer-name-twice", f"{API}/API_CreateLoadBalancer.html")
def load_balancer_name_twice():
    """moto compares ARNs, which are different for each load balancer."""

    @before(ELBv2Backend, "create_load_balancer")
    def check(self, name, **_):
        if any(balancer.name == name for balancer in self.load_balancers.values()):
            raise DuplicateLoadBalancerName()


@rule("deletion-protection", f"{API}/API_DeleteLoadBalancer.html")
def deletion_protection():
    @before(ELBv2Backend, "delete_load_balancer")
    def check(self, arn):
        balancer = self.load_balancers.get(arn)
        if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
            raise OperationNotPermitted(f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled")


@rule("load-balancer-of-endpoint-service", f"{THREADS}/5701")
def load_balancer_of_endpoint_service():
    @before(ELBv2Backend, "delete_load_balancer")
    def check(self, arn):
        for service in self.ec2_backend.configurations.values():
            if arn in [*service.network_load_balancer_arns, *service.gateway_load_balancer_arns]:
                raise ResourceInUseError(
                    f"Load balancer '{arn}' cannot be deleted because it is currently associated with another service"
                )


@rule(
    "load-balancer-as-target",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
)
def load_balancer_as_target():
    @before(ELBv2Backend, "register_targets")
    def check(self, target_group_arn, instances):
        group = self.target_groups.get(target_group_arn)
        for target in instances if group and group.target_type == "alb" else []:
            balancer = self.load_balancers.get(target["Id"])
            ports = {int(listener.port) for listener in balancer.listeners.values()} if balancer else set()
            if not balancer or balancer.type != "application" or int(group.port) not in ports:
                raise ValidationError(
                    f"The target '{target['Id']}' must be an Application Load Balancer with a listener on port {group.port}"
                )
