"""Elastic Load Balancing v2: attributes of load balancers and target groups, and the bucket of access logs."""

from moto.elbv2.exceptions import InvalidConfigurationRequest, ValidationError
from moto.elbv2.models import ELBv2Backend
from moto.s3 import s3_backends

from .policies import allows
from .rules import before, rule

API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
THREADS = "https://github.com/hashicorp/terraform-provider-aws/issues"
# API_LoadBalancerAttribute: attributes of only one type of load balancer.
ONLY = {
    "application": ("client_keep_alive.", "connection_logs.", "health_check_logs.", "idle_timeout.", "routing.", "waf."),
    "network": ("dns_record.", "secondary_ips."),
}
RANGES = {"idle_timeout.timeout_seconds": (1, 4000), "client_keep_alive.seconds": (60, 604800)}
# API_TargetGroupAttribute: attributes for only one type of load balancer.
GROUPS_ONLY = {
    "application": ("load_balancing.algorithm.", "slow_start.", "stickiness.app_cookie.", "stickiness.lb_cookie."),
    "network": (
        "deregistration_delay.connection_termination.",
        "preserve_client_ip.",
        "proxy_protocol_v2.",
        "target_health_state.",
    ),
}
STICKINESS = {"application": {"lb_cookie", "app_cookie"}, "network": {"source_ip"}}
# Services that write the logs of ALBs and NLBs.
WRITERS = {
    "application": ["logdelivery.elasticloadbalancing.amazonaws.com"],
    "network": ["delivery.logs.amazonaws.com"],
}
# The accounts that write for ALBs in Regions available before August 2022 [Access logs for your Application Load Balancer].
ELB_ACCOUNTS = {
    "us-east-1": "127311923021",
    "us-east-2": "033677994240",
    "us-west-1": "027434742980",
    "us-west-2": "797873946194",
    "eu-west-1": "156460612806",
    "eu-central-1": "054676820928",
}


@rule("load-balancer-attributes", f"{THREADS}/34135")
def load_balancer_attributes():
    @before(ELBv2Backend, "modify_load_balancer_attributes")
    def check(self, arn, attrs):
        balancer = self.load_balancers.get(arn)
        for key, value in attrs.items() if balancer else []:
            if any(key.startswith(prefixes) for kind, prefixes in ONLY.items() if kind != balancer.type):
                raise ValidationError(
                    f"Load balancer attribute key '{key}' is not supported on load balancers with type '{balancer.type}'"
                )
            low, high = RANGES.get(key, (None, None))
            if low is not None and not low <= int(value) <= high:
                raise ValidationError(f"'{key}' value '{value}' must be between '{low}-{high}' inclusive")
            if (balancer.type, key, value) == ("application", "load_balancing.cross_zone.enabled", "false"):
                raise ValidationError(f"'{key}' is always true for load balancers with type 'application'")


@rule("target-group-attributes", f"{API}/API_ModifyTargetGroupAttributes.html")
def target_group_attributes():
    @before(ELBv2Backend, "modify_target_group_attributes")
    def check(self, target_group_arn, attributes):
        group = self.target_groups.get(target_group_arn)
        if not group or group.target_type == "lambda":
            return
        kind = "application" if group.protocol in ("HTTP", "HTTPS") else "network"
        for key in attributes:
            if any(key.startswith(prefixes) for other, prefixes in GROUPS_ONLY.items() if other != kind):
                raise InvalidConfigurationRequest(
                    f"Target group attribute '{key}' is not supported with protocol {group.protocol}"
                )
        given = attributes.get("stickiness.type")
        if given and given not in STICKINESS[kind]:
            raise InvalidConfigurationRequest(f"Stickiness type '{given}' is not supported with protocol {group.protocol}")
        slow_start = int(attributes.get("slow_start.duration_seconds") or 0)
        if slow_start and not 30 <= slow_start <= 900:
            raise InvalidConfigurationRequest("'slow_start.duration_seconds' must be 0 or between '30-900' inclusive")


@rule("access-log-bucket", "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1956")
def access_log_bucket():
    """Elastic Load Balancing writes a test object as soon as logs are enabled."""

    @before(ELBv2Backend, "modify_load_balancer_attributes")
    def check(self, arn, attrs):
        balancer = self.load_balancers.get(arn)
        after = {**balancer.attrs, **attrs} if balancer else {}
        for logs in ("access_logs", "connection_logs"):
            name, prefix = after.get(f"{logs}.s3.bucket"), after.get(f"{logs}.s3.prefix")
            if after.get(f"{logs}.s3.enabled") == "true" and not may_write(self, balancer, name, prefix):
                raise InvalidConfigurationRequest(f"Access Denied for bucket: {name}. Please check S3bucket permission")


def may_write(backend, balancer, name, prefix):
    bucket = s3_backends[backend.account_id][backend.partition].buckets.get(name)
    if not bucket or bucket.region_name != backend.region_name or encrypted_by_kms(bucket, balancer):
        return False
    account = ELB_ACCOUNTS.get(backend.region_name)
    root = f"arn:{backend.partition}:iam::{account}:root"
    principals = [*WRITERS.get(balancer.type, []), *([account, root] if account else [])]
    key = "/".join([part for part in [prefix, "AWSLogs", backend.account_id, "ELBAccessLogTestFile"] if part])
    context = {"aws:sourcearn": balancer.arn, "aws:sourceaccount": backend.account_id, "aws:securetransport": "true"}
    context["s3:x-amz-acl"] = "bucket-owner-full-control"
    policy = bucket.policy.decode() if isinstance(bucket.policy, bytes) else bucket.policy
    return allows(policy, principals, "s3:PutObject", f"arn:{backend.partition}:s3:::{name}/{key}", context)


def encrypted_by_kms(bucket, balancer):
    """An ALB can write only to buckets that are encrypted with S3-managed keys."""
    rules = ((bucket.encryption or {}).get("Rule") or {}) if isinstance(bucket.encryption, dict) else {}
    rules = rules if isinstance(rules, list) else [rules]
    kinds = [(each.get("ApplyServerSideEncryptionByDefault") or {}).get("SSEAlgorithm") for each in rules]
    return balancer.type == "application" and "aws:kms" in kinds
