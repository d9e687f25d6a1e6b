"""Whether a resource's policy allows an AWS service, which AWS tests before it accepts the resource."""

import json
from fnmatch import fnmatchcase

from patches.policy_conditions import met


def listed(value):
    return value if isinstance(value, list) else [value]


def names(statement, key, value):
    """Whether `Action` or `Resource`, or their negations `NotAction` or `NotResource`, match a value."""
    if f"Not{key}" in statement:
        return not any(fnmatchcase(value, pattern) for pattern in listed(statement[f"Not{key}"]))
    return any(fnmatchcase(value, pattern) for pattern in listed(statement.get(key, [])))


def in_lower_case(statement):
    """Actions are not case-sensitive."""
    return {
        key: [str(one).lower() for one in listed(value)] for key, value in statement.items() if key.endswith("Action")
    }


def is_for(statement, principals):
    given = statement.get("Principal")
    if given == "*" or (isinstance(given, dict) and given.get("AWS") == "*"):
        return True
    wanted = [value for values in given.values() for value in listed(values)] if isinstance(given, dict) else []
    return any(principal in wanted for principal in principals)


def allows(policy, principals, action, resource, context):
    """
    :param policy: the text of the policy, or None
    :param principals: services or ARNs, of which one must be allowed
    :param context: condition keys of the request, in lower case
    """
    statements = listed(json.loads(policy)["Statement"]) if policy else []
    effects = [
        statement["Effect"]
        for statement in statements
        if is_for(statement, principals)
        and names(in_lower_case(statement), "Action", action.lower())
        and names(statement, "Resource", resource)
        and met(statement.get("Condition") or {}, context)
    ]
    return "Allow" in effects and "Deny" not in effects
