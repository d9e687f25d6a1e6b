"""API Gateway v2: VPC links, domain names, access logs, and deployments."""

import json
from pathlib import Path
from urllib.parse import unquote

from moto.acm import acm_backends
from moto.apigateway import apigateway_backends
from moto.apigatewayv2 import urls
from moto.apigatewayv2.exceptions import BadRequestException
from moto.apigatewayv2.models import Api, ApiGatewayV2Backend
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.ec2 import ec2_backends
from moto.logs import logs_backends

from .logs import add_delivery
from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide"
THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"
# "Availability by Region" of GUIDE/apigateway-vpc-links-v2.html. Regions that are not in it are not checked.
ZONES = json.loads(Path(__file__).with_name("vpc_link_zones.json").read_text())


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


@rule("vpc-link-of-integration", f"{GUIDE}/http-api-develop-integrations-private.html")
def vpc_link_of_integration():
    @before(Api, "create_integration")
    def check(self, connection_type, connection_id, **_):
        links = self.backend.vpc_links
        if connection_type == "VPC_LINK" and connection_id not in links:
            raise BadRequestException(f"Invalid VPC link identifier specified: {connection_id}")


@rule("vpc-link-in-use", f"{THREADS}/12195")
def vpc_link_in_use():
    """Integrations of HTTP APIs and of REST APIs count alike."""

    def refuse(id, where):
        raise BadRequestException(
            f"Cannot delete vpc link. Vpc link '{id}', is referenced in [{where}] in format of [Method:Resource]."
        )

    @before(ApiGatewayV2Backend, "delete_vpc_link")
    def check(self, vpc_link_id):
        for api in self.apis.values():
            for integration in api.integrations.values():
                if integration.connection_id == vpc_link_id:
                    refuse(vpc_link_id, f"ANY:{integration.id}")
        for api in apigateway_backends[self.account_id][self.region_name].apis.values():
            for resource in api.resources.values():
                for name, method in resource.resource_methods.items():
                    if getattr(method.method_integration, "lost", {}).get("connectionId") == vpc_link_id:
                        refuse(vpc_link_id, f"{name}:{resource.id}")


@rule("ownership-verification-certificate", f"{GUIDE}/http-api-mutual-tls.html")
def ownership_verification_certificate():
    def refuse(backend, configurations, mutual_tls):
        if not (mutual_tls or {}).get("truststoreUri"):
            return
        certificates = acm_backends[backend.account_id][backend.region_name]._certificates
        for configuration in configurations or []:
            certificate = certificates.get(configuration.get("certificateArn"))
            # A certificate that does not exist in the emulator's ACM counts as issued.
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


@rule("domain-certificate", f"{GUIDE}/http-api-custom-domain-names.html")
def domain_certificate():
    """A certificate that does not exist in the emulator's ACM counts as issued."""

    @before(ApiGatewayV2Backend, "create_domain_name")
    def check(self, domain_name_configurations, **_):
        for configuration in domain_name_configurations or []:
            arn = configuration.get("certificateArn") or ""
            certificate = acm_backends[self.account_id][self.region_name]._certificates.get(arn)
            if certificate and certificate.status != "ISSUED":
                raise BadRequestException(f"The certificate {arn} is not issued: {certificate.status}")
            if arn and arn.split(":")[3] != self.region_name:
                raise BadRequestException(f"The certificate {arn} must be in {self.region_name}")


@rule("domain-name-twice", "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html")
def domain_name_twice():
    @before(ApiGatewayV2Backend, "create_domain_name")
    def check(self, domain_name, **_):
        if domain_name in self.domain_names:
            raise BadRequestException("The domain name you provided already exists.")


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
    """ExportApi shows what a stage serves: the default endpoint is disabled only after a deployment."""
    urls.url_paths["{0}/v2/apis/(?P<api_id>[^/]+)/exports/(?P<specification>[^/]+)$"] = ApiGatewayV2Response.dispatch
    create = ApiGatewayV2Response.create_deployment

    def create_deployment(self):
        status, headers, body = create(self)
        api = self.apigatewayv2_backend.get_api(self.path.split("/")[3])
        deployment = api.deployments[json.loads(body)["deploymentId"]]
        # Stored separately, because the deployment's response must not contain it.
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
    """Runs a check of an operation's request before moto handles it."""
    respond = getattr(ApiGatewayV2Response, name)

    def checked(self):
        check(self)
        return respond(self)

    setattr(ApiGatewayV2Response, name, checked)
