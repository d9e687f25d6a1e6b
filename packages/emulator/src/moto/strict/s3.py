"""S3: bucket names, buckets that are not empty, and bucket policies."""

from moto.s3.exceptions import InvalidBucketName
from moto.s3.models import S3Backend

from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide"
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
    """moto refuses it by itself."""


@rule("bucket-policy-conditions", f"{GUIDE}/amazon-s3-policy-keys.html")
def bucket_policy_conditions():
    """patches/bucket_policy.py evaluates them, strict or not."""
