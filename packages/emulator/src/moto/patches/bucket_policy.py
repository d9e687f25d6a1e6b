"""Bucket policies whose statements apply only if their conditions are met; every request counts as sent over TLS."""

import json

from flask import request
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.models import FakeBucket

from .policy_conditions import met


def apply():
    # moto applies a Deny even if its condition is not met, so the S3 backend's HeadObject of the state would get 403.
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
    """Condition keys of the request, in lower case; keys that the request does not have are omitted."""
    headers = {f"s3:{name.lower()}": value for name, value in request.headers if name.lower().startswith("x-amz-")}
    return {
        **headers,
        # The emulator uses HTTP; requests count as sent over TLS, as they would be to AWS.
        "aws:securetransport": "true",
        "s3:tlsversion": "1.3",
        "aws:sourceip": request.remote_addr,
        "aws:principalaccount": bucket.account_id,
        "aws:resourceaccount": bucket.account_id,
        "s3:resourceaccount": bucket.account_id,
    }
