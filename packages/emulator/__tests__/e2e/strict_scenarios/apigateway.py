"""API Gateway: VPC links, routes, domains, deployments."""

import json
import sys

from rest_apis import private_integration, rest_api
from support import ACCOUNT, REGION, Vpc, accepted, api, client, http_api, integration, refused, scenario

acm = client("acm")
certificate = sys.argv[1:3]


@scenario
def vpc_link_zones():
    vpc = Vpc()
    api.create_vpc_link(Name="link", SubnetIds=[*vpc.subnets, vpc.subnet("us-east-1e", 5)])


@scenario
def vpc_link_one_vpc():
    api.create_vpc_link(Name="link", SubnetIds=[Vpc().subnets[0], Vpc().subnets[1]])


@scenario
def vpc_link_in_use():
    vpc = Vpc()
    link = vpc.link()["VpcLinkId"]
    rest_api(private_integration(link, vpc.balancer("linked")))
    refused("BadRequestException", lambda: api.delete_vpc_link(VpcLinkId=link))
    link = vpc.link()["VpcLinkId"]
    integration(http_api(), link)
    api.delete_vpc_link(VpcLinkId=link)


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
def vpc_link_of_integration():
    integration(http_api(), "nothing")


@scenario
def domain_certificate():
    def named(name, region=REGION):
        arn = acm.request_certificate(DomainName=name)["CertificateArn"].replace(REGION, region)
        configuration = {"CertificateArn": arn, "EndpointType": "REGIONAL"}
        api.create_domain_name(DomainName=name, DomainNameConfigurations=[configuration])

    refused("BadRequestException", lambda: named("pending.example.com"))
    named("elsewhere.example.com", region="us-west-2")


@scenario
def domain_name_twice():
    arn = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/issued"
    given = {"DomainName": "twice.example.com", "DomainNameConfigurations": [{"CertificateArn": arn}]}
    accepted(lambda: api.create_domain_name(**given))
    api.create_domain_name(**given)
