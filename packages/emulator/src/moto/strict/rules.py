"""The table of rules: what AWS refuses and moto accepts. A module per service registers its rules here."""

from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Callable


@dataclass(frozen=True)
class Rule:
    """One refusal of AWS."""

    id: str
    # The AWS page, or the public thread where AWS's answer was seen.
    source: str
    # Makes moto refuse it as well.
    apply: Callable[[], None]


RULES: list[Rule] = []


def rule(id, source):
    """Registers a function that patches moto. One without a body marks a refusal that moto already makes."""

    def register(function):
        RULES.append(Rule(id, source, function))
        return function

    return register


def before(owner, name):
    """Runs the decorated check, which raises to refuse, before a method of moto's, with that method's arguments."""

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
