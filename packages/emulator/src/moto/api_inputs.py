"""Constraints of operations' inputs from AWS's service models.

Reads a JSON list of "service.Operation" from standard input. Writes, by operation and path, the constraints of every member
of its input: {"type", "min", "max", "pattern", "enum"}. The entries of a list have the path of the list; the values of a map
have its path and ".value", its keys ".key".
"""

import json
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel

loader = Loader()
models = {}


def model_of(service):
    if service not in models:
        models[service] = ServiceModel(loader.load_service_model(service, "service-2"))
    return models[service]


def constraints(shape):
    found = {key: shape.metadata[key] for key in ("min", "max", "pattern", "enum") if key in shape.metadata}
    return {"type": shape.type_name, **found}


def members(shape, path, seen):
    """Paths and constraints of a shape and its members; stops at a shape that contains itself."""
    if path:
        yield path, constraints(shape)
    if shape.name in seen:
        return
    below = seen | {shape.name}
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            yield from members(member, f"{path}.{name}" if path else name, below)
    elif shape.type_name == "list":
        for inner, found in members(shape.member, path, below):
            yield (inner, found) if inner != path else (f"{path}.entry", found)
    elif shape.type_name == "map":
        yield from members(shape.key, f"{path}.key", below)
        yield from members(shape.value, f"{path}.value", below)


def inputs(name):
    service, operation = name.split(".")
    shape = model_of(service).operation_model(operation).input_shape
    return dict(members(shape, "", frozenset()))


print(json.dumps({name: inputs(name) for name in json.load(sys.stdin)}))
