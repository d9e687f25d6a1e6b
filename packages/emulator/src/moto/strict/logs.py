"""CloudWatch Logs: resource policies and reserved names."""

import json

from moto.logs.exceptions import InvalidParameterException, LimitExceededException
from moto.logs.models import LogsBackend

from .rules import before, rule

QUOTAS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"
MOST = 5120
VENDED = "/aws/vendedlogs/"


@rule("log-resource-policy-size", QUOTAS)
def log_resource_policy_size():
    @before(LogsBackend, "put_resource_policy")
    def check(self, policy_name, policy_doc):
        if not 1 <= len(policy_doc) <= MOST:
            raise LimitExceededException()


@rule("log-group-name-aws", "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html")
def log_group_name_aws():
    @before(LogsBackend, "create_log_group")
    def check(self, log_group_name, tags, **_):
        if log_group_name.startswith("aws/"):
            raise InvalidParameterException("Log groups starting with AWS/ are reserved for AWS.", "logGroupName", log_group_name)


def add_delivery(backend, destination_arn):
    """
    Adds a log group to the policy that AWS keeps for services that deliver logs, AWSLogDeliveryWrite20150319; False where
    that grows beyond 5,120 characters. Groups below /aws/vendedlogs/ share one entry [GUIDE of CloudWatch Logs, "Enable
    logging from AWS services"]; entries stay when their group goes.
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
