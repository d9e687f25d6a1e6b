"""API Gateway: REST APIs, as they are imported, deployed and staged."""

import json

from roles import role
from support import ACCOUNT, REGION, Vpc, accepted, client, refused, scenario

rest = client("apigateway")
iam = client("iam")
waf = client("wafv2")
BALANCER = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/app/shop/1"
PROXY = {"name": "proxy", "in": "path", "required": True, "schema": {"type": "string"}}
PUBLIC = {"type": "http_proxy", "httpMethod": "ANY", "uri": "https://example.com/a"}


def rest_api(integration=PUBLIC, schemes=None, kind="REGIONAL", **operation):
    id = rest.create_rest_api(name="api", endpointConfiguration={"types": [kind]})["id"]
    operation["x-amazon-apigateway-integration"] = integration
    document = {
        "openapi": "3.0.1",
        "info": {"title": "api", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {"securitySchemes": schemes or {}},
    }
    rest.put_rest_api(restApiId=id, mode="overwrite", body=json.dumps(document))
    return id


def private_integration(link, target=None, **settings):
    settings |= {} if target is None else {"integrationTarget": target}
    return {**PUBLIC, "connectionType": "VPC_LINK", "connectionId": link, **settings}


@scenario
def rest_integration_target():
    vpc = Vpc()
    link = vpc.link()["VpcLinkId"]
    other = f"arn:aws:elasticloadbalancing:{REGION}:999999999999:loadbalancer/app/shop/1"
    accepted(lambda: rest_api(private_integration(link, vpc.balancer("own"))))
    accepted(lambda: rest_api(private_integration("${stageVariables.link}", BALANCER)))
    for id, target in [(link, None), (link, other), (link, Vpc().balancer("away")), ("gone", BALANCER)]:
        refused("BadRequestException", lambda: rest_api(private_integration(id, target)))
    rest_api(private_integration(link, BALANCER.replace("loadbalancer", "listener") + "/2"))


@scenario
def rest_integration_timeout():
    streamed = {**PUBLIC, "responseTransferMode": "STREAM"}
    accepted(lambda: rest_api({**PUBLIC, "timeoutInMillis": 29_000}))
    accepted(lambda: rest_api({**streamed, "timeoutInMillis": 900_000}))
    refused("BadRequestException", lambda: rest_api({**streamed, "timeoutInMillis": 900_001}))
    rest_api({**PUBLIC, "timeoutInMillis": 29_001})


@scenario
def rest_response_transfer_mode():
    refused("BadRequestException", lambda: rest_api({**PUBLIC, "responseTransferMode": "CHUNKED"}))
    rest_api({**PUBLIC, "type": "http", "responseTransferMode": "STREAM"})


@scenario
def rest_mapping_parameter():
    mapped = {**PUBLIC, "requestParameters": {"integration.request.path.proxy": "method.request.path.proxy"}}
    accepted(lambda: rest_api(mapped, parameters=[PROXY]))
    rest_api(mapped)


def request_authorizer(**settings):
    uri = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:{ACCOUNT}:function:f/invocations"
    return {"type": "request", "authorizerUri": uri, "authorizerResultTtlInSeconds": 0, **settings}


def behind(**settings):
    scheme = {"type": "apiKey", "name": "Unused", "in": "header", "x-amazon-apigateway-authtype": "custom"}
    schemes = {"users": {**scheme, "x-amazon-apigateway-authorizer": request_authorizer(**settings)}}
    return rest_api(schemes=schemes, security=[{"users": []}])


@scenario
def rest_authorization():
    id = accepted(behind)
    method = rest.get_resources(restApiId=id, embed=["methods"])["items"][-1]["resourceMethods"]["GET"]
    assert method["authorizationType"] == "CUSTOM" and method["authorizerId"], method
    refused("BadRequestException", lambda: behind(type="jwt"))
    refused("BadRequestException", lambda: rest_api(security=[{"nobody": []}]))
    refused("BadRequestException", lambda: rest_api(**{"x-amazon-apigateway-auth": {"type": "JWT"}}))
    parent = rest.get_resources(restApiId=id)["items"][0]["id"]
    other = behind()
    foreign = rest.get_authorizers(restApiId=other)["items"][0]["id"]
    rest.put_method(
        restApiId=id, resourceId=parent, httpMethod="GET", authorizationType="CUSTOM", authorizerId=foreign
    )


@scenario
def rest_authorizer():
    accepted(lambda: behind(authorizerResultTtlInSeconds=3600, identitySource="method.request.header.Authorization"))
    refused("BadRequestException", lambda: behind(authorizerResultTtlInSeconds=1))
    refused("BadRequestException", lambda: behind(authorizerUri=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:f"))
    given = {"authorizerUri": request_authorizer()["authorizerUri"], "authorizerResultTtlInSeconds": 3601}
    rest.create_authorizer(
        restApiId=rest_api(), name="a", type="REQUEST", identitySource="method.request.header.A", **given
    )


@scenario
def rest_private_policy():
    statement = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    id = rest_api(kind="PRIVATE")
    refused("BadRequestException", lambda: rest.create_deployment(restApiId=id))
    rest.update_rest_api(restApiId=id, patchOperations=[{"op": "replace", "path": "/policy", "value": policy}])
    accepted(lambda: rest.create_deployment(restApiId=id))
    rest.create_deployment(restApiId=rest_api(kind="PRIVATE"))


def staged():
    id = rest_api()
    deployment = rest.create_deployment(restApiId=id)["id"]
    rest.create_stage(restApiId=id, stageName="live", deploymentId=deployment)
    return id, deployment


def patch(id, path, value):
    operation = {"op": "replace", "path": path, "value": value}
    return rest.update_stage(restApiId=id, stageName="live", patchOperations=[operation])


@scenario
def rest_deployment_in_use():
    id, deployment = staged()
    unused = rest.create_deployment(restApiId=id)["id"]
    accepted(lambda: rest.delete_deployment(restApiId=id, deploymentId=unused))
    rest.delete_deployment(restApiId=id, deploymentId=deployment)


def set_role(arn):
    rest.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": arn}])


@scenario
def rest_log_role():
    id, _ = staged()
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:shop"
    refused("BadRequestException", lambda: patch(id, "/*/*/logging/loglevel", "INFO"))
    refused("BadRequestException", lambda: patch(id, "/accessLogSettings/destinationArn", group))
    accepted(lambda: patch(id, "/*/*/logging/loglevel", "OFF"))
    set_role(f"arn:aws:iam::{ACCOUNT}:role/of-another-stack")
    accepted(lambda: patch(id, "/accessLogSettings/destinationArn", group))
    set_role("")
    patch(id, "/accessLogSettings/destinationArn", group)


@scenario
def rest_account_role():
    statement = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    logging = role("rest-logs", service="apigateway.amazonaws.com")
    iam.put_role_policy(RoleName="rest-logs", PolicyName="logs", PolicyDocument=policy)
    accepted(lambda: set_role(logging["Arn"]))
    set_role("")
    untrusted = role("rest-logs-of-tasks")
    iam.put_role_policy(RoleName="rest-logs-of-tasks", PolicyName="logs", PolicyDocument=policy)
    refused("BadRequestException", lambda: set_role(untrusted["Arn"]))
    set_role(role("rest-logs-without-policy", service="apigateway.amazonaws.com")["Arn"])


@scenario
def rest_method_settings():
    id, _ = staged()
    accepted(lambda: patch(id, "/*/*/throttling/burstLimit", "5"))
    accepted(lambda: patch(id, "/~1a/GET/throttling/burstLimit", "5"))
    patch(id, "/~1b/GET/throttling/burstLimit", "5")


def web_acl(scope="REGIONAL"):
    seen = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "shop"}
    given = {"DefaultAction": {"Allow": {}}, "VisibilityConfig": seen}
    return waf.create_web_acl(Name=f"shop-{scope.lower()}", Scope=scope, **given)["Summary"]["ARN"]


@scenario
def web_acl_of_stage():
    id, _ = staged()
    stage = f"arn:aws:apigateway:{REGION}::/restapis/{id}/stages/live"
    regional = web_acl()
    accepted(lambda: waf.associate_web_acl(WebACLArn=regional, ResourceArn=stage))
    gone = stage.replace("live", "gone")
    refused("WAFUnavailableEntityException", lambda: waf.associate_web_acl(WebACLArn=regional, ResourceArn=gone))
    waf.associate_web_acl(WebACLArn=web_acl("CLOUDFRONT"), ResourceArn=stage)
