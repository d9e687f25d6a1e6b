"""Bucket policies that refuse requests without TLS."""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult


def apply():
    permitted = IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self, *args, **kwargs):
        # The emulator's plain HTTP stands for AWS's TLS, so that such a Deny does not apply. moto takes a Deny whose
        # condition is not met for a refusal, and the S3 backend's HeadObject of the state then gets 403.
        condition = self._statement.get("Condition", {})
        without_tls = str(condition.get("Bool", {}).get("aws:SecureTransport")).lower() == "false"
        if self._statement["Effect"] == "Deny" and without_tls:
            return PermissionResult.NEUTRAL
        return permitted(self, *args, **kwargs)

    IAMPolicyStatement.is_action_permitted = is_action_permitted
