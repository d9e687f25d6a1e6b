"""S3: bucket names, buckets that are not empty, and bucket policies."""

import json
import re

from moto.s3.exceptions import InvalidBucketName, S3ClientError
from moto.s3.models import S3Backend

from .policies import listed
from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide"
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
# Condition keys that make a policy for everybody non-public ["The meaning of public"].
LIMITS = {
    "aws:principalorgid",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
}
PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


@rule("reserved-bucket-names", f"{GUIDE}/bucketnamingrules.html")
def reserved_bucket_names():
    @before(S3Backend, "create_bucket")
    def check(self, bucket_name, **_):
        if bucket_name.startswith(PREFIXES) or bucket_name.endswith(SUFFIXES):
            raise InvalidBucketName()


@rule("bucket-not-empty", "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html")
def bucket_not_empty():
    """moto already refuses it."""


@rule("bucket-policy-conditions", f"{GUIDE}/amazon-s3-policy-keys.html")
def bucket_policy_conditions():
    """patches/bucket_policy.py evaluates them, in lenient mode too."""


@rule("public-bucket-policy", f"{GUIDE}/access-control-block-public-access.html")
def public_bucket_policy():
    @before(S3Backend, "put_bucket_policy")
    def check(self, bucket_name, policy):
        block = self.get_bucket(bucket_name).public_access_block
        if block and str(block.block_public_policy).lower() == "true" and any(map(is_public, statements_of(policy))):
            raise S3ClientError("AccessDenied", "Public policies are blocked by the BlockPublicPolicy setting.")


@rule("bucket-policy-resource", f"{GUIDE}/troubleshooting-by-symptom.html")
def bucket_policy_resource():
    @before(S3Backend, "put_bucket_policy")
    def check(self, bucket_name, policy):
        for statement in statements_of(policy):
            for resource in listed(statement.get("Resource", [])):
                name = resource.rsplit(":", 1)[-1].partition("/")[0]
                if name not in (bucket_name, "*"):
                    raise S3ClientError("MalformedPolicy", f"Policy has invalid resource: {resource}")


@rule("bucket-name-twice", "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html")
def bucket_name_twice():
    """moto already refuses it."""


@rule("bucket-name", f"{GUIDE}/bucketnamingrules.html")
def bucket_name():
    @before(S3Backend, "create_bucket")
    def check(self, bucket_name, **_):
        if not NAME.fullmatch(bucket_name) or ".." in bucket_name or ADDRESS.fullmatch(bucket_name):
            raise InvalidBucketName()


def statements_of(policy):
    return listed(json.loads(policy)["Statement"])


def is_public(statement):
    """Allowed for everybody, without a condition that restricts the callers."""
    principal = statement.get("Principal")
    everybody = principal == "*" or (isinstance(principal, dict) and principal.get("AWS") == "*")
    limits = {key.lower() for keys in (statement.get("Condition") or {}).values() for key in keys}
    return statement["Effect"] == "Allow" and everybody and not limits & LIMITS
