"""Evaluates the Condition of a policy statement [IAM User Guide, "IAM JSON policy elements: Condition operators"]."""

from fnmatch import fnmatchcase
from ipaddress import ip_address, ip_network


def in_range(given, wanted):
    return ip_address(given) in ip_network(wanted, strict=False)


def like(given, wanted):
    # `[` is not special in IAM's patterns.
    return fnmatchcase(given, wanted.replace("[", "[[]"))


OPERATORS = {
    "StringEquals": lambda given, wanted: given == wanted,
    "StringEqualsIgnoreCase": lambda given, wanted: given.lower() == wanted.lower(),
    "StringLike": like,
    "ArnEquals": like,
    "ArnLike": like,
    "Bool": lambda given, wanted: given.lower() == wanted.lower(),
    "IpAddress": in_range,
    "NumericEquals": lambda given, wanted: float(given) == float(wanted),
    "NumericLessThan": lambda given, wanted: float(given) < float(wanted),
    "NumericLessThanEquals": lambda given, wanted: float(given) <= float(wanted),
    "NumericGreaterThan": lambda given, wanted: float(given) > float(wanted),
    "NumericGreaterThanEquals": lambda given, wanted: float(given) >= float(wanted),
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
}


def met(condition, context):
    """Whether all of a statement's conditions are met; `context` has the request's keys in lower case."""
    return all(
        one_met(operator, context.get(key.lower()), [str(value) for value in values if value is not None])
        for operator, keys in condition.items()
        for key, values in ((key, given if isinstance(given, list) else [given]) for key, given in keys.items())
    )


def one_met(operator, given, wanted):
    if operator == "Null":
        return (given is None) == (wanted[0].lower() == "true")
    # A request has one value per key here, so set operators compare this value.
    for_all = operator.startswith("ForAllValues:")
    name = operator.split(":")[-1]
    if_exists = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    if given is None:
        return if_exists or for_all or name in NEGATED
    matches = OPERATORS.get(NEGATED.get(name, name))
    if matches is None:
        raise NotImplementedError(f"condition operator {operator}")
    return any(matches(given, value) for value in wanted) != (name in NEGATED)
