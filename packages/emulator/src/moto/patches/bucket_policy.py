"""Bucket policies whose statements apply only where their conditions are met; a request counts as one over TLS."""

import json

from flask import request
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.models import FakeBucket

from .policy_conditions import met


def apply():
    # moto takes a Deny whose condition is not met for a refusal, and the S3 backend's HeadObject of the state gets 403.
    FakeBucket.get_permission = get_permission


def get_permission(bucket, action, resource):
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    statements = json.loads(bucket.policy)["Statement"]
    results = [
        judge(statement, action, resource)
        for statement in (statements if isinstance(statements, list) else [statements])
        if met(statement.get("Condition") or {}, context(bucket))
    ]
    for result in (PermissionResult.DENIED, PermissionResult.PERMITTED):
        if result in results:
            return result
    return PermissionResult.NEUTRAL


def judge(statement, action, resource):
    unconditional = {key: value for key, value in statement.items() if key != "Condition"}
    return IAMPolicyStatement(unconditional).is_action_permitted(action, resource)


def context(bucket):
    """Condition keys of the request, in lower case; a key that the request lacks is left out."""
    headers = {f"s3:{name.lower()}": value for name, value in request.headers if name.lower().startswith("x-amz-")}
    return {
        **headers,
        # The emulator speaks HTTP; requests count as sent over TLS, as to AWS.
        "aws:securetransport": "true",
        "s3:tlsversion": "1.3",
        "aws:sourceip": request.remote_addr,
        "aws:principalaccount": bucket.account_id,
        "aws:resourceaccount": bucket.account_id,
        "s3:resourceaccount": bucket.account_id,
    }
