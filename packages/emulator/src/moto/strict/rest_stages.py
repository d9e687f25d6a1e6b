"""API Gateway: deployments and stages of a REST API, and the role that all logs of a Region share."""

from moto.apigateway.exceptions import BadRequestException
from moto.apigateway.models import APIGatewayBackend
from moto.iam import iam_backends
from moto.wafv2.exceptions import WAFv2ClientError
from moto.wafv2.models import WAFV2Backend

from .functions import with_resource
from .policies import allows
from .rest_apis import GUIDE
from .rules import before, rule

THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"


@rule("rest-private-policy", f"{GUIDE}/apigateway-resource-policies-create-attach.html")
def rest_private_policy():
    @before(APIGatewayBackend, "create_deployment")
    def check(self, function_id, **_):
        api = self.get_rest_api(function_id)
        if "PRIVATE" in (api.endpoint_configuration or {}).get("types", []) and not api.policy:
            raise BadRequestException("Private REST API doesn't have a resource policy attached to it")


@rule("rest-deployment-in-use", "https://github.com/hashicorp/terraform/issues/10674")
def rest_deployment_in_use():
    @before(APIGatewayBackend, "delete_deployment")
    def check(self, function_id, deployment_id):
        if any(stage.deployment_id == deployment_id for stage in self.get_rest_api(function_id).stages.values()):
            raise BadRequestException("Active stages pointing to this deployment must be moved or deleted")


@rule("rest-log-role", f"{GUIDE}/set-up-logging.html")
def rest_log_role():
    """Neither kind of log works without the role of the account in the Region."""

    @before(APIGatewayBackend, "update_stage")
    def check(self, patch_operations, **_):
        logs = [
            each
            for each in patch_operations or []
            if each["op"] != "remove"
            and (each["path"].startswith("/accessLogSettings/") or each["path"].endswith("/logging/loglevel"))
            and each.get("value") not in (None, "", "OFF")
        ]
        if logs and not self.account.cloudwatch_role_arn:
            raise BadRequestException("CloudWatch Logs role ARN must be set in account settings to enable logging")


@rule("rest-account-role", f"{GUIDE}/set-up-logging.html")
def rest_account_role():
    """API Gateway tests the role. One that does not exist in the emulator's IAM counts as valid."""

    @before(APIGatewayBackend, "update_account")
    def check(self, patch_operations):
        for each in patch_operations:
            if each["path"] != "/cloudwatchRoleArn" or not each.get("value"):
                continue
            iam = iam_backends[self.account_id][self.partition]
            role = next((role for role in iam.get_roles() if role.arn == each["value"]), None)
            if role and not (is_trusted(role) and writes_logs(role)):
                raise BadRequestException(
                    "The role ARN does not have required permissions configured. Please grant trust permission for API "
                    "Gateway and add the required role policy."
                )


def is_trusted(role):
    trust = with_resource(role.assume_role_policy_document)
    return allows(trust, ["apigateway.amazonaws.com"], "sts:AssumeRole", "*", {})


def writes_logs(role):
    if any(arn.endswith("AmazonAPIGatewayPushToCloudWatchLogs") for arn in role.managed_policies):
        return True
    return any("logs:PutLogEvents" in text or "logs:*" in text for text in map(str, role.policies.values()))


@rule("rest-method-settings", f"{THREADS}/16094")
def rest_method_settings():
    """Settings are for all methods of a stage, or for one that the API has."""

    @before(APIGatewayBackend, "update_stage")
    def check(self, function_id, patch_operations, **_):
        api = self.get_rest_api(function_id)
        known = {"*/*"} | {
            f"{resource.get_path().lstrip('/').replace('/', '~1')}/{method}"
            for resource in api.resources.values()
            for method in resource.resource_methods
        }
        for each in patch_operations or []:
            parts = each["path"].lstrip("/").split("/")
            kinds = ("throttling", "logging", "metrics", "caching")
            if len(parts) == 4 and parts[2] in kinds and each["op"] != "remove":
                path = "/".join([parts[0].removeprefix("~1"), parts[1]])
                if path not in known:
                    raise BadRequestException(f"Invalid method setting path: {each['path']}")


@rule("web-acl-of-stage", "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html")
def web_acl_of_stage():
    """A stage takes a regional web ACL of its own account and Region, and has to exist."""

    @before(WAFV2Backend, "associate_web_acl")
    def check(self, web_acl_arn, resource_arn):
        parts = web_acl_arn.split(":")
        if not parts[5].startswith("regional/webacl/") or parts[3:5] != [self.region_name, self.account_id]:
            raise WAFv2ClientError("WAFInvalidParameterException", f"The web ACL is not one for this resource: {web_acl_arn}")
        if ":/restapis/" in resource_arn and self._find_apigw_stage(resource_arn) is None:
            raise WAFv2ClientError("WAFUnavailableEntityException", f"There is no such stage: {resource_arn}")
