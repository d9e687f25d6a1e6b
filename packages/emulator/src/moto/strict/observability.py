"""CloudWatch and Application Auto Scaling."""

import json
import re

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.cloudwatch.exceptions import DashboardInvalidInputError, ValidationError
from moto.cloudwatch.models import CloudWatchBackend
from moto.core.exceptions import JsonRESTError
from moto.elbv2 import elbv2_backends

from .rules import before, rule

CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference"
SCALING = "https://docs.aws.amazon.com/autoscaling/application/APIReference"
WIDGETS = {"metric", "text", "log", "alarm", "explorer", "custom"}
MOST_WIDGETS = 500
SCHEDULES = (
    re.compile(r"at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)"),
    re.compile(r"rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)"),
    # Six fields; either the day of the month or the day of the week is `?`.
    re.compile(r"cron\(\S+ \S+ (\? \S+ \S+|\S+ \S+ \?) \S+\)"),
)
# "The number of periods multiplied by the period": one day, or seven days for periods of an hour or more.
DAY, WEEK, HOUR = 86_400, 604_800, 3600


@rule("alarm-periods", f"{CLOUDWATCH}/API_PutMetricAlarm.html")
def alarm_periods():
    @before(CloudWatchBackend, "put_metric_alarm")
    def check(self, evaluation_periods, datapoints_to_alarm, period, metric_data_queries, **_):
        periods = [query.metric_stat.period for query in metric_data_queries or [] if query.metric_stat]
        longest = max([int(each) for each in [period, *periods] if each], default=0)
        if longest * int(evaluation_periods or 0) > (WEEK if longest >= HOUR else DAY):
            raise ValidationError("Metrics cannot be checked across more than a day (EvaluationPeriods * Period <= 86400).")
        if datapoints_to_alarm and int(datapoints_to_alarm) > int(evaluation_periods):
            raise ValidationError("DatapointsToAlarm must not exceed EvaluationPeriods.")
        if longest and longest not in (10, 20, 30) and longest % 60:
            raise ValidationError("Period must be 10, 20, 30, or a multiple of 60.")


@rule("dashboard-body", f"{CLOUDWATCH}/CloudWatch-Dashboard-Body-Structure.html")
def dashboard_body():
    @before(CloudWatchBackend, "put_dashboard")
    def check(self, name, body):
        try:
            widgets = json.loads(body)["widgets"]
        except (ValueError, KeyError, TypeError):
            raise DashboardInvalidInputError("The field DashboardBody must be a valid JSON object with widgets") from None
        problems = [problem for widget in widgets for problem in problems_of(widget)]
        if len(widgets) > MOST_WIDGETS or problems:
            raise DashboardInvalidInputError(f"The dashboard body is invalid: {'; '.join(problems)}")


def problems_of(widget):
    kind, properties = widget.get("type"), widget.get("properties") or {}
    if kind not in WIDGETS:
        yield f"type {kind}"
    if kind == "metric" and not ("metrics" in properties or "annotations" in properties):
        yield "a metric widget without metrics and annotations"
    if kind in ("metric", "log") and not properties.get("region"):
        yield f"a {kind} widget without region"
    if kind == "text" and "markdown" not in properties:
        yield "a text widget without markdown"
    if kind == "alarm" and not properties.get("alarms"):
        yield "an alarm widget without alarms"


@rule("scalable-target-without-service", f"{SCALING}/API_RegisterScalableTarget.html")
def scalable_target_without_service():
    """moto already refuses it."""


@rule("scalable-target-capacity", f"{SCALING}/API_RegisterScalableTarget.html")
def scalable_target_capacity():
    @before(ApplicationAutoscalingBackend, "register_scalable_target")
    def check(self, min_capacity, max_capacity, **_):
        if min_capacity is not None and max_capacity is not None and min_capacity > max_capacity:
            raise AWSValidationException("Maximum capacity cannot be less than minimum capacity")


@rule("scaling-policy-without-target", f"{SCALING}/API_PutScalingPolicy.html")
def scaling_policy_without_target():
    @before(ApplicationAutoscalingBackend, "put_scaling_policy")
    def check(self, resource_id, scalable_dimension, **_):
        if resource_id not in self.targets.get(scalable_dimension, {}):
            raise JsonRESTError("ObjectNotFoundException", f"No scalable target registered for: {resource_id}")


@rule("schedule-expression", f"{SCALING}/API_PutScheduledAction.html")
def schedule_expression():
    @before(ApplicationAutoscalingBackend, "put_scheduled_action")
    def check(self, schedule, **_):
        if schedule and not any(form.fullmatch(schedule) for form in SCHEDULES):
            raise AWSValidationException(f"Invalid schedule: {schedule}")


@rule("resource-label", f"{SCALING}/API_PredefinedMetricSpecification.html")
def resource_label():
    """ALBRequestCountPerTarget needs a target group that a load balancer forwards to."""

    @before(ApplicationAutoscalingBackend, "put_scaling_policy")
    def check(self, policy_body, **_):
        body = policy_body if isinstance(policy_body, dict) else json.loads(policy_body or "{}")
        metric = body.get("PredefinedMetricSpecification") or {}
        label = metric.get("ResourceLabel") or ""
        groups = elbv2_backends[self.account_id][self.region_name].target_groups.values()
        forwarded = [
            f"{balancer.split(':loadbalancer/')[1]}/{group.arn.rsplit(':', 1)[1]}"
            for group in groups
            for balancer in group.load_balancer_arns
        ]
        if metric.get("PredefinedMetricType") == "ALBRequestCountPerTarget" and label not in forwarded:
            raise AWSValidationException(f"The resource label is not valid: {label}")
