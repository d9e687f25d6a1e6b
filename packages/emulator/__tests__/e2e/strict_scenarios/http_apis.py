"""API Gateway: routes, authorizers, integrations, stages and deployments."""

from support import ACCOUNT, REGION, Vpc, accepted, api, http_api, integration, refused, scenario


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


def authorizer(api_id, *audience):
    given = {"AuthorizerType": "JWT", "IdentitySource": ["$request.header.Authorization"], "Name": "users"}
    token = {"Issuer": "https://issuer.example.com", "Audience": list(audience)}
    return api.create_authorizer(ApiId=api_id, JwtConfiguration=token, **given)["AuthorizerId"]


@scenario
def authorizer_in_use():
    api_id = http_api()
    id = authorizer(api_id, "shop")
    api.create_route(ApiId=api_id, RouteKey="ANY /a", AuthorizationType="JWT", AuthorizerId=id)
    api.delete_authorizer(ApiId=api_id, AuthorizerId=id)


@scenario
def authorizer_audiences():
    accepted(lambda: authorizer(http_api(), *map(str, range(50))))
    authorizer(http_api(), *map(str, range(51)))


@scenario
def route_without_integration():
    api.create_route(ApiId=http_api(), RouteKey="ANY /a", Target="integrations/gone")


@scenario
def route_authorizer():
    def add(**settings):
        api.create_route(ApiId=api_id, RouteKey=f"ANY /{len(settings)}", **settings)

    api_id = http_api()
    users = {"AuthorizationType": "JWT", "AuthorizerId": authorizer(api_id, "shop")}
    accepted(lambda: add(**users))
    refused("BadRequestException", lambda: add(AuthorizationType="JWT"))
    add(**users, AuthorizationScopes=[str(number) for number in range(11)])


def public(api_id, **settings):
    given = {"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"}
    uri = "https://example.com"
    return api.create_integration(ApiId=api_id, IntegrationUri=uri, **given, **settings)["IntegrationId"]


@scenario
def integrations_per_api():
    api_id = http_api()
    for _ in range(300):
        accepted(lambda: public(api_id))
    public(api_id)


@scenario
def integration_timeout():
    accepted(lambda: public(http_api(), TimeoutInMillis=30000))
    public(http_api(), TimeoutInMillis=30001)


@scenario
def reserved_headers():
    accepted(lambda: public(http_api(), RequestParameters={"overwrite:header.x-service": "app"}))
    public(http_api(), RequestParameters={"overwrite:header.Authorization": "none"})


@scenario
def integration_uri():
    link = Vpc().link()["VpcLinkId"]
    balancer = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/app/shop/1"
    accepted(lambda: integration(http_api(), link))
    integration(http_api(), link, balancer)
