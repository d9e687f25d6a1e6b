"""EC2: what hangs on a VPC."""

import ipaddress

import boto3
from botocore.exceptions import ClientError
from support import REGION, Vpc, accepted, client, ec2, refused, scenario


@scenario
def security_group_rules():
    group = Vpc().group
    for direction in (ec2.authorize_security_group_egress, ec2.authorize_security_group_ingress):
        for port in range(61):
            given = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
            try:
                direction(GroupId=group, IpPermissions=[given])
            except ClientError as error:
                # A group begins with one rule, out to everywhere.
                assert port == (59 if direction == ec2.authorize_security_group_egress else 60), port
                if direction == ec2.authorize_security_group_ingress:
                    raise
                assert error.response["Error"]["Code"] == "RulesPerSecurityGroupLimitExceeded"
                break


@scenario
def security_group_rule_twice():
    group = Vpc().group
    given = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    accepted(lambda: ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[given]))
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[given])


@scenario
def security_group_name():
    ec2.create_security_group(GroupName="sg-tasks", Description="tasks", VpcId=Vpc().id)


@scenario
def security_group_in_use():
    vpc = Vpc()
    vpc.balancer("in-use")
    refused("DependencyViolation", lambda: ec2.delete_security_group(GroupId=vpc.group))
    vpc = Vpc()
    vpc.endpoint("logs", SecurityGroupIds=[vpc.group])
    ec2.delete_security_group(GroupId=vpc.group)


@scenario
def subnet_in_use():
    vpc = Vpc()
    vpc.link()
    refused("DependencyViolation", lambda: ec2.delete_subnet(SubnetId=vpc.subnets[0]))
    vpc = Vpc()
    vpc.nat_gateway()
    ec2.delete_subnet(SubnetId=vpc.subnets[0])


@scenario
def subnet_conflict():
    vpc = Vpc()
    vpc.subnet("us-east-1a", 0)


@scenario
def vpc_in_use():
    vpc = Vpc()
    for subnet in vpc.subnets:
        ec2.delete_subnet(SubnetId=subnet)
    refused("DependencyViolation", lambda: ec2.delete_vpc(VpcId=vpc.id))
    ec2.delete_security_group(GroupId=vpc.group)
    vpc.attach_internet_gateway()
    ec2.delete_vpc(VpcId=vpc.id)


@scenario
def route_table_in_use():
    vpc = Vpc()
    table = ec2.create_route_table(VpcId=vpc.id)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=vpc.subnets[0])
    ec2.delete_route_table(RouteTableId=table)


@scenario
def internet_gateway_mapped_addresses():
    vpc = Vpc()
    vpc.nat_gateway()
    ec2.detach_internet_gateway(InternetGatewayId=vpc.internet_gateway, VpcId=vpc.id)


@scenario
def address_in_use():
    address = Vpc().nat_gateway()
    other = Vpc()
    refused("Resource.AlreadyAssociated", lambda: other.nat_gateway(address))
    ec2.release_address(AllocationId=address)


@scenario
def nat_gateway_without_internet_gateway():
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=Vpc().subnets[0], AllocationId=address)


@scenario
def endpoint_zones():
    service = f"com.amazonaws.{REGION}.lambda"
    [offered] = ec2.describe_vpc_endpoint_services(ServiceNames=[service])["ServiceDetails"]
    assert "us-east-1e" not in offered["AvailabilityZones"], offered
    vpc = Vpc()
    given = {"VpcEndpointType": "Interface", "ServiceName": service, "SubnetIds": [vpc.subnet("us-east-1e", 5)]}
    ec2.create_vpc_endpoint(VpcId=vpc.id, **given)


@scenario
def endpoint_subnets_of_one_zone():
    vpc = Vpc()
    vpc.endpoint("logs", SubnetIds=[vpc.subnets[0], vpc.subnet("us-east-1a", 7)])


@scenario
def endpoint_private_dns():
    vpc = Vpc()
    refused("InvalidParameter", lambda: vpc.endpoint("logs", PrivateDnsEnabled=True))
    ec2.modify_vpc_attribute(VpcId=vpc.id, EnableDnsHostnames={"Value": True})
    accepted(lambda: vpc.endpoint("logs", PrivateDnsEnabled=True))
    vpc.endpoint("logs", PrivateDnsEnabled=True)


@scenario
def gateway_endpoint_twice():
    vpc = Vpc()
    table = ec2.create_route_table(VpcId=vpc.id)["RouteTable"]["RouteTableId"]
    given = {"VpcId": vpc.id, "ServiceName": f"com.amazonaws.{REGION}.s3", "RouteTableIds": [table]}
    accepted(lambda: ec2.create_vpc_endpoint(**given))
    ec2.create_vpc_endpoint(**given)


