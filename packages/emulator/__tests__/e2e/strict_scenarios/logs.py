"""CloudWatch Logs."""

from keys import allow, key, owner
from support import ACCOUNT, REGION, accepted, client, refused, scenario

logs = client("logs")


@scenario
def log_resource_policy_size():
    logs.put_resource_policy(policyName="p", policyDocument="x" * 5121)


@scenario
def log_group_name_aws():
    logs.create_log_group(logGroupName="aws/mine")


@scenario
def log_group_twice():
    accepted(lambda: logs.create_log_group(logGroupName="same"))
    logs.create_log_group(logGroupName="same")


@scenario
def log_group_key():
    def encrypted(group, *conditions):
        principal = {"Service": f"logs.{REGION}.amazonaws.com"}
        statements = [owner(), *[{**allow(principal, "kms:*"), **condition} for condition in conditions]]
        logs.create_log_group(logGroupName=group, kmsKeyId=key(*statements))

    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:shop/*"
    of_shop = {"Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": arn}}}
    refused("AccessDeniedException", lambda: encrypted("shop/a"))
    accepted(lambda: encrypted("shop/b", of_shop))
    encrypted("other/c", of_shop)


@scenario
def log_retention():
    logs.create_log_group(logGroupName="kept")
    accepted(lambda: logs.put_retention_policy(logGroupName="kept", retentionInDays=90))
    logs.put_retention_policy(logGroupName="kept", retentionInDays=91)
