"""What scenarios share: the table that they stand in, clients of AWS's API, and a VPC with what lies in one."""

import boto3
from botocore.exceptions import ClientError

ACCOUNT = "123456789012"
REGION = "us-east-1"
SCENARIOS = {}


def scenario(function):
    """Registers a scenario under the id of the rule that it provokes, which its function is named like."""
    SCENARIOS[function.__name__.replace("_", "-")] = function
    return function


def client(service, region=REGION):
    return boto3.client(service, region_name=region)


def refused(code, act):
    """Where a scenario has several ways to one refusal: the earlier ones."""
    try:
        act()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"accepted, and not {code}")


def accepted(act):
    """What AWS takes, so that a later refusal is not mistaken for it."""
    try:
        return act()
    except ClientError as error:
        raise AssertionError(f"refused: {error}") from error


ec2, elbv2, api = client("ec2"), client("elbv2"), client("apigatewayv2")


class Vpc:
    def __init__(self):
        self.id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.group = ec2.create_security_group(GroupName="tasks", Description="tasks", VpcId=self.id)["GroupId"]
        self.subnets = [self.subnet(zone, number) for number, zone in enumerate(["us-east-1a", "us-east-1b"])]

    def subnet(self, zone, number):
        answer = ec2.create_subnet(VpcId=self.id, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)
        return answer["Subnet"]["SubnetId"]

    def attach_internet_gateway(self):
        self.internet_gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=self.internet_gateway, VpcId=self.id)

    def nat_gateway(self, address=None):
        self.attach_internet_gateway()
        address = address or ec2.allocate_address(Domain="vpc")["AllocationId"]
        ec2.create_nat_gateway(SubnetId=self.subnets[0], AllocationId=address)
        return address

    def endpoint(self, service, **settings):
        given = {"VpcEndpointType": "Interface", "ServiceName": f"com.amazonaws.{REGION}.{service}", **settings}
        return ec2.create_vpc_endpoint(VpcId=self.id, **{"SubnetIds": self.subnets, "PrivateDnsEnabled": False, **given})

    def balancer(self, name, **settings):
        given = {"Subnets": self.subnets, "SecurityGroups": [self.group], "Scheme": "internal", **settings}
        return elbv2.create_load_balancer(Name=name, **given)["LoadBalancers"][0]["LoadBalancerArn"]

    def target_group(self, name, **settings):
        given = {"Protocol": "HTTP", "Port": 80, "VpcId": self.id, "TargetType": "ip", **settings}
        return elbv2.create_target_group(Name=name, **given)["TargetGroups"][0]["TargetGroupArn"]

    def listener(self, name):
        group = self.target_group(name)
        action = [{"Type": "forward", "TargetGroupArn": group}]
        given = {"LoadBalancerArn": self.balancer(name), "Protocol": "HTTP", "Port": 80, "DefaultActions": action}
        return elbv2.create_listener(**given)["Listeners"][0]["ListenerArn"], action

    def link(self, **settings):
        return api.create_vpc_link(Name="link", SubnetIds=self.subnets, SecurityGroupIds=[self.group], **settings)


def http_api():
    return api.create_api(Name="api", ProtocolType="HTTP")["ApiId"]


def integration(api_id, link, uri=f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:listener/app/shop/1/2"):
    given = {"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"}
    given |= {"ConnectionType": "VPC_LINK", "ConnectionId": link, "IntegrationUri": uri}
    return api.create_integration(ApiId=api_id, **given)["IntegrationId"]
