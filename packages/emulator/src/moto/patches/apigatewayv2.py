"""Custom domain names of API Gateway v2."""

import json
from inspect import signature
from urllib.parse import unquote

from moto.apigatewayv2.models import DomainName
from moto.apigatewayv2.responses import ApiGatewayV2Response


def apply():
    init, to_json = DomainName.__init__, DomainName.to_json
    parameters = signature(init)

    def with_region(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.region = parameters.bind(self, *args, **kwargs).arguments["backend"].region_name

    def available(self):
        answer = to_json(self)
        # aws_apigatewayv2_domain_name waits for AVAILABLE after create and update.
        answer["domainNameConfigurations"] = [
            {
                **configuration,
                "domainNameStatus": "AVAILABLE",
                # What an alias record points at.
                "apiGatewayDomainName": f"d-emulated.execute-api.{self.region}.amazonaws.com",
                "hostedZoneId": "Z2OJLYMUO9EFXC",
            }
            for configuration in self.domain_name_configurations or []
        ]
        # An empty block reads as mutual TLS configured, so that every plan takes it away.
        if not answer["mutualTlsAuthentication"]:
            del answer["mutualTlsAuthentication"]
        return answer

    DomainName.__init__ = with_region
    DomainName.to_json = available
    # aws_apigatewayv2_domain_name: another certificate, and mutual TLS that comes or goes.
    ApiGatewayV2Response.update_domain_name = update_domain_name


def update_domain_name(self):
    domain = self.apigatewayv2_backend.get_domain_name(unquote(self.path.split("/")[-1]))
    body = json.loads(self.body)
    if "domainNameConfigurations" in body:
        domain.domain_name_configurations = body["domainNameConfigurations"]
    if "mutualTlsAuthentication" in body:
        # An empty URI takes mutual TLS away.
        given = body["mutualTlsAuthentication"]
        domain.mutual_tls_authentication = given if given.get("truststoreUri") else None
    return 200, {}, json.dumps(domain.to_json())
