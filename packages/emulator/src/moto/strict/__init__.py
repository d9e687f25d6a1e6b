"""Makes moto refuse what AWS refuses. Print the table with `python -m strict`."""

from . import apigatewayv2, ec2, ecr, ecs, elbv2, functions, iam, logs, s3, servicediscovery  # noqa: F401
from .rules import RULES


def apply():
    for rule in RULES:
        rule.apply()
