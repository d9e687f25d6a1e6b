"""Route 53."""

from .rules import rule

API = "https://docs.aws.amazon.com/Route53/latest/APIReference"


@rule("record-twice", f"{API}/API_ChangeResourceRecordSets.html")
def record_twice():
    """moto already refuses it."""


@rule("hosted-zone-not-empty", f"{API}/API_DeleteHostedZone.html")
def hosted_zone_not_empty():
    """moto already refuses it."""
