"""API Gateway: methods and integrations of a REST API, whether imported or put one by one."""

import re

from moto.apigateway.exceptions import BadRequestException
from moto.apigateway.models import APIGatewayBackend
from moto.apigatewayv2 import apigatewayv2_backends
from moto.ec2 import ec2_backends
from moto.elbv2 import elbv2_backends

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide"
API = "https://docs.aws.amazon.com/apigateway/latest/api"
# The default of an integration, and of one that streams: "you can configure the integration timeout up to 15 minutes".
LEAST_MS, BUFFERED_MS, STREAMED_MS = 50, 29_000, 900_000
AUTHORIZATIONS = {"NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"}
AUTHORIZERS = {"TOKEN", "REQUEST", "COGNITO_USER_POOLS"}
LOAD_BALANCER = re.compile(r"arn:[\w-]+:elasticloadbalancing:([\w-]+):(\d{12}):loadbalancer/(app|net)/")


def on_import(check):
    """Runs a check for each operation of an OpenAPI document: (backend, document, operation, integration)."""

    @before(APIGatewayBackend, "put_rest_api")
    def each(self, api_doc, **_):
        for item in api_doc["paths"].values():
            for operation in item.values():
                check(self, api_doc, operation, operation.get("x-amazon-apigateway-integration") or {})

    return check


@rule("rest-integration-target", f"{GUIDE}/set-up-private-integration.html")
def rest_integration_target():
    """A VPC link V2 needs the load balancer, of this account, Region, and VPC. One that moto does not know counts as right."""

    @on_import
    def check(self, document, operation, integration):
        id = integration.get("connectionId") or ""
        if integration.get("connectionType") != "VPC_LINK" or id in self.vpc_links or id.startswith("${"):
            return
        link = apigatewayv2_backends[self.account_id][self.region_name].vpc_links.get(id)
        if link is None:
            raise BadRequestException(f"Invalid VPC link identifier specified: {id}")
        target = integration.get("integrationTarget") or ""
        arn = LOAD_BALANCER.match(target)
        if not arn:
            raise BadRequestException("IntegrationTarget is required for VPC link V2: the ARN of a load balancer")
        if arn.groups()[:2] != (self.region_name, self.account_id):
            raise BadRequestException(f"IntegrationTarget must belong to the account and Region of the API: {target}")
        balancer = elbv2_backends[self.account_id][self.region_name].load_balancers.get(target)
        ec2 = ec2_backends[self.account_id][self.region_name]
        if balancer and balancer.vpc_id not in {ec2.get_subnet(subnet).vpc_id for subnet in link.subnet_ids}:
            raise BadRequestException(f"IntegrationTarget must be in the VPC of VPC link {id}: {target}")


@rule("rest-integration-timeout", f"{GUIDE}/response-streaming-http.html")
def rest_integration_timeout():
    @on_import
    def check(self, document, operation, integration):
        mode = integration.get("responseTransferMode", "BUFFERED")
        most = STREAMED_MS if mode == "STREAM" else BUFFERED_MS
        if not LEAST_MS <= int(integration.get("timeoutInMillis", most)) <= most:
            raise BadRequestException(f"Timeout should be between {LEAST_MS} ms and {most} ms")


@rule("rest-response-transfer-mode", f"{GUIDE}/response-transfer-mode.html")
def rest_response_transfer_mode():
    @on_import
    def check(self, document, operation, integration):
        mode = integration.get("responseTransferMode", "BUFFERED")
        if mode not in ("BUFFERED", "STREAM"):
            raise BadRequestException(f"Invalid response transfer mode: {mode}")
        if mode == "STREAM" and integration.get("type", "").upper() not in ("HTTP_PROXY", "AWS_PROXY"):
            raise BadRequestException("Response transfer mode STREAM is for proxy integrations")


@rule("rest-mapping-parameter", f"{GUIDE}/request-response-data-mappings.html")
def rest_mapping_parameter():
    """A mapping reads parameters that the method declares."""

    @on_import
    def check(self, document, operation, integration):
        places = {"path": "path", "query": "querystring", "header": "header"}
        declared = {
            f"method.request.{places[each['in']]}.{each['name']}"
            for each in operation.get("parameters", [])
            if each["in"] in places
        }
        for value in (integration.get("requestParameters") or {}).values():
            if value.startswith("method.request.") and value not in declared and value != "method.request.body":
                raise BadRequestException(
                    "Invalid mapping expression specified: Validation Result: warnings : [], errors : "
                    f"[Invalid mapping expression parameter specified: {value}]"
                )


@rule("rest-authorization", f"{API}/API_PutMethod.html")
def rest_authorization():
    """NONE, IAM, or an authorizer that the API has. There are no JWT authorizers."""

    @on_import
    def check(self, document, operation, integration):
        kind = operation.get("x-amazon-apigateway-auth", {}).get("type", "NONE").upper()
        if kind not in AUTHORIZATIONS:
            raise BadRequestException(f"Invalid authorization type: {kind}")
        schemes = document.get("components", {}).get("securitySchemes", {})
        for required in operation.get("security", []):
            for name in required:
                if name not in schemes:
                    raise BadRequestException(f"Unable to find the security scheme {name}")
                refuse_authorizer(schemes[name].get("x-amazon-apigateway-authorizer"))

    @before(APIGatewayBackend, "put_method")
    def check_method(self, function_id, authorization_type, authorizer_id, **_):
        authorizers = self.get_rest_api(function_id).authorizers
        if authorization_type in ("CUSTOM", "COGNITO_USER_POOLS") and authorizer_id not in authorizers:
            raise BadRequestException(
                "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS "
                "requires a valid authorizer."
            )


@rule("rest-authorizer", f"{API}/API_CreateAuthorizer.html")
def rest_authorizer():
    @before(APIGatewayBackend, "create_authorizer")
    def check(self, authorizer_type, **given):
        given = given.get("kwargs", given)
        refuse_authorizer(
            {
                "type": authorizer_type,
                "identitySource": given.get("identity_source"),
                "authorizerUri": given.get("authorizer_uri"),
                "providerARNs": given.get("provider_arns"),
                "authorizerResultTtlInSeconds": given.get("authorizer_result_ttl"),
            }
        )


def refuse_authorizer(authorizer):
    """"The maximum value is 3600"; a cache needs a key, and a TOKEN authorizer always has one header."""
    if authorizer is None:
        return
    kind = (authorizer.get("type") or "").upper()
    if kind not in AUTHORIZERS:
        raise BadRequestException(f"Invalid authorizer type: {kind}")
    ttl = authorizer.get("authorizerResultTtlInSeconds")
    ttl = 300 if ttl is None else int(ttl)
    if not 0 <= ttl <= 3600:
        raise BadRequestException("Authorizer result TTL must be between 0 and 3600 seconds")
    if kind == "COGNITO_USER_POOLS":
        if not authorizer.get("providerARNs"):
            raise BadRequestException("Invalid Authorizer: a user pool is required")
        return
    if not re.match(r"arn:[\w-]+:apigateway:[\w-]+:lambda:path/", authorizer.get("authorizerUri") or ""):
        raise BadRequestException(f"Invalid Authorizer URI: {authorizer.get('authorizerUri')}")
    if kind == "REQUEST" and ttl > 0 and not authorizer.get("identitySource"):
        raise BadRequestException("Identity source is required for a REQUEST authorizer whose results are cached")
