"""
Provokes each rule of src/moto/strict with the AWS API: prints, by the rule's id, the error code that AWS gives, or what
came instead. One function per rule, named like it. Arguments: a certificate and its key in PEM, to import, and the rules to
provoke, all where none is named.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

REGION = "us-east-1"
SCENARIOS = {}
certificate = sys.argv[1:3]


def scenario(function):
    SCENARIOS[function.__name__.replace("_", "-")] = function
    return function


def client(service):
    return boto3.client(service, region_name=REGION)


ec2, elbv2, ecs, ecr, iam = (client(name) for name in ("ec2", "elbv2", "ecs", "ecr", "iam"))
s3, logs, functions, acm = (client(name) for name in ("s3", "logs", "lambda", "acm"))
api, cloud_map = client("apigatewayv2"), client("servicediscovery")


class Vpc:
    def __init__(self, third=0):
        self.id = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.group = ec2.create_security_group(GroupName="tasks", Description="tasks", VpcId=self.id)["GroupId"]
        self.subnets = [self.subnet(zone, number) for number, zone in enumerate(["us-east-1a", "us-east-1b"])]

    def subnet(self, zone, number):
        answer = ec2.create_subnet(VpcId=self.id, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)
        return answer["Subnet"]["SubnetId"]

    def balancer(self, name, **settings):
        given = {"Subnets": self.subnets, "SecurityGroups": [self.group], "Scheme": "internal", **settings}
        return elbv2.create_load_balancer(Name=name, **given)["LoadBalancers"][0]["LoadBalancerArn"]

    def target_group(self, name):
        given = {"Protocol": "HTTP", "Port": 80, "VpcId": self.id, "TargetType": "ip"}
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


def integration(api_id, link):
    given = {"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"}
    given |= {"ConnectionType": "VPC_LINK", "ConnectionId": link, "IntegrationUri": "arn:aws:elasticloadbalancing:x"}
    return api.create_integration(ApiId=api_id, **given)["IntegrationId"]


@scenario
def vpc_link_zones():
    vpc = Vpc()
    api.create_vpc_link(Name="link", SubnetIds=[*vpc.subnets, vpc.subnet("us-east-1e", 5)])


@scenario
def vpc_link_one_vpc():
    api.create_vpc_link(Name="link", SubnetIds=[Vpc().subnets[0], Vpc().subnets[1]])


@scenario
def vpc_link_in_use():
    link = Vpc().link()["VpcLinkId"]
    integration(http_api(), link)
    api.delete_vpc_link(VpcLinkId=link)


@scenario
def integration_in_use():
    api_id = http_api()
    id = integration(api_id, Vpc().link()["VpcLinkId"])
    api.create_route(ApiId=api_id, RouteKey="ANY /a", Target=f"integrations/{id}")
    api.delete_integration(ApiId=api_id, IntegrationId=id)


@scenario
def route_key_twice():
    api_id = http_api()
    api.create_route(ApiId=api_id, RouteKey="ANY /a")
    api.create_route(ApiId=api_id, RouteKey="ANY /a")


def domain(name, **configuration):
    imported = acm.import_certificate(Certificate=certificate[0], PrivateKey=certificate[1])["CertificateArn"]
    configurations = [{"CertificateArn": imported, "EndpointType": "REGIONAL", **configuration}]
    mutual = {"TruststoreUri": "s3://bucket/truststore.pem"}
    return api.create_domain_name(
        DomainName=name, DomainNameConfigurations=configurations, MutualTlsAuthentication=mutual
    )


@scenario
def ownership_verification_certificate():
    owned = acm.request_certificate(DomainName="a.example.com")["CertificateArn"]
    domain("a.example.com", OwnershipVerificationCertificateArn=owned)
    domain("b.example.com")


@scenario
def access_log_resource_policy():
    arn = f"arn:aws:logs:{REGION}:123456789012:log-group:"
    for number in range(100):
        settings = {"DestinationArn": f"{arn}/aws/vendedlogs/shop-{number}/api-access", "Format": "$context.requestId"}
        api.create_stage(ApiId=http_api(), StageName="a", AccessLogSettings=settings)
    for number in range(100):
        settings = {"DestinationArn": f"{arn}/shop-{number}/api-access", "Format": "$context.requestId"}
        api.create_stage(ApiId=http_api(), StageName="a", AccessLogSettings=settings)


@scenario
def default_endpoint_needs_deployment():
    def is_off():
        export = api.export_api(ApiId=api_id, OutputType="JSON", Specification="OAS30", StageName="a")
        document = json.loads(export["body"].read())
        return document["x-amazon-apigateway-endpoint-configuration"]["disableExecuteApiEndpoint"]

    def deploy():
        deployment = api.create_deployment(ApiId=api_id)["DeploymentId"]
        return {"ApiId": api_id, "StageName": "a", "DeploymentId": deployment}

    api_id = http_api()
    api.create_stage(**deploy())
    api.update_api(ApiId=api_id, DisableExecuteApiEndpoint=True)
    before = is_off()
    api.update_stage(**deploy())
    return f"off without a deployment: {before}, with one: {is_off()}"


@scenario
def log_resource_policy_size():
    logs.put_resource_policy(policyName="p", policyDocument="x" * 5121)


@scenario
def log_group_name_aws():
    logs.create_log_group(logGroupName="aws/mine")


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
def security_group_name():
    ec2.create_security_group(GroupName="sg-tasks", Description="tasks", VpcId=Vpc().id)


@scenario
def internet_gateway_mapped_addresses():
    vpc = Vpc()
    gateway = {"InternetGatewayId": ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"], "VpcId": vpc.id}
    ec2.attach_internet_gateway(**gateway)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=vpc.subnets[0], AllocationId=address)
    ec2.detach_internet_gateway(**gateway)


@scenario
def subnet_in_use():
    vpc = Vpc()
    vpc.link()
    ec2.delete_subnet(SubnetId=vpc.subnets[0])


@scenario
def security_group_in_use():
    vpc = Vpc()
    vpc.balancer("in-use")
    ec2.delete_security_group(GroupId=vpc.group)


@scenario
def endpoint_zones():
    service = f"com.amazonaws.{REGION}.lambda"
    [offered] = ec2.describe_vpc_endpoint_services(ServiceNames=[service])["ServiceDetails"]
    assert "us-east-1e" not in offered["AvailabilityZones"], offered
    vpc = Vpc()
    given = {"VpcEndpointType": "Interface", "ServiceName": service, "SubnetIds": [vpc.subnet("us-east-1e", 5)]}
    ec2.create_vpc_endpoint(VpcId=vpc.id, **given)


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


def task_definition(name="app", **container):
    container = {"name": "app", "image": "app", "memory": 512, **container}
    ecs.register_task_definition(family=name, containerDefinitions=[container], networkMode="awsvpc")
    return name


def service(vpc, **settings):
    configuration = {"awsvpcConfiguration": {"subnets": vpc.subnets, "securityGroups": [vpc.group]}}
    given = {"serviceName": "app", "desiredCount": 0, "taskDefinition": task_definition(), "launchType": "FARGATE"}
    given |= {"cluster": "main", "networkConfiguration": configuration, **settings}
    ecs.create_cluster(clusterName="main")
    return ecs.create_service(**given)


@scenario
def secret_and_variable_of_one_name():
    secrets = [{"name": "TOKEN", "valueFrom": "arn:aws:ssm:x"}]
    task_definition("twice", secrets=secrets, environment=[{"name": "TOKEN", "value": "x"}])


@scenario
def service_linked_role():
    iam.delete_service_linked_role(RoleName="AWSServiceRoleForECS")
    service(Vpc(), serviceName="fresh")


@scenario
def target_group_without_load_balancer():
    vpc = Vpc()
    balancers = [{"targetGroupArn": vpc.target_group("alone"), "containerName": "app", "containerPort": 80}]
    service(vpc, serviceName="alone", loadBalancers=balancers)


@scenario
def tasks_one_vpc():
    service(Vpc(), serviceName="moving")
    other = {"subnets": Vpc().subnets, "securityGroups": [Vpc().group]}
    ecs.update_service(cluster="main", service="moving", networkConfiguration={"awsvpcConfiguration": other})


@scenario
def cluster_with_services():
    service(Vpc(), serviceName="running")
    ecs.delete_cluster(cluster="main")


def manifest(digit):
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    config = {"digest": f"sha256:{digit * 64}", "size": 1}
    return json.dumps({"schemaVersion": 2, "mediaType": kind, "config": config, "layers": []})


@scenario
def immutable_tag():
    ecr.create_repository(repositoryName="fixed", imageTagMutability="IMMUTABLE")
    for digit in ("a", "b"):
        ecr.put_image(repositoryName="fixed", imageTag="1", imageManifest=manifest(digit))


@scenario
def repository_not_empty():
    ecr.create_repository(repositoryName="full")
    ecr.put_image(repositoryName="full", imageTag="1", imageManifest=manifest("a"))
    ecr.delete_repository(repositoryName="full")


def role(name, tags=()):
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    return iam.create_role(RoleName=name, AssumeRolePolicyDocument=document, Tags=list(tags))["Role"]


def inline(name, statements):
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_role_policy(RoleName=role(name)["RoleName"], PolicyName="inline", PolicyDocument=policy)


@scenario
def duplicate_tag_keys():
    role("tagged", [{"Key": "Team", "Value": "a"}, {"Key": "team", "Value": "b"}])


@scenario
def tag_characters():
    role("marked", [{"Key": "Team", "Value": "a|b"}])


@scenario
def inline_policy_size():
    resources = [f"arn:aws:s3:::bucket-{number:04}/*" for number in range(400)]
    inline("large", [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resources}])


@scenario
def statement_ids():
    statement = {"Sid": "One", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    inline("twice", [statement, statement])


def function(name, variables):
    given = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": b"PK\x05\x06" + b"\0" * 18}}
    given |= {"Role": role(name)["Arn"], "Environment": {"Variables": variables}}
    functions.create_function(FunctionName=name, **given)


@scenario
def reserved_environment_variables():
    function("reserved", {"AWS_REGION": "x"})


@scenario
def environment_size():
    function("large-environment", {"LONG": "x" * 4096})


@scenario
def reserved_bucket_names():
    s3.create_bucket(Bucket="sthree-mine")


@scenario
def bucket_not_empty():
    s3.create_bucket(Bucket="full")
    s3.put_object(Bucket="full", Key="a", Body=b"a")
    s3.delete_bucket(Bucket="full")


@scenario
def bucket_policy_conditions():
    def deny(condition):
        resource = "arn:aws:s3:::guarded/*"
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": resource}
        policy = {"Version": "2012-10-17", "Statement": [{**statement, "Condition": condition}]}
        s3.put_bucket_policy(Bucket="guarded", Policy=json.dumps(policy))

    s3.create_bucket(Bucket="guarded")
    # Over TLS, and by the own account: neither applies.
    for condition in (
        {"Bool": {"aws:SecureTransport": "false"}},
        {"StringNotEquals": {"aws:PrincipalAccount": ["123456789012"]}},
    ):
        deny(condition)
        s3.put_object(Bucket="guarded", Key="a", Body=b"a")
    deny({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})
    s3.put_object(Bucket="guarded", Key="a", Body=b"a", ServerSideEncryption="aws:kms")
    s3.put_object(Bucket="guarded", Key="a", Body=b"a")


def namespace(name):
    given = {"Name": name, "Vpc": Vpc().id}
    cloud_map.create_private_dns_namespace(**given)
    found = cloud_map.list_namespaces()["Namespaces"]
    id = next(each["Id"] for each in found if each["Name"] == name)
    return id, cloud_map.create_service(Name="app", NamespaceId=id)["Service"]["Id"]


@scenario
def namespace_with_services():
    id, _ = namespace("one.local")
    cloud_map.delete_namespace(Id=id)


@scenario
def service_with_instances():
    _, id = namespace("two.local")
    cloud_map.register_instance(ServiceId=id, InstanceId="i", Attributes={"AWS_INSTANCE_IPV4": "10.0.0.1"})
    cloud_map.delete_service(Id=id)


def outcome(provoke):
    try:
        return provoke() or "accepted"
    except ClientError as error:
        return error.response["Error"]["Code"]
    except Exception as error:  # noqa: BLE001 what the scenario itself lacks is shown in its place
        return f"{type(error).__name__}: {error}"


wanted = sys.argv[3:] or SCENARIOS
print(json.dumps({name: outcome(SCENARIOS[name]) for name in wanted}))
