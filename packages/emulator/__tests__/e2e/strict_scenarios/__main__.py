"""
Provokes each rule of src/moto/strict with the AWS API: prints, by the rule's id, the error code that AWS gives, or what
came instead. One function per rule, named like it. Arguments: a certificate and its key in PEM, to import, and the rules to
provoke, all where none is named.
"""

import json
import sys

from botocore.exceptions import ClientError

# Each registers its scenarios.
import apigateway, buckets, cloud_map, containers, dns, functions, http_apis, images  # noqa: E401, F401
import keys, listeners, load_balancing, logs, network, observability, own_resources, rest_apis, roles, stages, task_definitions  # noqa: E401, F401
from support import SCENARIOS


def outcome(provoke):
    try:
        return provoke() or "accepted"
    except ClientError as error:
        return error.response["Error"]["Code"]
    except Exception as error:  # noqa: BLE001 what the scenario itself lacks is shown in its place
        return f"{type(error).__name__}: {error}"


wanted = sys.argv[3:] or SCENARIOS
print(json.dumps({name: outcome(SCENARIOS[name]) for name in wanted}))
