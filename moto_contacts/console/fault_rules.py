"""The faults that were ordered, as the console shows and takes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from operator import ge, gt
from typing import Any

from moto_contacts import catalogue
from moto_contacts.console.values import ConsoleError, Json, invalid, refuse_unknown
from moto_contacts.gateway.possible_faults import Impossible, calls
from moto_contacts.simulation import faults
from moto_contacts.simulation.faults import Fault
from moto_contacts.simulation.nearness import meant


def list_faults(values: Json, base_url: str) -> Json:
    """All rules, and how often each has struck."""
    return {"faults": [_view(rule) for rule in faults.rules()]}


#: What can be said of a fault, and of which types that is.
_FAULT_TYPES: dict[str, tuple[type, ...]] = {
    "error": (str, type(None)),
    "message": (str,),
    "members": (dict,),
    "drop": (bool,),
    "latency": (float, int),
    "service": (str,),
    "operation": (str,),
    "region": (str,),
    "times": (int, type(None)),
    "probability": (float, int),
    "ttl": (float, int, type(None)),
}
NAMES = tuple(_FAULT_TYPES)
#: Whether the least of a number is one itself.
_LEAST: dict[Callable[[Any, Any], bool], str] = {ge: "at least", gt: "more than"}
#: That, the least and the most of numbers. A call that is late holds a thread of the server.
_FAULT_BOUNDS = {
    "latency": (ge, 0, 60),
    "times": (ge, 1, 1_000_000_000),
    "probability": (gt, 0, 1),
    "ttl": (gt, 0, 1_000_000_000),
}
#: What a fault picks calls by, and how many characters that has at most.
_SELECTORS = ("service", "operation", "region")
_LONGEST = 300


def _view(rule: Fault) -> Json:
    expires_at = rule.expires_at
    return {
        "id": rule.id,
        **{name: deepcopy(getattr(rule, name)) for name in _FAULT_TYPES},
        "expires_at": None if expires_at is None else expires_at.isoformat(),
        "struck": rule.struck,
    }


def put_fault(values: Json, base_url: str) -> Json:
    """Adds a rule."""
    rule = _fault(values)
    faults.put(rule)
    return _view(rule)


def replace_faults(values: Json, base_url: str) -> Json:
    """All rules are those of the list, or still those of before; without a list there are none."""
    orders = values.get("faults", [])
    if type(orders) is not list or not all(type(order) is dict for order in orders):
        raise invalid("faults must be a list of objects.")
    rules = [_fault(order) for order in orders]
    faults.reset()
    for rule in rules:
        faults.put(rule)
    return list_faults({}, base_url)


def _fault(values: Json) -> Fault:
    """A rule that can strike. Errors: ``InvalidParameter``."""
    refuse_unknown(values, NAMES)
    try:
        for name, value in values.items():
            _check(name, value)
        rule = Fault(**values)
        if rule.drop and rule.error is not None:
            raise Impossible("A connection that is dropped takes no error to the client.")
        if rule.error is None and (rule.message or rule.members):
            named = next(iter(rule.members), "message")
            raise Impossible(
                f"There is no error that {named} could be of; message and members are those of "
                "an error."
            )
        if not rule.ends and not rule.latency:
            raise Impossible("A fault needs an error, drop or latency, or it does nothing.")
        rule.calls = calls(catalogue.services(), rule)
        rule.members = deepcopy(rule.members)  # in this process its caller could change them
    except Impossible as why:
        members = values.get("members")
        hints = [
            meant(name, _FAULT_TYPES) for name in (members if isinstance(members, dict) else ())
        ]
        raise invalid("".join([str(why), *hints])) from None
    return rule


def _check(name: str, value: Any) -> None:
    if type(value) not in _FAULT_TYPES[name]:
        raise Impossible(f"{name} must be a {_FAULT_TYPES[name][0].__name__}, not {value!r}.")
    if name == "error" and value is not None and not _ERROR_NAME.fullmatch(value):
        raise Impossible(f"{value!r} is no name of an error.")
    if name in _SELECTORS and len(value) > _LONGEST:
        raise Impossible(f"{name} must have at most {_LONGEST} characters.")
    if name in _FAULT_BOUNDS and value is not None:
        fits, least, most = _FAULT_BOUNDS[name]
        if not fits(value, least) or value > most:
            bounds = f"{_LEAST[fits]} {least} and at most {most}"
            raise Impossible(f"{name} must be {bounds}, not {value!r}.")


_ERROR_NAME = re.compile(r"[A-Za-z][\w.]*", re.ASCII)


def one_fault(fault_id: str, values: Json, base_url: str) -> Json:
    """One rule."""
    return _view(_by_id(fault_id))


def keep_fault(fault_id: str, values: Json, base_url: str) -> Json:
    """A rule that moto's resets leave alone from now on, until it is removed."""
    rule = _by_id(fault_id)
    faults.keep(rule)
    return _view(rule)


def remove_fault(fault_id: str, values: Json, base_url: str) -> Json:
    """Removes a rule; as it was at last."""
    rule = _by_id(fault_id)
    faults.remove(rule)
    return _view(rule)


def _by_id(fault_id: str) -> Fault:
    for rule in faults.rules():
        if rule.id == fault_id:
            return rule
    raise ConsoleError(404, "NoSuchFault", f"There is no fault {fault_id!r}.")


def reset_faults(values: Json, base_url: str) -> Json:
    """Removes all rules."""
    faults.reset()
    return list_faults({}, base_url)
