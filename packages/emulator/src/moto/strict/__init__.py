"""Makes moto refuse what AWS refuses. Print the table with `python -m strict`."""

from . import (  # noqa: F401
    apigatewayv2,
    dns,
    ec2,
    ecr,
    ecs,
    ecs_services,
    elbv2,
    endpoints,
    functions,
    http_apis,
    iam,
    keys,
    listeners,
    load_balancer_attributes,
    logs,
    observability,
    own_resources,
    rest_apis,
    rest_stages,
    s3,
    servicediscovery,
    stages,
    task_definitions,
)
from .rules import RULES


def apply():
    for rule in RULES:
        rule.apply()
