"""Elastic Load Balancing v2: one VPC per load balancer, names, and priorities."""

from moto.elbv2.exceptions import InvalidConfigurationRequest, ValidationError
from moto.elbv2.models import ELBv2Backend

from .rules import before, rule

API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"


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


@rule("load-balancer-name", f"{API}/API_CreateLoadBalancer.html")
def load_balancer_name():
    @before(ELBv2Backend, "create_load_balancer")
    def check(self, name, **_):
        if name.startswith("internal-") or name.startswith("-") or name.endswith("-"):
            raise ValidationError(
                f"The load balancer name '{name}' cannot begin with 'internal-' and must not begin or end with '-'"
            )


@rule("priority-in-use", f"{API}/API_CreateRule.html")
def priority_in_use():
    """moto refuses it by itself."""


@rule("target-group-in-use", f"{API}/API_DeleteTargetGroup.html")
def target_group_in_use():
    """moto refuses it by itself."""
