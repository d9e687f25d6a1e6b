"""The table of rules: what AWS refuses and moto accepts. A module per service registers its rules here."""

from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Callable


@dataclass(frozen=True)
class Rule:
    """One refusal of AWS."""

    id: str
    # The AWS page, or a public thread that shows AWS's response.
    source: str
    # Makes moto refuse it too.
    apply: Callable[[], None]


RULES: list[Rule] = []


def rule(id, source):
    """Registers a function that patches moto. A function without a body is for a refusal that moto already has."""

    def register(function):
        RULES.append(Rule(id, source, function))
        return function

    return register


def before(owner, name):
    """Runs the decorated check before a method of moto, with the method's arguments. The check raises an error to refuse."""

    def install(check):
        method = getattr(owner, name)
        parameters = signature(method)

        @wraps(method)
        def checked(*args, **kwargs):
            bound = parameters.bind(*args, **kwargs)
            bound.apply_defaults()
            rest = bound.arguments.pop("kwargs", {})
            check(**bound.arguments, **rest)
            return method(*args, **kwargs)

        setattr(owner, name, checked)
        return check

    return install
