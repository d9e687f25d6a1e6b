"""moto's server with what it lacks for this project's Terraform. Run with the arguments of moto_server."""

import os

from moto.server import main

import strict
from patches import (
    accounts,
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
    sqs,
    whole_answers,
)

accounts.apply()
ecs.apply()
application_autoscaling.apply()
apigatewayv2.apply()
apigatewayv2_stages.apply()
bucket_policy.apply()
ec2.apply()
elbv2.apply()
private_link.apply()
route53.apply()
s3.apply()
sqs.apply()
whole_answers.apply()
# What AWS refuses is refused, unless EMULATOR_LENIENT says not to.
if not os.environ.get("EMULATOR_LENIENT"):
    strict.apply()
# Where the registry that plays ECR listens, e.g. 127.0.0.1:5001; without it ECR answers with AWS's own host names.
registry = os.environ.get("EMULATED_ECR_REGISTRY")
if registry:
    ecr.apply(registry)
# Where the calls are written to; without it nowhere.
calls = os.environ.get("EMULATOR_CALLS")
if calls:
    call_log.apply(calls)

main()
