"""API Gateway v2: custom domain names, the address type of an API, and settings that an update removes."""

import json
from functools import wraps
from inspect import signature
from urllib.parse import unquote

from moto.apigatewayv2.models import Api, DomainName, Route
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
                # Target of alias records.
                "apiGatewayDomainName": f"d-emulated.execute-api.{self.region}.amazonaws.com",
                "hostedZoneId": "Z2OJLYMUO9EFXC",
            }
            for configuration in self.domain_name_configurations or []
        ]
        # The provider reads an empty block as configured mutual TLS, so every plan would remove it.
        if not answer["mutualTlsAuthentication"]:
            del answer["mutualTlsAuthentication"]
        return answer

    DomainName.__init__ = with_region
    DomainName.to_json = available
    # aws_apigatewayv2_domain_name: another certificate, and mutual TLS turned on or off.
    ApiGatewayV2Response.update_domain_name = update_domain_name
    keep_ip_address_type()
    # The provider's test of all attributes of an API removes CORS with such an update, and reads none back.
    taken_away_by_empty(Api, "cors_configuration", None)
    taken_away_by_empty(Route, "authorization_scopes", [])


def update_domain_name(self):
    domain = self.apigatewayv2_backend.get_domain_name(unquote(self.path.split("/")[-1]))
    body = json.loads(self.body)
    if "domainNameConfigurations" in body:
        domain.domain_name_configurations = body["domainNameConfigurations"]
    if "mutualTlsAuthentication" in body:
        # An empty URI removes mutual TLS.
        given = body["mutualTlsAuthentication"]
        domain.mutual_tls_authentication = given if given.get("truststoreUri") else None
    return 200, {}, json.dumps(domain.to_json())


def keep_ip_address_type():
    """aws_apigatewayv2_api reads ipAddressType back, by default ipv4; moto does not store it."""
    to_json = Api.to_json

    def keeping(name):
        respond = getattr(ApiGatewayV2Response, name)

        def answer(self):
            status, headers, body = respond(self)
            api = self.apigatewayv2_backend.get_api(json.loads(body)["apiId"])
            given = json.loads(self.body).get("ipAddressType")
            if given:
                api.ip_address_type = given
            return status, headers, json.dumps(api.to_json())

        setattr(ApiGatewayV2Response, name, answer)

    Api.to_json = lambda self: {**to_json(self), "ipAddressType": getattr(self, "ip_address_type", "ipv4")}
    keeping("create_api")
    keeping("update_api")


def taken_away_by_empty(model, setting, none):
    update = model.update
    parameters = signature(update)

    @wraps(update)
    def updated(self, *args, **kwargs):
        update(self, *args, **kwargs)
        given = parameters.bind(self, *args, **kwargs).arguments.get(setting)
        if given is not None and not given:
            setattr(self, setting, none)

    model.update = updated
