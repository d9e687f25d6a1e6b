"""CloudWatch Logs: resource policies and reserved names."""

import json

from moto.core.exceptions import JsonRESTError
from moto.kms import kms_backends
from moto.logs.exceptions import InvalidParameterException, LimitExceededException
from moto.logs.models import LogsBackend

from .policies import allows
from .rules import before, rule

API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference"
QUOTAS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"
MOST = 5120
RETENTION_DAYS = {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
VENDED = "/aws/vendedlogs/"


@rule("log-resource-policy-size", QUOTAS)
def log_resource_policy_size():
    @before(LogsBackend, "put_resource_policy")
    def check(self, policy_name, policy_doc):
        if not 1 <= len(policy_doc) <= MOST:
            raise LimitExceededException()


@rule("log-group-name-aws", f"{API}/API_CreateLogGroup.html")
def log_group_name_aws():
    @before(LogsBackend, "create_log_group")
    def check(self, log_group_name, tags, **_):
        if log_group_name.startswith("aws/"):
            raise InvalidParameterException("Log groups starting with AWS/ are reserved for AWS.", "logGroupName", log_group_name)


@rule("log-group-twice", f"{API}/API_CreateLogGroup.html")
def log_group_twice():
    """moto already refuses it."""


@rule("log-retention", f"{API}/API_PutRetentionPolicy.html")
def log_retention():
    @before(LogsBackend, "put_retention_policy")
    def check(self, log_group_name, retention_in_days):
        if int(retention_in_days) not in RETENTION_DAYS:
            raise InvalidParameterException(f"Invalid retention: {retention_in_days}", "retentionInDays", retention_in_days)


@rule("log-group-key", "https://github.com/hashicorp/terraform-provider-aws/issues/29282")
def log_group_key():
    """CloudWatch Logs tests the key, with the group's ARN as encryption context."""

    @before(LogsBackend, "create_log_group")
    def check(self, log_group_name, kmsKeyId=None, **_):
        arn = f"arn:{self.partition}:logs:{self.region_name}:{self.account_id}:log-group:{log_group_name}"
        keys = kms_backends[self.account_id][self.region_name]
        key = next((key for key in keys.keys.values() if kmsKeyId in (key.arn, key.id)), None)
        principals = [f"logs.{self.region_name}.amazonaws.com", "logs.amazonaws.com"]
        context = {"kms:encryptioncontext:aws:logs:arn": arn, "aws:sourceaccount": self.account_id, "aws:sourcearn": arn}
        if kmsKeyId and not (key and allows(key.policy, principals, "kms:GenerateDataKey", key.arn, context)):
            raise JsonRESTError(
                "AccessDeniedException",
                f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'",
            )


def add_delivery(backend, destination_arn):
    """
    Adds a log group to AWS's policy for services that deliver logs, AWSLogDeliveryWrite20150319. Returns False if the policy
    would exceed 5,120 characters. Groups in /aws/vendedlogs/ share one entry [GUIDE of CloudWatch Logs, "Enable logging from
    AWS services"]. Entries stay when their group is deleted.
    """
    start, _, name = destination_arn.removesuffix(":*").partition(":log-group:")
    resource = f"{start}:log-group:{VENDED + '*' if name.startswith(VENDED) else name}:log-stream:*"
    resources = backend.__dict__.setdefault("delivers_to", [])
    if resource in resources:
        return True
    if len(policy(backend, [*resources, resource])) > MOST:
        return False
    resources.append(resource)
    return True


def policy(backend, resources):
    statement = {
        "Sid": "AWSLogDeliveryWrite",
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": resources,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": [backend.account_id]},
            "ArnLike": {"aws:SourceArn": [f"arn:aws:logs:{backend.region_name}:{backend.account_id}:*"]},
        },
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, separators=(",", ":"))
