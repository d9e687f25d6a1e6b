"""API Gateway v2: routes, authorizers and integrations of an HTTP API."""

from moto.apigatewayv2.exceptions import APIGatewayV2Error, BadRequestException
from moto.apigatewayv2.models import Api

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide"
API = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference"
# "HTTP API quotas" of GUIDE/http-api-quotas.html. The quota of integrations is not adjustable.
QUOTAS = f"{GUIDE}/http-api-quotas.html"
INTEGRATIONS, AUDIENCES, SCOPES, TIMEOUT_MS = 300, 50, 10, (50, 30_000)
# "Reserved headers" of GUIDE/http-api-parameter-mapping.html.
RESERVED = (
    "access-control-",
    "apigw-",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-location",
    "forwarded",
    "keep-alive",
    "origin",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailers",
    "transfer-encoding",
    "upgrade",
    "x-amz-",
    "x-amzn-",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "via",
)


class ConflictException(APIGatewayV2Error):
    code = 409

    def __init__(self, message):
        super().__init__("ConflictException", message)


def on_both(create, update):
    """Runs a check for the creation of a part of an API, and for its updates."""

    def install(check):
        before(Api, create)(check)
        before(Api, update)(check)
        return check

    return install


@rule("integration-in-use", "https://github.com/hashicorp/terraform-provider-aws/issues/12195")
def integration_in_use():
    @before(Api, "delete_integration")
    def check(self, integration_id):
        users = [route.route_id for route in self.routes.values() if route.target == f"integrations/{integration_id}"]
        if users:
            raise ConflictException(
                "Cannot delete Integration because it is referenced by the following Routes with Ids: "
                f"[{', '.join(users)}]"
            )


@rule("authorizer-in-use", "https://github.com/anomalyco/sst/issues/5586")
def authorizer_in_use():
    @before(Api, "delete_authorizer")
    def check(self, authorizer_id):
        user = next((route.route_key for route in self.routes.values() if route.authorizer_id == authorizer_id), None)
        if user:
            raise ConflictException(
                f"Cannot delete authorizer '{self.authorizers[authorizer_id].name}', is referenced in route: {user}"
            )


@rule("route-key-twice", f"{API}/apis-apiid-routes.html")
def route_key_twice():
    @on_both("create_route", "update_route")
    def check(self, route_key, route_id=None, **_):
        if any(route.route_key == route_key and route.route_id != route_id for route in self.routes.values()):
            raise ConflictException(f"Route with key {route_key} already exists for this API")


@rule("route-without-integration", f"{API}/apis-apiid-routes.html")
def route_without_integration():
    @on_both("create_route", "update_route")
    def check(self, target, **_):
        prefix, _, id = (target or "").partition("/")
        if prefix == "integrations" and id not in self.integrations:
            raise BadRequestException(f"Unable to find Integration by ID {id}")


@rule("route-authorizer", f"{API}/apis-apiid-routes.html")
def route_authorizer():
    @on_both("create_route", "update_route")
    def check(self, authorization_type, authorizer_id, authorization_scopes, **_):
        if authorization_type in ("JWT", "CUSTOM") and authorizer_id not in self.authorizers:
            raise BadRequestException(f"Authorization type {authorization_type} requires a valid authorizer")
        if len(authorization_scopes or []) > SCOPES:
            raise BadRequestException(f"A route takes at most {SCOPES} authorization scopes")


@rule("authorizer-audiences", QUOTAS)
def authorizer_audiences():
    @on_both("create_authorizer", "update_authorizer")
    def check(self, jwt_config, **_):
        if len((jwt_config or {}).get("audience") or []) > AUDIENCES:
            raise BadRequestException(f"An authorizer takes at most {AUDIENCES} audiences")


@rule("integrations-per-api", QUOTAS)
def integrations_per_api():
    @before(Api, "create_integration")
    def check(self, **_):
        if len(self.integrations) >= INTEGRATIONS:
            raise ConflictException(f"Maximum number of Integrations for this API has been reached: {INTEGRATIONS}")


@rule("integration-timeout", QUOTAS)
def integration_timeout():
    @on_both("create_integration", "update_integration")
    def check(self, timeout_in_millis, **_):
        least, most = TIMEOUT_MS
        if timeout_in_millis is not None and not least <= int(timeout_in_millis) <= most:
            raise BadRequestException(f"Timeout should be between {least} ms and {most} ms")


@rule("reserved-headers", f"{GUIDE}/http-api-parameter-mapping.html")
def reserved_headers():
    @on_both("create_integration", "update_integration")
    def check(self, request_parameters, **_):
        for key in request_parameters or {}:
            header = key.lower().partition(":header.")[2]
            if header and any(header == name or (name.endswith("-") and header.startswith(name)) for name in RESERVED):
                raise BadRequestException(f"Operations on header {header} are restricted")


@rule("integration-uri", f"{GUIDE}/http-api-develop-integrations-private.html")
def integration_uri():
    @on_both("create_integration", "update_integration")
    def check(self, connection_type, integration_uri, **_):
        accepted = (":listener/", ":servicediscovery:")
        if connection_type == "VPC_LINK" and integration_uri and not any(part in integration_uri for part in accepted):
            raise BadRequestException(
                "For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN."
            )
