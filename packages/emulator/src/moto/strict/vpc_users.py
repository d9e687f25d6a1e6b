"""Resources with network interfaces in a VPC's subnets, with their security groups."""

from dataclasses import dataclass, field

from moto.apigatewayv2 import apigatewayv2_backends
from moto.awslambda import lambda_backends
from moto.ecs import ecs_backends
from moto.elbv2 import elbv2_backends
from moto.rds import rds_backends


@dataclass(frozen=True)
class User:
    name: str
    subnets: list
    groups: list = field(default_factory=list)


def users(ec2):
    account, region = ec2.account_id, ec2.region_name
    for link in apigatewayv2_backends[account][region].vpc_links.values():
        yield User(f"VPC link {link.id}", link.subnet_ids, link.sg_ids or [])
    for balancer in elbv2_backends[account][region].load_balancers.values():
        subnets = [subnet.id for subnet in balancer.subnets]
        yield User(f"load balancer {balancer.name}", subnets, balancer.security_groups or [])
    for gateway in ec2.nat_gateways.values():
        if gateway.state != "deleted":
            yield User(f"NAT gateway {gateway.id}", [gateway.subnet_id])
    for endpoint in ec2.vpc_end_points.values():
        if endpoint.state != "deleted":
            groups = endpoint.security_group_ids or []
            yield User(f"VPC endpoint {endpoint.id}", endpoint.subnet_ids or [], groups)
    for service in ecs_backends[account][region].services.values():
        tasks = (service.network_configuration or {}).get("awsvpcConfiguration") or {}
        if service.status == "ACTIVE" and service.running_count > 0:
            yield User(f"tasks of {service.name}", tasks.get("subnets") or [], tasks.get("securityGroups") or [])
    for function in lambda_backends[account][region].list_functions():
        vpc = function.vpc_config or {}
        yield User(f"function {function.function_name}", vpc.get("SubnetIds") or [], vpc.get("SecurityGroupIds") or [])
    yield from databases(rds_backends[account][region])


def databases(rds):
    for database in rds.databases.values():
        groups = [group["VpcSecurityGroupId"] for group in database.vpc_security_groups]
        group = getattr(database, "db_subnet_group", None)
        subnets = group.subnets if group else []
        yield User(f"database {database.db_instance_identifier}", [subnet.id for subnet in subnets], groups)


def mapped_addresses(ec2, vpc_id):
    """Public addresses that a VPC's internet gateway maps."""
    subnets = {subnet.id for zone in ec2.subnets.values() for subnet in zone.values() if subnet.vpc_id == vpc_id}
    for gateway in ec2.nat_gateways.values():
        if gateway.subnet_id in subnets and gateway.state != "deleted" and gateway.connectivity_type != "private":
            yield gateway.id
    for balancer in elbv2_backends[ec2.account_id][ec2.region_name].load_balancers.values():
        if balancer.vpc_id == vpc_id and balancer.scheme == "internet-facing":
            yield balancer.arn