@scenario
def internet_gateway_twice():
    vpc = Vpc()
    vpc.attach_internet_gateway()
    vpc.attach_internet_gateway()


@scenario
def route_twice():
    vpc = Vpc()
    vpc.attach_internet_gateway()
    table = ec2.create_route_table(VpcId=vpc.id)["RouteTable"]["RouteTableId"]
    given = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": vpc.internet_gateway}
    accepted(lambda: ec2.create_route(**given))
    ec2.create_route(**given)


@scenario
def flow_log_twice():
    arn = "arn:aws:iam::123456789012:role/logs"
    logged = {"ResourceType": "VPC", "TrafficType": "ALL", "LogGroupName": "flows", "DeliverLogsPermissionArn": arn}
    vpc = Vpc()
    accepted(lambda: ec2.create_flow_logs(ResourceIds=[vpc.id], **logged))
    answer = ec2.create_flow_logs(ResourceIds=[vpc.id], **logged)
    return answer["Unsuccessful"][0]["Error"]["Code"] if answer.get("Unsuccessful") else None


@scenario
def vpc_range():
    ec2.create_vpc(CidrBlock="10.0.0.0/15")


@scenario
def endpoint_service_in_use():
    vpc = Vpc()
    service = offered(vpc, "connected")
    vpc.endpoint("", ServiceName=service["ServiceName"])
    ec2.delete_vpc_endpoint_service_configurations(ServiceIds=[service["ServiceId"]])


def offered(vpc, name):
    """An endpoint service in front of a load balancer in a VPC."""
    answer = ec2.create_vpc_endpoint_service_configuration(NetworkLoadBalancerArns=[vpc.balancer(name, Type="network")])
    return answer["ServiceConfiguration"]


@scenario
def endpoint_service_principals():
    service = offered(Vpc(), "for-nobody")
    role = client("sts").assume_role(RoleArn="arn:aws:iam::999999999999:role/deploy", RoleSessionName="partner")
    names = {"aws_access_key_id": "AccessKeyId", "aws_secret_access_key": "SecretAccessKey"}
    names["aws_session_token"] = "SessionToken"
    partner = boto3.client("ec2", region_name=REGION, **{name: role["Credentials"][key] for name, key in names.items()})
    vpc = partner.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    zone = {"AvailabilityZone": "us-east-1a"}
    subnet = partner.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24", **zone)["Subnet"]["SubnetId"]
    given = {"VpcEndpointType": "Interface", "ServiceName": service["ServiceName"], "SubnetIds": [subnet]}
    given["PrivateDnsEnabled"] = False
    partner.create_vpc_endpoint(VpcId=vpc, **given)


@scenario
def endpoint_service_zones():
    vpc = Vpc()
    service = offered(vpc, "two-zones")
    vpc.endpoint("", ServiceName=service["ServiceName"], SubnetIds=[vpc.subnet("us-east-1c", 7)])


@scenario
def endpoint_service_regions():
    service = offered(Vpc(), "far")
    west = client("ec2", "us-west-2")
    vpc = west.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = west.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    given = {"VpcId": vpc, "VpcEndpointType": "Interface", "ServiceName": service["ServiceName"], "SubnetIds": [subnet]}
    given["PrivateDnsEnabled"] = False
    refused("InvalidServiceName", lambda: west.create_vpc_endpoint(**given, ServiceRegion=REGION))
    ec2.modify_vpc_endpoint_service_configuration(ServiceId=service["ServiceId"], AddSupportedRegions=["us-west-2"])
    accepted(lambda: west.create_vpc_endpoint(**given, ServiceRegion=REGION))
    west.create_vpc_endpoint(**given)


@scenario
def endpoint_addresses():
    vpc = Vpc()
    service = offered(vpc, "fixed")["ServiceName"]
    [subnet, *_] = ec2.describe_subnets(SubnetIds=[vpc.subnets[0]])["Subnets"]
    network = list(ipaddress.ip_network(subnet["CidrBlock"]))

    def at(address):
        return [{"SubnetId": vpc.subnets[0], "Ipv4": str(address)}]

    def ask(address):
        return vpc.endpoint("", ServiceName=service, SubnetIds=[vpc.subnets[0]], SubnetConfigurations=at(address))

    first = ask(network[-3])["VpcEndpoint"]["VpcEndpointId"]
    ec2.modify_vpc_endpoint(VpcEndpointId=first, SubnetConfigurations=at(network[-2]))
    [moved] = ec2.describe_vpc_endpoints(VpcEndpointIds=[first])["VpcEndpoints"]
    [interface] = ec2.describe_network_interfaces(NetworkInterfaceIds=moved["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert interface["PrivateIpAddress"] == str(network[-2]), interface
    accepted(lambda: ask(network[-3]))
    refused("InvalidIPAddress.InUse", lambda: ask(network[-2]))
    ask(network[3])
