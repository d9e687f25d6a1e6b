"""Security group rules whose peer is a group or a prefix list."""

from inspect import signature

from moto.ec2.models.security_groups import SecurityGroupRule


def apply():
    init = SecurityGroupRule.__init__
    parameters = signature(init)

    def with_prefix_list(self, *args, **kwargs):
        init(self, *args, **kwargs)
        prefix_list = parameters.bind(self, *args, **kwargs).arguments.get("prefix_list_id")
        self.prefix_list_description = (prefix_list or {}).get("Description")

    # aws_vpc_security_group_ingress_rule and its sibling read it back from DescribeSecurityGroupRules; moto keeps it
    # for every kind of peer, and gives it out for address ranges only.
    def description(self):
        return (
            self.ip_range.get("Description")
            or self.source_group.get("Description")
            or self.prefix_list_description
        )

    SecurityGroupRule.__init__ = with_prefix_list
    SecurityGroupRule.description = property(description)
