"""KMS keys and ACM certificates."""

from moto.acm.models import AWSCertificateManagerBackend
from moto.apigatewayv2 import apigatewayv2_backends
from moto.core.exceptions import JsonRESTError
from moto.elbv2 import elbv2_backends
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

from .policies import allows
from .rules import before, rule

ACM = "https://docs.aws.amazon.com/acm/latest/APIReference"
KMS = "https://docs.aws.amazon.com/kms/latest"


@rule("key-policy-lockout", f"{KMS}/APIReference/API_PutKeyPolicy.html")
def key_policy_lockout():
    def refuse(backend, policy):
        # The caller is unknown here, so the account stands for its principals.
        account = [backend.account_id, f"arn:{backend.partition}:iam::{backend.account_id}:root"]
        if policy and not allows(policy, account, "kms:PutKeyPolicy", "*", {}):
            raise JsonRESTError(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
            )

    before(KmsBackend, "create_key")(lambda self, policy, **_: refuse(self, policy))
    before(KmsBackend, "put_key_policy")(lambda self, policy, **_: refuse(self, policy))


@rule("key-alias", f"{KMS}/APIReference/API_CreateAlias.html")
def key_alias():
    """moto refuses existing names, and a list of AWS's reserved ones, which its services create in the backend."""

    @before(KmsResponse, "create_alias")
    def check(self):
        alias_name = self._get_param("AliasName")
        if alias_name.startswith("alias/aws/"):
            raise JsonRESTError("NotAuthorizedException", f"Aliases that begin with alias/aws/ are reserved: {alias_name}")


@rule("certificate-name", f"{ACM}/API_RequestCertificate.html")
def certificate_name():
    @before(AWSCertificateManagerBackend, "request_certificate")
    def check(self, domain_name, **_):
        if len(domain_name) > 64:
            raise JsonRESTError("InvalidParameterException", "The first domain name can be no longer than 64 characters.")


@rule("certificate-in-use", f"{ACM}/API_DeleteCertificate.html")
def certificate_in_use():
    @before(AWSCertificateManagerBackend, "delete_certificate")
    def check(self, arn):
        balancers = elbv2_backends[self.account_id][self.region_name].load_balancers.values()
        domains = apigatewayv2_backends[self.account_id][self.region_name].domain_names.values()
        listeners = [listener for balancer in balancers for listener in balancer.listeners.values()]
        used = {listener.certificate for listener in listeners}
        for domain in domains:
            for configuration in domain.domain_name_configurations or []:
                used |= {configuration.get("certificateArn"), configuration.get("ownershipVerificationCertificateArn")}
        if arn in used:
            raise JsonRESTError("ResourceInUseException", f"Certificate {arn} in account {self.account_id} is in use.")
