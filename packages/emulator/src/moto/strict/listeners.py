"""Elastic Load Balancing v2: listeners, rules and the target groups that they forward to."""

from moto.elbv2.exceptions import DuplicateListenerError, ELBClientError, InvalidConfigurationRequest, ValidationError
from moto.elbv2.models import ELBv2Backend

from .rules import before, rule

API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
QUOTAS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"
PROTOCOLS = {"application": {"HTTP", "HTTPS"}, "network": {"TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"}}
# "Target groups per Application Load Balancer", and condition values and wildcards "per rule": not adjustable.
TARGET_GROUPS, VALUES, WILDCARDS = 100, 5, 5


class TargetGroupAssociationLimit(ELBClientError):
    code = "TargetGroupAssociationLimit"


class IncompatibleProtocols(ELBClientError):
    code = "IncompatibleProtocols"


class TooManyUniqueTargetGroups(ELBClientError):
    code = "TooManyUniqueTargetGroupsPerLoadBalancer"


def groups_in(backend, actions):
    """The target groups that a request's actions forward to; moto refuses those that do not exist."""
    for action in actions or []:
        several = (action.get("ForwardConfig") or {}).get("TargetGroups") or []
        for arn in [action.get("TargetGroupArn"), *[group.get("TargetGroupArn") for group in several]]:
            if arn in backend.target_groups:
                yield backend.target_groups[arn]


def forwarding(check):
    """Runs a check of a load balancer and its target groups in every call that sets a forward action."""

    def to(backend, balancer_arn, actions):
        balancer = backend.load_balancers.get(balancer_arn)
        if balancer:
            check(backend, balancer, list(groups_in(backend, actions)))

    def of(listener_arn):
        return listener_arn.replace(":listener/", ":loadbalancer/").replace(":listener-rule/", ":loadbalancer/")

    before(ELBv2Backend, "create_listener")(
        lambda self, load_balancer_arn, actions, **_: to(self, load_balancer_arn, actions)
    )
    before(ELBv2Backend, "modify_listener")(lambda self, arn, actions, **_: to(self, of(arn).rsplit("/", 1)[0], actions))
    before(ELBv2Backend, "create_rule")(
        lambda self, listener_arn, actions, **_: to(self, of(listener_arn).rsplit("/", 1)[0], actions)
    )
    before(ELBv2Backend, "modify_rule")(
        lambda self, rule_arn, actions, **_: to(self, of(rule_arn).rsplit("/", 2)[0], actions)
    )
    return check


@rule("listener-twice", f"{API}/API_CreateListener.html")
def listener_twice():
    """moto compares the port with ARNs."""

    @before(ELBv2Backend, "create_listener")
    def check(self, load_balancer_arn, port, **_):
        balancer = self.load_balancers.get(load_balancer_arn)
        if balancer and any(str(listener.port) == str(port) for listener in balancer.listeners.values()):
            raise DuplicateListenerError()


@rule("listener-certificate", f"{API}/API_CreateListener.html")
def listener_certificate():
    @before(ELBv2Backend, "create_listener")
    def check(self, protocol, certificate, **_):
        if protocol in ("HTTPS", "TLS") and not certificate:
            raise ValidationError(f"A certificate must be specified for {protocol} listeners")


@rule("listener-protocol", f"{API}/API_CreateListener.html")
def listener_protocol():
    """moto already refuses it."""


@rule("target-group-other-vpc", f"{API}/API_CreateListener.html")
def target_group_other_vpc():
    @forwarding
    def check(backend, balancer, groups):
        for group in groups:
            if group.target_type != "lambda" and group.vpc_id != balancer.vpc_id:
                raise InvalidConfigurationRequest(
                    f"The target group '{group.arn}' must be in the VPC of the load balancer, '{balancer.vpc_id}'"
                )


@rule("target-group-protocol", f"{API}/API_CreateListener.html")
def target_group_protocol():
    @forwarding
    def check(backend, balancer, groups):
        for group in groups:
            if group.target_type != "lambda" and group.protocol not in PROTOCOLS.get(balancer.type, {group.protocol}):
                raise IncompatibleProtocols(
                    f"The target group's protocol, {group.protocol}, does not fit a load balancer of type {balancer.type}"
                )


@rule("target-group-of-two-load-balancers", f"{API}/API_CreateListener.html")
def target_group_of_two_load_balancers():
    @forwarding
    def check(backend, balancer, groups):
        for group in groups:
            others = [arn for arn in group.load_balancer_arns if arn != balancer.arn and arn in backend.load_balancers]
            if others:
                raise TargetGroupAssociationLimit(
                    f"The target group '{group.arn}' cannot be associated with more than one load balancer"
                )


@rule("target-groups-per-load-balancer", QUOTAS)
def target_groups_per_load_balancer():
    @forwarding
    def check(backend, balancer, groups):
        there = {group.arn for group in backend.target_groups.values() if balancer.arn in group.load_balancer_arns}
        if balancer.type == "application" and len(there | {group.arn for group in groups}) > TARGET_GROUPS:
            raise TooManyUniqueTargetGroups(f"A load balancer may forward to {TARGET_GROUPS} target groups")


@rule("condition-values", QUOTAS)
def condition_values():
    def refuse(conditions):
        values = [value for condition in conditions or [] for value in values_of(condition)]
        if len(values) > VALUES:
            raise ValidationError(f"A rule can only have '{VALUES}' condition values")
        if sum(value.count("*") + value.count("?") for value in values) > WILDCARDS:
            raise ValidationError(f"A rule can only have '{WILDCARDS}' condition wildcards")

    before(ELBv2Backend, "create_rule")(lambda self, conditions, **_: refuse(conditions))
    before(ELBv2Backend, "modify_rule")(lambda self, conditions, **_: refuse(conditions))


def values_of(condition):
    configurations = [config for name, config in condition.items() if name.endswith("Config")]
    values = [value for config in configurations for value in config.get("Values") or []]
    for value in [*(condition.get("Values") or []), *values]:
        yield value if isinstance(value, str) else f"{value.get('Key', '')}={value.get('Value', '')}"


@rule("priority-in-use", f"{API}/API_CreateRule.html")
def priority_in_use():
    """moto already refuses it."""


@rule("target-group-in-use", f"{API}/API_DeleteTargetGroup.html")
def target_group_in_use():
    """moto already refuses it."""


@rule("target-group-name-twice", f"{API}/API_CreateTargetGroup.html")
def target_group_name_twice():
    """moto already refuses it."""
