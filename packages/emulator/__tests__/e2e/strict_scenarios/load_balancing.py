"""Elastic Load Balancing."""

import json

from support import ACCOUNT, Vpc, accepted, client, ec2, elbv2, refused, scenario

s3 = client("s3")


@scenario
def load_balancer_one_vpc():
    Vpc().balancer("two-vpcs", SecurityGroups=[Vpc().group])


@scenario
def set_subnets_other_vpc():
    balancer = Vpc().balancer("moving")
    elbv2.set_subnets(LoadBalancerArn=balancer, Subnets=Vpc().subnets)


@scenario
def set_security_groups_other_vpc():
    balancer = Vpc().balancer("regrouped")
    elbv2.set_security_groups(LoadBalancerArn=balancer, SecurityGroups=[Vpc().group])


@scenario
def load_balancer_name():
    Vpc().balancer("internal-api")


@scenario
def priority_in_use():
    listener, actions = Vpc().listener("priorities")
    condition = [{"Field": "path-pattern", "Values": ["/a"]}]
    for _ in range(2):
        elbv2.create_rule(ListenerArn=listener, Priority=1, Conditions=condition, Actions=actions)


@scenario
def target_group_in_use():
    _, [action] = Vpc().listener("groups")
    elbv2.delete_target_group(TargetGroupArn=action["TargetGroupArn"])


@scenario
def target_group_name_twice():
    vpc = Vpc()
    accepted(lambda: vpc.target_group("again"))
    Vpc().target_group("again")


@scenario
def load_balancer_name_twice():
    accepted(lambda: Vpc().balancer("same"))
    Vpc().balancer("same")


@scenario
def load_balancer_zones():
    vpc = Vpc()
    other = vpc.subnet("us-east-1a", 8)
    refused("InvalidConfigurationRequest", lambda: vpc.balancer("one-zone", Subnets=[vpc.subnets[0], other]))
    accepted(lambda: vpc.balancer("one-subnet", Subnets=vpc.subnets[:1], Type="network"))
    vpc.balancer("one-subnet-of-alb", Subnets=vpc.subnets[:1])


@scenario
def set_security_groups_without_any():
    vpc = Vpc()
    balancer = vpc.balancer("without-groups", Type="network", SecurityGroups=[])
    elbv2.set_security_groups(LoadBalancerArn=balancer, SecurityGroups=[vpc.group])


def attribute(balancer, key, value):
    elbv2.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[{"Key": key, "Value": value}])


@scenario
def deletion_protection():
    balancer = Vpc().balancer("protected")
    attribute(balancer, "deletion_protection.enabled", "true")
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)


@scenario
def load_balancer_attributes():
    vpc = Vpc()
    network, application = vpc.balancer("attributes-nlb", Type="network"), vpc.balancer("attributes-alb")
    refused("ValidationError", lambda: attribute(network, "idle_timeout.timeout_seconds", "60"))
    refused("ValidationError", lambda: attribute(application, "load_balancing.cross_zone.enabled", "false"))
    refused("ValidationError", lambda: attribute(application, "idle_timeout.timeout_seconds", "4001"))
    accepted(lambda: attribute(application, "idle_timeout.timeout_seconds", "4000"))
    attribute(application, "dns_record.client_routing_policy", "any_availability_zone")


@scenario
def target_group_attributes():
    def set_to(group, key, value):
        elbv2.modify_target_group_attributes(TargetGroupArn=group, Attributes=[{"Key": key, "Value": value}])

    vpc = Vpc()
    network, application = vpc.target_group("attributes-tcp", Protocol="TCP"), vpc.target_group("attributes-http")
    accepted(lambda: set_to(application, "deregistration_delay.timeout_seconds", "3600"))
    refused("InvalidConfigurationRequest", lambda: set_to(application, "proxy_protocol_v2.enabled", "true"))
    refused("InvalidConfigurationRequest", lambda: set_to(application, "slow_start.duration_seconds", "10"))
    set_to(network, "load_balancing.algorithm.type", "round_robin")


@scenario
def access_log_bucket():
    def log_to(bucket):
        given = {"access_logs.s3.enabled": "true", "access_logs.s3.bucket": bucket, "access_logs.s3.prefix": "alb"}
        attributes = [{"Key": key, "Value": value} for key, value in given.items()]
        elbv2.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=attributes)

    balancer = Vpc().balancer("logged")
    refused("InvalidConfigurationRequest", lambda: log_to("nowhere"))
    s3.create_bucket(Bucket="alb-logs")
    refused("InvalidConfigurationRequest", lambda: log_to("alb-logs"))
    principal = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject"}
    for path in (f"alb/AWSLogs/{ACCOUNT}/*", "other/*"):
        policy = {"Version": "2012-10-17", "Statement": [{**statement, "Resource": f"arn:aws:s3:::alb-logs/{path}"}]}
        s3.put_bucket_policy(Bucket="alb-logs", Policy=json.dumps(policy))
        if path.startswith("alb"):
            accepted(lambda: log_to("alb-logs"))
    log_to("alb-logs")


@scenario
def load_balancer_of_endpoint_service():
    balancer = Vpc().balancer("offered", Type="network")
    accepted(lambda: ec2.create_vpc_endpoint_service_configuration(NetworkLoadBalancerArns=[balancer]))
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)


@scenario
def load_balancer_as_target():
    vpc = Vpc()
    listener, _ = vpc.listener("target")
    balancer = listener.replace(":listener/", ":loadbalancer/").rsplit("/", 1)[0]
    groups = [vpc.target_group(f"alb-{port}", Protocol="TCP", Port=port, TargetType="alb") for port in (80, 8080)]
    accepted(lambda: elbv2.register_targets(TargetGroupArn=groups[0], Targets=[{"Id": balancer, "Port": 80}]))
    elbv2.register_targets(TargetGroupArn=groups[1], Targets=[{"Id": balancer, "Port": 8080}])
