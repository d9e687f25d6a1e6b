"""Loads a Python function's handler and invokes it for every line on file descriptor 3, where it also writes the answers."""

import importlib
import json
import os
import sys
import time
import traceback

incoming = os.fdopen(os.dup(3), "r", encoding="utf-8")
outgoing = os.fdopen(3, "w", encoding="utf-8")


def say(message):
    outgoing.write(json.dumps(message, allow_nan=False) + "\n")
    outgoing.flush()


def tell(error):
    traceback.print_exception(type(error), error, error.__traceback__)
    say({"error": f"{type(error).__name__}: {error}"})


class Context:
    function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
    function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
    memory_limit_in_mb = int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"])
    log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
    log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]

    def __init__(self, request_id, deadline, arn):
        self.aws_request_id = request_id
        self.invoked_function_arn = arn
        self.deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int(self.deadline - time.time() * 1000))


def load(handler):
    module, _, name = handler.rpartition(".")
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    return getattr(importlib.import_module(module.replace("/", ".")), name)


try:
    handle = load(os.environ["_HANDLER"])
except Exception as error:
    tell(error)
    sys.exit(1)

say({"ready": True})
for line in incoming:
    message = json.loads(line)
    try:
        result = handle(message["event"], Context(message["requestId"], message["deadline"], message["arn"]))
        say({"result": result})
    except Exception as error:
        tell(error)
    sys.stdout.flush()
