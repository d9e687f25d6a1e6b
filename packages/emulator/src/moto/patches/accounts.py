"""
Accounts: credentials of an assumed role belong to the role's account, all others to MOTO_ACCOUNT_ID. In moto the variable
applies to all of them.
"""

from functools import wraps

from moto.core.responses import BaseResponse
from moto.iam.models import iam_backends


def apply():
    current = BaseResponse.get_current_account

    @wraps(current)
    def get_current_account(self):
        key = self.get_access_key()
        for account_id, partitions in list(iam_backends.items()):
            if any(key in backend.access_keys for backend in list(partitions.values())):
                return account_id
        return current(self)

    BaseResponse.get_current_account = get_current_account
