"""Security group rules, NAT gateways and endpoints: attributes that moto loses, or keeps too long."""

import json
from functools import wraps
from inspect import signature
from threading import Lock

from moto.ec2.exceptions import InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.responses.vpcs import VPCs


def apply():
    describe_peers()
    free_addresses()
    reset_policies()
    route_to_endpoints()
    describe_instances_by_interface()
    for direction in ("ingress", "egress"):
        alone(f"authorize_security_group_{direction}")
        know_by_id(direction)
        alone(f"revoke_security_group_{direction}")


def describe_instances_by_interface():
    """Instances that were created with a network interface, which the provider uses if an instance has a public address."""
    association, prepare = NetworkInterface.association.fget, Instance.prep_nics

    @wraps(prepare)
    def prep_nics(self, *args, **kwargs):
        prepare(self, *args, **kwargs)
        if not self.security_groups and self.nics:
            self.security_groups = list(self.nics[0].group_set)

    NetworkInterface.association = property(lambda self: association(self) or None)
    Instance.prep_nics = prep_nics


def describe_peers():
    init = SecurityGroupRule.__init__
    parameters = signature(init)

    def with_prefix_list(self, *args, **kwargs):
        init(self, *args, **kwargs)
        prefix_list = parameters.bind(self, *args, **kwargs).arguments.get("prefix_list_id")
        self.prefix_list_description = (prefix_list or {}).get("Description")

    # aws_vpc_security_group_ingress_rule and _egress_rule read it back from DescribeSecurityGroupRules; moto stores it for
    # every kind of peer, but returns it only for address ranges.
    def description(self):
        return (
            self.ip_range.get("Description")
            or self.source_group.get("Description")
            or self.prefix_list_description
        )

    SecurityGroupRule.__init__ = with_prefix_list
    SecurityGroupRule.description = property(description)


def free_addresses():
    """The address of a deleted NAT gateway is free for the next one; moto keeps it associated."""
    delete = EC2Backend.delete_nat_gateway

    @wraps(delete)
    def delete_nat_gateway(self, nat_gateway_id):
        gateway = delete(self, nat_gateway_id)
        for address in self.addresses:
            if any(address.allocation_id == used.get("allocationId") for used in gateway.address_set):
                address.instance = address.eni = address.association_id = None
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway


def reset_policies():
    """Destroying aws_vpc_endpoint_policy resets the endpoint's policy; moto does not support the parameter for it."""
    modify = VPCs.modify_vpc_endpoint

    def modify_vpc_endpoint(self):
        answer = modify(self)
        if str(self._get_param("ResetPolicy", "")).lower() == "true":
            endpoint = self.ec2_backend.vpc_end_points[self._get_param("VpcEndpointId")]
            endpoint.policy_document = json.dumps(VPCEndPoint.DEFAULT_POLICY)
        return answer

    VPCs.modify_vpc_endpoint = modify_vpc_endpoint


def route_to_endpoints():
    """A gateway endpoint has a route in each of its tables; moto creates none for a table added later, and then fails."""
    modify = EC2Backend.modify_vpc_endpoint
    parameters = signature(modify)

    @wraps(modify)
    def modify_vpc_endpoint(self, *args, **kwargs):
        endpoint = self.vpc_end_points[parameters.bind(self, *args, **kwargs).arguments["vpc_id"]]
        before = set(endpoint.route_table_ids or [])
        modify(self, *args, **kwargs)
        after = set(endpoint.route_table_ids or [])
        prefix_list = endpoint.destination_prefix_list_id
        if not prefix_list:
            return
        for table in after - before:
            self.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
        for table in before - after:
            self.delete_route(table, prefix_list)

    EC2Backend.modify_vpc_endpoint = modify_vpc_endpoint


def know_by_id(direction):
    """A deleted rule gives AWS's error, InvalidSecurityGroupRuleId.NotFound, which the provider treats as success."""
    name = f"revoke_security_group_{direction}"
    revoke = getattr(EC2Backend, name)
    parameters = signature(revoke)

    @wraps(revoke)
    def by_id(self, *args, **kwargs):
        given = parameters.bind(self, *args, **kwargs).arguments
        group = self.get_security_group_by_name_or_id(given["group_name_or_id"], given.get("vpc_id"))
        known = {rule.id for rule in getattr(group, f"{direction}_rules", [])}
        for rule_id in given.get("security_rule_ids") or []:
            if group and rule_id not in known:
                raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        return revoke(self, *args, **kwargs)

    setattr(EC2Backend, name, by_id)


lock = Lock()


def alone(name):
    """Serializes changes: moto replaces a group's rules with a copy, and would lose a rule added at the same time."""
    change = getattr(EC2Backend, name)

    @wraps(change)
    def one_at_a_time(self, *args, **kwargs):
        with lock:
            return change(self, *args, **kwargs)

    setattr(EC2Backend, name, one_at_a_time)
