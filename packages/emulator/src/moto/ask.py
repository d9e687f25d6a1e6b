"""Calls AWS: reads a JSON list of {"service", "operation", "parameters"}, writes a JSON list of responses.

The pages of a response are merged. An error response is {"error": <its code>}.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

clients = {}


def ask(service, operation, parameters):
    if service not in clients:
        clients[service] = boto3.client(service)
    client = clients[service]
    if client.can_paginate(operation):
        answer = client.get_paginator(operation).paginate(**parameters).build_full_result()
    else:
        answer = getattr(client, operation)(**parameters)
    answer.pop("ResponseMetadata", None)
    return answer


def answer(question):
    try:
        return ask(question["service"], question["operation"], question.get("parameters", {}))
    except ClientError as error:
        return {"error": error.response["Error"]["Code"]}


def as_text(value):
    """Converts dates and streamed bodies to JSON."""
    return value.read().decode() if hasattr(value, "read") else str(value)


print(json.dumps([answer(question) for question in json.load(sys.stdin)], default=as_text))
