"""Custom domain names of API Gateway v2."""

from moto.apigatewayv2.models import DomainName


def apply():
    to_json = DomainName.to_json

    def available(self):
        answer = to_json(self)
        # aws_apigatewayv2_domain_name waits for AVAILABLE after create and update.
        answer["domainNameConfigurations"] = [
            {**configuration, "domainNameStatus": "AVAILABLE"} for configuration in self.domain_name_configurations or []
        ]
        # An empty block reads as mutual TLS configured, so that every plan takes it away.
        if not answer["mutualTlsAuthentication"]:
            del answer["mutualTlsAuthentication"]
        return answer

    DomainName.to_json = available
