"""Buckets that hold delete markers, as a state bucket does from the first released lock on."""

from moto.s3.models import FakeDeleteMarker


def apply():
    # force_destroy of aws_s3_bucket deletes every version. moto calls this on each, has it for objects alone, and answers
    # 500, which the provider retries for ever.
    FakeDeleteMarker.dispose = lambda self, garbage=False: None
