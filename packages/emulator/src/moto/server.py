"""moto's server with patches for this project's Terraform. Takes the arguments of moto_server."""

import os

from moto.server import main

import strict
from patches import (
    accounts,
    apigateway,
    apigatewayv2,
    apigatewayv2_stages,
    application_autoscaling,
    bucket_policy,
    call_log,
    ec2,
    ecr,
    ecs,
    elbv2,
    private_link,
    route53,
    s3,
    service_linked_roles,
    service_quotas,
    sqs,
    whole_answers,
)

accounts.apply()
ecs.apply()
application_autoscaling.apply()
apigateway.apply()
apigatewayv2.apply()
apigatewayv2_stages.apply()
bucket_policy.apply()
ec2.apply()
elbv2.apply()
private_link.apply()
route53.apply()
s3.apply()
service_linked_roles.apply()
service_quotas.apply()
sqs.apply()
whole_answers.apply()
# Refuses what AWS refuses, unless EMULATOR_LENIENT is set.
if not os.environ.get("EMULATOR_LENIENT"):
    strict.apply()
# Host and port of the registry that acts as ECR, e.g. 127.0.0.1:5001; without it, ECR answers with AWS's host names.
registry = os.environ.get("EMULATED_ECR_REGISTRY")
if registry:
    ecr.apply(registry)
# File for the log of calls; without it, there is none.
calls = os.environ.get("EMULATOR_CALLS")
if calls:
    call_log.apply(calls)

main()
