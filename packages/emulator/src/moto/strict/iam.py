"""IAM: tags, inline policies and their statements."""

import re

from moto.iam.exceptions import InvalidInput, LimitExceededException, ValidationError
from moto.iam.models import IAMBackend

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide"
# Characters of all inline policies of a role, without white space.
MOST = 10_240
# "Role trust policy length": a default that AWS raises on request.
MOST_TRUST = 2048


@rule("duplicate-tag-keys", f"{GUIDE}/id_tags.html")
def duplicate_tag_keys():
    """moto already refuses keys that differ only in case."""


@rule("tag-characters", f"{GUIDE}/id_tags.html")
def tag_characters():
    allowed = re.compile(r"[\w\s_.:/=+\-@]*")

    @before(IAMBackend, "create_role")
    def check(self, tags, **_):
        for tag in tags or []:
            if not (allowed.fullmatch(tag["Key"]) and allowed.fullmatch(tag["Value"])):
                raise InvalidInput(f"Tag {tag['Key']} holds a character that is not allowed")


@rule("inline-policy-size", f"{GUIDE}/reference_iam-quotas.html")
def inline_policy_size():
    @before(IAMBackend, "put_role_policy")
    def check(self, role_name, policy_name, policy_json):
        others = {name: text for name, text in self.get_role(role_name).policies.items() if name != policy_name}
        size = sum(len(re.sub(r"\s", "", text)) for text in [*others.values(), policy_json])
        if size > MOST:
            raise LimitExceededException(f"Maximum policy size of {MOST} bytes exceeded for role {role_name}")


@rule("trust-policy-size", f"{GUIDE}/reference_iam-quotas.html")
def trust_policy_size():
    def refuse(text):
        if len(re.sub(r"\s", "", text)) > MOST_TRUST:
            raise LimitExceededException(f"Cannot exceed quota for ACLSizePerRole: {MOST_TRUST}")

    before(IAMBackend, "create_role")(lambda self, assume_role_policy_document, **_: refuse(assume_role_policy_document))
    before(IAMBackend, "update_assume_role_policy")(lambda self, policy_document, **_: refuse(policy_document))


@rule("statement-ids", f"{GUIDE}/reference_policies_elements_sid.html")
def statement_ids():
    """moto already refuses a duplicate name."""


@rule("role-with-policies", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html")
def role_with_policies():
    """moto already refuses it."""


@rule("role-twice", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html")
def role_twice():
    """moto already refuses it."""


@rule("role-name", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html")
def role_name():
    @before(IAMBackend, "create_role")
    def check(self, role_name, **_):
        if not re.fullmatch(r"[\w+=,.@-]{1,64}", role_name):
            raise ValidationError(
                f"1 validation error detected: Value '{role_name}' at 'roleName' failed to satisfy constraint: Member must "
                "have length less than or equal to 64"
            )
