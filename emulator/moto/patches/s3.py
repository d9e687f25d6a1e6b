"""Bucket policies that deny plain HTTP."""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult


def apply():
    is_action_permitted = IAMPolicyStatement.is_action_permitted

    # A denial whose conditions are not met does not apply; moto denies all the same, or leaves the conditions out.
    # The emulator listens on plain HTTP and stands for endpoints that are reached over TLS.
    def with_secure_transport(self, *args, **kwargs):
        secure = self._statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport")
        if self._statement["Effect"] == "Deny" and secure == "false":
            return PermissionResult.NEUTRAL
        return is_action_permitted(self, *args, **kwargs)

    IAMPolicyStatement.is_action_permitted = with_secure_transport
