"""CloudWatch and Application Auto Scaling."""

import json

from containers import service
from support import REGION, Vpc, accepted, client, refused, scenario

cloudwatch, scaling = client("cloudwatch"), client("application-autoscaling")
DIMENSION = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}


@scenario
def alarm_periods():
    def alarm(**settings):
        given = {"AlarmName": "errors", "Namespace": "AWS/ECS", "MetricName": "CPUUtilization", "Threshold": 1}
        given |= {"ComparisonOperator": "GreaterThanThreshold", "Statistic": "Sum", "EvaluationPeriods": 1, "Period": 60}
        cloudwatch.put_metric_alarm(**{**given, **settings})

    accepted(lambda: alarm(EvaluationPeriods=1440))
    refused("ValidationError", lambda: alarm(EvaluationPeriods=1441))
    refused("ValidationError", lambda: alarm(EvaluationPeriods=2, DatapointsToAlarm=3))
    alarm(Period=90)


@scenario
def dashboard_body():
    def show(*widgets):
        cloudwatch.put_dashboard(DashboardName="shop", DashboardBody=json.dumps({"widgets": list(widgets)}))

    metric = {"type": "metric", "properties": {"metrics": [["AWS/ECS", "CPUUtilization"]]}}
    accepted(lambda: show({**metric, "properties": {**metric["properties"], "region": REGION}}))
    refused("InvalidParameterInput", lambda: show({"type": "table", "properties": {}}))
    show(metric)


def target(name, **settings):
    given = {**DIMENSION, "ResourceId": f"service/main/{name}", "MinCapacity": 1, "MaxCapacity": 2, **settings}
    scaling.register_scalable_target(**given)


@scenario
def scalable_target_without_service():
    target("nothing")


@scenario
def scalable_target_capacity():
    service(Vpc(), serviceName="capacity")
    accepted(lambda: target("capacity"))
    target("capacity", MinCapacity=3)


def track(name, label):
    metric = {"PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": label}
    tracking = {"TargetValue": 100, "PredefinedMetricSpecification": metric}
    given = {"PolicyName": name, "PolicyType": "TargetTrackingScaling", "ResourceId": f"service/main/{name}"}
    scaling.put_scaling_policy(TargetTrackingScalingPolicyConfiguration=tracking, **given, **DIMENSION)


@scenario
def scaling_policy_without_target():
    service(Vpc(), serviceName="unscaled")
    track("unscaled", "app/shop/1/targetgroup/shop/1")


@scenario
def resource_label():
    vpc = Vpc()
    listener, [action] = vpc.listener("labelled")
    service(vpc, serviceName="labelled")
    target("labelled")
    balancer = listener.split(":listener/")[1].rsplit("/", 1)[0]
    group = action["TargetGroupArn"].rsplit(":", 1)[1]
    accepted(lambda: track("labelled", f"{balancer}/{group}"))
    track("labelled", f"{balancer}/targetgroup/other/1")


@scenario
def schedule_expression():
    def at(schedule):
        given = {"ScheduledActionName": "night", "ResourceId": "service/main/scheduled", "Schedule": schedule}
        scaling.put_scheduled_action(**given, **DIMENSION, ScalableTargetAction={"MinCapacity": 1})

    service(Vpc(), serviceName="scheduled")
    target("scheduled")
    for schedule in ("cron(0 20 ? * MON-FRI *)", "rate(1 day)", "at(2030-01-01T00:00:00)"):
        accepted(lambda: at(schedule))
    for schedule in ("rate(0 days)", "cron(0 20 * * *)"):
        refused("ValidationException", lambda: at(schedule))
    at("at(2030-01-01 00:00)")
