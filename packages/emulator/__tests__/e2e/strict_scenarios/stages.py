"""API Gateway: CORS, stages, deployments, and API mappings of domains."""

from support import ACCOUNT, REGION, accepted, api, http_api, refused, scenario


@scenario
def cors_credentials():
    def with_origin(origin):
        cors = {"AllowOrigins": [origin], "AllowCredentials": True}
        api.create_api(Name="api", ProtocolType="HTTP", CorsConfiguration=cors)

    accepted(lambda: with_origin("https://app.example.com"))
    with_origin("*")


def stage(api_id, **settings):
    api.create_stage(**{"ApiId": api_id, "StageName": "a", **settings})


@scenario
def route_settings_without_route():
    api_id = http_api()
    api.create_route(ApiId=api_id, RouteKey="GET /a")
    accepted(lambda: stage(api_id, RouteSettings={"GET /a": {"ThrottlingBurstLimit": 1}}))
    stage(api_id, StageName="b", RouteSettings={"GET /b": {"ThrottlingBurstLimit": 1}})


@scenario
def stage_variables():
    accepted(lambda: stage(http_api(), StageVariables={f"n{number}": "" for number in range(100)}))
    refused("BadRequestException", lambda: stage(http_api(), StageVariables={"a": "x" * 513}))
    stage(http_api(), StageVariables={f"n{number}": "" for number in range(101)})


@scenario
def stage_twice():
    api_id = http_api()
    accepted(lambda: stage(api_id))
    stage(api_id)


@scenario
def deployment_in_use():
    api_id = http_api()
    first, second = (api.create_deployment(ApiId=api_id)["DeploymentId"] for _ in range(2))
    stage(api_id, DeploymentId=first)
    accepted(lambda: api.delete_deployment(ApiId=api_id, DeploymentId=second))
    api.delete_deployment(ApiId=api_id, DeploymentId=first)


def mapped(name):
    api_id = http_api()
    stage(api_id)
    configuration = {"CertificateArn": f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/issued"}
    api.create_domain_name(DomainName=name, DomainNameConfigurations=[configuration])
    given = {"ApiId": api_id, "DomainName": name, "Stage": "a", "ApiMappingKey": ""}
    api.create_api_mapping(**given)
    return api_id, given


@scenario
def api_mapped():
    api_id, _ = mapped("mapped.example.com")
    api.delete_api(ApiId=api_id)


@scenario
def api_mapping_twice():
    _, given = mapped("mapped-twice.example.com")
    api.create_api_mapping(**given)


@scenario
def cors_methods():
    def with_method(method):
        api.create_api(Name="api", ProtocolType="HTTP", CorsConfiguration={"AllowMethods": [method]})

    accepted(lambda: with_method("PATCH"))
    with_method("FOO")
