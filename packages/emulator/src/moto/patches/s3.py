"""Buckets with delete markers: a state bucket has them once a lock was released."""

from moto.s3.models import FakeDeleteMarker


def apply():
    # force_destroy of aws_s3_bucket deletes every version. moto calls this method on each, but only objects have it, so it
    # answers with 500, which the provider retries endlessly.
    FakeDeleteMarker.dispose = lambda self, garbage=False: None
