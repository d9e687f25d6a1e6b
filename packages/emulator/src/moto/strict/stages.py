"""API Gateway v2: CORS, stages, deployments, and API mappings of domains."""

import json

from moto.apigatewayv2.exceptions import BadRequestException
from moto.apigatewayv2.models import ApiGatewayV2Backend
from moto.apigatewayv2.responses import ApiGatewayV2Response

from .http_apis import API, GUIDE, QUOTAS, ConflictException
from .rules import before, rule

CORS_METHODS = {"*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def on_body(*operations):
    """Runs a check with the API of a request, and with the request."""

    def install(check):
        for operation in operations:
            respond = getattr(ApiGatewayV2Response, operation)

            def checked(self, respond=respond):
                parts = self.path.split("/")
                api = self.apigatewayv2_backend.get_api(parts[3]) if len(parts) > 3 else None
                check(api, json.loads(self.body or "{}"), self)
                return respond(self)

            setattr(ApiGatewayV2Response, operation, checked)
        return check

    return install


@rule("cors-credentials", f"{GUIDE}/http-api-cors.html")
def cors_credentials():
    @on_body("create_api", "update_api")
    def check(api, given, response):
        cors = given.get("corsConfiguration") or {}
        if cors.get("allowCredentials") and "*" in (cors.get("allowOrigins") or []):
            raise BadRequestException("Origin * is not allowed when allowCredentials is true")


@rule("cors-methods", f"{GUIDE}/http-api-cors.html")
def cors_methods():
    @on_body("create_api", "update_api")
    def check(api, given, response):
        for method in (given.get("corsConfiguration") or {}).get("allowMethods") or []:
            if method not in CORS_METHODS:
                raise BadRequestException(f"Invalid method in allowMethods: {method}")


@rule("route-settings-without-route", "https://github.com/hashicorp/terraform-provider-aws/issues/16094")
def route_settings_without_route():
    @on_body("create_stage", "update_stage")
    def check(api, given, response):
        keys = {route.route_key for route in api.routes.values()}
        for key in given.get("routeSettings") or {}:
            if key not in keys:
                raise BadRequestException(f"Unable to find Route by key {key} within the provided RouteSettings")


@rule("stage-variables", QUOTAS)
def stage_variables():
    @on_body("create_stage", "update_stage")
    def check(api, given, response):
        variables = given.get("stageVariables") or {}
        if len(variables) > 100 or any(len(key) > 64 or len(value) > 512 for key, value in variables.items()):
            raise BadRequestException("A stage takes 100 variables with keys of 64 characters and values of 512")


@rule("stage-twice", f"{API}/apis-apiid-stages.html")
def stage_twice():
    @on_body("create_stage")
    def check(api, given, response):
        if given.get("stageName") in api.stages:
            raise ConflictException("Stage already exists")


@rule("deployment-in-use", "https://github.com/hashicorp/terraform-provider-aws/issues/19805")
def deployment_in_use():
    @on_body("delete_deployment")
    def check(api, given, response):
        id = response.path.split("/")[-1]
        if any(getattr(stage, "deployment_id", None) == id for stage in api.stages.values()):
            raise BadRequestException("Active stages pointing to this deployment must be moved or deleted")


@rule("api-mapped", "https://github.com/gruntwork-io/cloud-nuke/issues/370")
def api_mapped():
    @before(ApiGatewayV2Backend, "delete_api")
    def check(self, api_id):
        if any(mapping.api_id == api_id for mapping in self.api_mappings.values()):
            raise BadRequestException(
                f"Deleting API {api_id} failed. Please remove all API mappings for the API from your custom domain names."
            )


@rule("api-mapping-twice", f"{API}/domainnames-domainname-apimappings.html")
def api_mapping_twice():
    @before(ApiGatewayV2Backend, "create_api_mapping")
    def check(self, api_mapping_key, domain_name, **_):
        for other in self.api_mappings.values():
            if (other.domain_name, other.api_mapping_key or "") == (domain_name, api_mapping_key or ""):
                raise ConflictException("ApiMapping key already exists for this domain name")
