"""Elastic Load Balancing: listeners, rules and the target groups that they forward to."""

from support import Vpc, accepted, elbv2, refused, scenario


def listen(balancer, group, **settings):
    action = [{"Type": "forward", "TargetGroupArn": group}]
    given = {"LoadBalancerArn": balancer, "Protocol": "HTTP", "Port": 80, "DefaultActions": action, **settings}
    return elbv2.create_listener(**given)["Listeners"][0]["ListenerArn"]


@scenario
def listener_twice():
    vpc = Vpc()
    balancer, group = vpc.balancer("two-listeners"), vpc.target_group("two-listeners")
    accepted(lambda: listen(balancer, group))
    listen(balancer, group)


@scenario
def listener_certificate():
    vpc = Vpc()
    listen(vpc.balancer("uncertified"), vpc.target_group("uncertified"), Protocol="HTTPS", Port=443)


@scenario
def listener_protocol():
    vpc = Vpc()
    listen(vpc.balancer("tcp-of-alb"), vpc.target_group("tcp-of-alb", Protocol="TCP"), Protocol="TCP")


@scenario
def target_group_other_vpc():
    listen(Vpc().balancer("elsewhere"), Vpc().target_group("elsewhere"))


@scenario
def target_group_protocol():
    vpc = Vpc()
    listen(vpc.balancer("other-protocol"), vpc.target_group("other-protocol", Protocol="TCP"))


@scenario
def target_group_of_two_load_balancers():
    vpc = Vpc()
    group = vpc.target_group("shared")
    accepted(lambda: listen(vpc.balancer("sharing-1"), group))
    listen(vpc.balancer("sharing-2"), group)


@scenario
def target_groups_per_load_balancer():
    vpc = Vpc()
    listener, _ = vpc.listener("many-0")
    for number in range(1, 101):
        action = [{"Type": "forward", "TargetGroupArn": vpc.target_group(f"many-{number}")}]
        condition = [{"Field": "path-pattern", "Values": [f"/{number}"]}]
        given = {"ListenerArn": listener, "Priority": number, "Conditions": condition, "Actions": action}
        if number < 100:
            accepted(lambda: elbv2.create_rule(**given))
    elbv2.create_rule(**given)


@scenario
def condition_values():
    listener, actions = Vpc().listener("conditions")

    def add(*paths):
        condition = [{"Field": "path-pattern", "PathPatternConfig": {"Values": list(paths)}}]
        elbv2.create_rule(ListenerArn=listener, Priority=len(paths), Conditions=condition, Actions=actions)

    accepted(lambda: add("/a", "/b", "/c", "/d", "/e"))
    refused("ValidationError", lambda: add("/a*b*c*", "/d*e*f*"))
    add("/a", "/b", "/c", "/d", "/e", "/f")
