"""API Gateway v2: VPC links, routes and integrations that are in use, domain names, and what a deployment holds."""

import json
from pathlib import Path
from urllib.parse import unquote

from moto.acm import acm_backends
from moto.apigatewayv2 import urls
from moto.apigatewayv2.exceptions import APIGatewayV2Error, BadRequestException
from moto.apigatewayv2.models import Api, ApiGatewayV2Backend
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.ec2 import ec2_backends
from moto.logs import logs_backends

from .logs import add_delivery
from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide"
THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"
# "Availability by Region" of GUIDE/apigateway-vpc-links-v2.html. A Region that is not in it is not looked at.
ZONES = json.loads(Path(__file__).with_name("vpc_link_zones.json").read_text())


class ConflictException(APIGatewayV2Error):
    code = 409

    def __init__(self, message):
        super().__init__("ConflictException", message)


def ec2_of(backend):
    return ec2_backends[backend.account_id][backend.region_name]


@rule("vpc-link-zones", f"{GUIDE}/apigateway-vpc-links-v2.html")
def vpc_link_zones():
    @before(ApiGatewayV2Backend, "create_vpc_link")
    def check(self, name, sg_ids, subnet_ids, tags):
        ec2 = ec2_of(self)
        supported = ZONES.get(self.region_name)
        for subnet_id in subnet_ids:
            zone = ec2.get_subnet(subnet_id)._availability_zone.zone_id
            if supported and zone not in supported:
                raise BadRequestException(f"Subnet {subnet_id} is in {zone}, where VPC links are not supported")


@rule("vpc-link-one-vpc", "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html")
def vpc_link_one_vpc():
    @before(ApiGatewayV2Backend, "create_vpc_link")
    def check(self, name, sg_ids, subnet_ids, tags):
        ec2 = ec2_of(self)
        vpcs = {ec2.get_subnet(subnet_id).vpc_id for subnet_id in subnet_ids}
        vpcs |= {group.vpc_id for group in map(ec2.get_security_group_from_id, sg_ids or []) if group}
        if len(vpcs) > 1:
            raise BadRequestException("Subnets and security groups of a VPC link must belong to one VPC")


@rule("vpc-link-in-use", f"{THREADS}/12195")
def vpc_link_in_use():
    @before(ApiGatewayV2Backend, "delete_vpc_link")
    def check(self, vpc_link_id):
        for api in self.apis.values():
            for integration in api.integrations.values():
                if integration.connection_id == vpc_link_id:
                    raise BadRequestException(
                        f"Cannot delete vpc link. Vpc link '{vpc_link_id}', is referenced in "
                        f"[ANY:{integration.id}] in format of [Method:Resource]."
                    )


@rule("integration-in-use", f"{THREADS}/12195")
def integration_in_use():
    @before(Api, "delete_integration")
    def check(self, integration_id):
        users = [route.route_id for route in self.routes.values() if route.target == f"integrations/{integration_id}"]
        if users:
            raise ConflictException(
                "Cannot delete Integration because it is referenced by the following Routes with Ids: "
                f"[{', '.join(users)}]"
            )


@rule("route-key-twice", "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html")
def route_key_twice():
    def refuse(api, route_key, route_id=None):
        if any(route.route_key == route_key and route.route_id != route_id for route in api.routes.values()):
            raise ConflictException(f"Route with key {route_key} already exists for this API")

    @before(Api, "create_route")
    def created(self, route_key, **_):
        refuse(self, route_key)

    @before(Api, "update_route")
    def updated(self, route_id, route_key, **_):
        refuse(self, route_key, route_id)


@rule("ownership-verification-certificate", f"{GUIDE}/http-api-mutual-tls.html")
def ownership_verification_certificate():
    def refuse(backend, configurations, mutual_tls):
        if not (mutual_tls or {}).get("truststoreUri"):
            return
        certificates = acm_backends[backend.account_id][backend.region_name]._certificates
        for configuration in configurations or []:
            certificate = certificates.get(configuration.get("certificateArn"))
            # One that ACM does not hold here stands for one that it issued.
            if certificate and certificate.type in ("IMPORTED", "PRIVATE"):
                if not configuration.get("ownershipVerificationCertificateArn"):
                    raise BadRequestException(
                        "Invalid request: an ownership verification certificate is required for mutual TLS with an "
                        "imported or private certificate"
                    )

    @before(ApiGatewayV2Backend, "create_domain_name")
    def created(self, domain_name_configurations, mutual_tls_authentication, **_):
        refuse(self, domain_name_configurations, mutual_tls_authentication)

    def updated(response):
        body = json.loads(response.body)
        domain = response.apigatewayv2_backend.get_domain_name(unquote(response.path.split("/")[-1]))
        refuse(
            response.apigatewayv2_backend,
            body.get("domainNameConfigurations", domain.domain_name_configurations),
            body.get("mutualTlsAuthentication", domain.mutual_tls_authentication),
        )

    wrap_response("update_domain_name", updated)


@rule("access-log-resource-policy", "https://github.com/awslabs/visual-asset-management-system/issues/157")
def access_log_resource_policy():
    def log_to(response):
        destination = (json.loads(response.body or "{}").get("accessLogSettings") or {}).get("destinationArn")
        backend = response.apigatewayv2_backend
        if destination and not add_delivery(logs_backends[backend.account_id][backend.region_name], destination):
            raise BadRequestException(
                "Cannot enable logging. Policy document length breaking Cloudwatch Logs Constraints, either < 1 or > 5120"
            )

    wrap_response("create_stage", log_to)
    wrap_response("update_stage", log_to)


@rule("default-endpoint-needs-deployment", f"{GUIDE}/http-api-disable-default-endpoint.html")
def default_endpoint_needs_deployment():
    """ExportApi tells what a stage serves: the default endpoint is off only once a deployment has it off."""
    urls.url_paths["{0}/v2/apis/(?P<api_id>[^/]+)/exports/(?P<specification>[^/]+)$"] = ApiGatewayV2Response.dispatch
    create = ApiGatewayV2Response.create_deployment

    def create_deployment(self):
        status, headers, body = create(self)
        api = self.apigatewayv2_backend.get_api(self.path.split("/")[3])
        deployment = api.deployments[json.loads(body)["deploymentId"]]
        # Kept beside the deployment, whose answer must not show it.
        api.__dict__.setdefault("endpoint_off_in", {})[deployment["deploymentId"]] = is_off(api)
        return status, headers, body

    def export_api(self):
        api = self.apigatewayv2_backend.get_api(self.path.split("/")[3])
        stage = api.get_stage(self._get_param("stageName"))
        kept = api.__dict__.get("endpoint_off_in", {})
        off = is_off(api) if stage.auto_deploy else kept.get(stage.deployment_id, False)
        document = {
            "openapi": "3.0.1",
            "info": {"title": api.name, "version": api.version or ""},
            "paths": {route.route_key.split(" ")[-1]: {} for route in api.routes.values()},
            "x-amazon-apigateway-endpoint-configuration": {"disableExecuteApiEndpoint": off},
        }
        return 200, {"Content-Type": "application/octet-stream"}, json.dumps(document)

    ApiGatewayV2Response.create_deployment = create_deployment
    ApiGatewayV2Response.export_api = export_api


def is_off(api):
    return str(api.disable_execute_api_endpoint).lower() == "true"


def wrap_response(name, check):
    """Runs a check on the request of an operation before moto answers it."""
    respond = getattr(ApiGatewayV2Response, name)

    def checked(self):
        check(self)
        return respond(self)

    setattr(ApiGatewayV2Response, name, checked)
