"""Lambda: the runtime, environment variables, and the role of a function."""

import json
import os
from importlib.resources import files

from moto.awslambda.exceptions import InvalidParameterValueException
from moto.awslambda.models import LambdaBackend
from moto.core.exceptions import JsonRESTError
from moto.iam import iam_backends

from .policies import allows, listed
from .rules import before, rule

GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg"
# "Defined runtime environment variables" of GUIDE/configuration-envvars.html.
RESERVED = {
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
}
MOST = 4096


# AWS's dates of every runtime, from cfn-lint (its E2531 and E2533), which is a dependency of moto.
LIFECYCLES = files("cfnlint.data.AdditionalSpecs").joinpath("LmbdRuntimeLifecycle.json")


@rule("blocked-runtime", f"{GUIDE}/lambda-runtimes.html#runtime-support-policy")
def blocked_runtime():
    """As of the date of the config's table, so that the result does not depend on the current date."""
    lifecycles, today = json.loads(LIFECYCLES.read_text()), os.environ["EMULATOR_LAMBDA_DAY"]

    def refuse(runtime, block):
        date = lifecycles.get(runtime, {}).get(block)
        if date and date <= today:
            raise InvalidParameterValueException(
                f"The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. "
                "We recommend you use a supported runtime while creating or updating functions."
            )

    @before(LambdaBackend, "create_function")
    def check_new(self, spec):
        refuse(spec.get("Runtime"), "create-block")

    @before(LambdaBackend, "update_function_code")
    @before(LambdaBackend, "update_function_configuration")
    def check_changed(self, function_name, qualifier, body):
        refuse(body.get("Runtime") or self.get_function(function_name, qualifier).run_time, "update-block")


def variables_of(spec):
    return (spec.get("Environment") or {}).get("Variables") or {}


@rule("reserved-environment-variables", f"{GUIDE}/configuration-envvars.html")
def reserved_environment_variables():
    def refuse(spec):
        reserved = sorted(RESERVED & set(variables_of(spec)))
        if reserved:
            raise InvalidParameterValueException(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                f"provided contains reserved keys that are currently not supported for modification. Reserved keys used "
                f"in this request: {', '.join(reserved)}"
            )

    on_variables(refuse)


@rule("environment-size", f"{GUIDE}/gettingstarted-limits.html")
def environment_size():
    def refuse(spec):
        if len(json.dumps(variables_of(spec), separators=(",", ":"))) > MOST:
            raise InvalidParameterValueException(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                "provided exceeded the 4KB limit."
            )

    on_variables(refuse)


@rule("function-role", f"{GUIDE}/lambda-intro-execution-role.html")
def function_role():
    """A role that does not exist in the emulator's IAM counts as valid: it may belong to another stack."""

    @before(LambdaBackend, "create_function")
    def check(self, spec):
        iam = iam_backends[self.account_id][self.partition]
        role = next((role for role in iam.get_roles() if role.arn == spec.get("Role")), None)
        trusted = role and allows(
            with_resource(role.assume_role_policy_document), ["lambda.amazonaws.com"], "sts:AssumeRole", "*", {}
        )
        if role and not trusted:
            raise InvalidParameterValueException("The role defined for the function cannot be assumed by Lambda.")


def with_resource(trust):
    """A trust policy has no Resource, because it belongs to its role."""
    document = json.loads(trust)
    return json.dumps({**document, "Statement": [{"Resource": "*", **each} for each in listed(document["Statement"])]})


@rule("function-name-twice", "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html")
def function_name_twice():
    """moto already refuses it."""


@rule("permission-twice", "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html")
def permission_twice():
    @before(LambdaBackend, "add_permission")
    def check(self, function_name, qualifier, raw):
        statement_id = json.loads(raw).get("StatementId")
        statements = self.get_function(function_name, qualifier).policy.statements
        if any(statement.get("Sid") == statement_id for statement in statements):
            raise JsonRESTError(
                "ResourceConflictException",
                f"The statement id ({statement_id}) provided already exists. Please provide a new statement id, or remove "
                "the existing statement.",
            )


def on_variables(refuse):
    before(LambdaBackend, "create_function")(lambda spec, **_: refuse(spec))
    before(LambdaBackend, "update_function_configuration")(lambda body, **_: refuse(body))
