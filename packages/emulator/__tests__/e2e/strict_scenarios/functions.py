"""Lambda."""

from roles import role
from support import ACCOUNT, accepted, client, refused, scenario

functions = client("lambda")


def function(name, variables, role_name=None, runtime="nodejs22.x"):
    given = {"Runtime": runtime, "Handler": "index.handler", "Code": {"ZipFile": b"PK\x05\x06" + b"\0" * 18}}
    given |= {"Role": role(role_name or name, service="lambda.amazonaws.com")["Arn"], "Environment": {"Variables": variables}}
    functions.create_function(FunctionName=name, **given)


@scenario
def blocked_runtime():
    accepted(lambda: function("old", {}, runtime="nodejs18.x"))
    # Created no more since 2024; functions that are there may still take it for a while.
    accepted(lambda: functions.update_function_configuration(FunctionName="old", Runtime="nodejs14.x"))
    refused(
        "InvalidParameterValueException",
        lambda: functions.update_function_configuration(FunctionName="old", Runtime="nodejs12.x"),
    )
    function("new", {}, runtime="nodejs14.x")


@scenario
def reserved_environment_variables():
    function("reserved", {"AWS_REGION": "x"})


@scenario
def environment_size():
    function("large-environment", {"LONG": "x" * 4096})


@scenario
def function_role():
    role("of-tasks")
    given = {"Runtime": "nodejs22.x", "Handler": "index.handler", "Code": {"ZipFile": b"PK\x05\x06" + b"\0" * 18}}
    accepted(lambda: function("trusted", {}))
    functions.create_function(FunctionName="untrusted", Role=f"arn:aws:iam::{ACCOUNT}:role/of-tasks", **given)


@scenario
def function_name_twice():
    accepted(lambda: function("same-function", {}))
    function("same-function", {}, role_name="another")


@scenario
def permission_twice():
    function("permitted", {})
    given = {"FunctionName": "permitted", "StatementId": "gateway", "Action": "lambda:InvokeFunction"}
    accepted(lambda: functions.add_permission(Principal="apigateway.amazonaws.com", **given))
    functions.add_permission(Principal="apigateway.amazonaws.com", **given)
