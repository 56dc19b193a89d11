"""What the console can be asked, as JSON in and JSON out; HTTP and this process both call it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from moto_contacts import catalogue
from moto_contacts.gateway.faults import Impossible, calls
from moto_contacts.simulation import clock, faults, outbox, settings
from moto_contacts.simulation.faults import Fault
from moto_contacts.simulation.outbox import Sent

#: The host of moto's own routes under ``mock_aws``; the ``requests`` library reaches it there.
IN_PROCESS = "http://motoapi.amazonaws.com"

Json = dict[str, Any]


class ConsoleError(Exception):
    """A request that the console refuses: a status, a name for programs, a sentence for people."""

    def __init__(self, status: int, error: str, message: str):
        super().__init__(message)
        self.status = status
        self.error = error
        self.message = message


_FILTERS = ("to", "service", "channel", "account", "region", "state")
_VIEW = (
    "id", "service", "operation", "account", "region", "channel", "to", "sender", "subject",
    "code", "state", "attempts", "resource_arn", "superseded_by",
)  # fmt: skip


def call(method: str, path: str, values: Json, base_url: str = IN_PROCESS) -> Json:
    """The answer of the console. ``values`` are the query's for GET and the body's for the rest.

    Errors: `ConsoleError`.
    """
    steps = path.strip("/").split("/")
    known = [route for route in _ROUTES if _fits(route[1], steps)]
    if not known:
        raise ConsoleError(404, "NotFound", f"There is no /moto-api/contacts/{path}.")
    for route_method, template, handler in known:
        if route_method == method:
            labels = [step for step, name in zip(steps, template, strict=True) if name == "*"]
            return handler(*labels, values, base_url)
    allowed = ", ".join(sorted(route[0] for route in known))
    raise ConsoleError(405, "MethodNotAllowed", f"{method} is not possible here, but {allowed} is.")


def _fits(template: tuple[str, ...], steps: list[str]) -> bool:
    return len(template) == len(steps) and all(
        name in ("*", step) for name, step in zip(template, steps, strict=True)
    )


def view(message: Sent, base_url: str) -> Json:
    """A message as JSON; from now on it counts as read."""
    message.read = True
    body, link = message.text(base_url)
    shown = {name: getattr(message, name) for name in _VIEW}
    times = {
        name: None if moment is None else moment.isoformat()
        for name, moment in (
            ("created_at", message.created_at),
            ("expires_at", message.expires_at),
            ("verified_at", message.verified_at),
        )
    }
    return {**shown, "body": body, "link": link, **times}


def _list_messages(values: Json, base_url: str) -> Json:
    limit = _whole_number(values, "limit", default=None)
    found: list[Json] = []
    for message in _matching(_wanted(values, "limit")):
        if len(found) == limit:
            break
        found.append(view(message, base_url))
    return {"messages": found}


def _latest_message(values: Json, base_url: str) -> Json:
    wanted = _wanted(values)
    for message in _matching(wanted):
        return view(message, base_url)
    raise ConsoleError(404, "NoSuchMessage", _miss(wanted))


def _one_message(message_id: str, values: Json, base_url: str) -> Json:
    return view(_by_id(message_id), base_url)


def _click(message_id: str, values: Json, base_url: str) -> Json:
    message = _by_id(message_id)
    try:
        outbox.click(message)
    except ValueError as why:
        raise ConsoleError(409, "NoLink", str(why)) from None
    return view(message, base_url)


def _by_id(message_id: str) -> Sent:
    for message in outbox.newest_first():
        if message.id == message_id:
            return message
    raise ConsoleError(404, "NoSuchMessage", f"There is no message {message_id!r}.")


def _matching(wanted: Mapping[str, str]) -> Any:
    rest = {name: value for name, value in wanted.items() if name != "to"}
    for message in outbox.newest_first(wanted.get("to")):
        if all(getattr(message, name) == value for name, value in rest.items()):
            yield message


def _wanted(values: Json, *besides: str) -> dict[str, str]:
    _refuse_unknown(values, (*_FILTERS, *besides))
    return {name: str(values[name]) for name in _FILTERS if values.get(name) is not None}


def _miss(wanted: Mapping[str, str]) -> str:
    """Why there is no such message: what was sent instead, where, and to whom."""
    searched = ", ".join(f"{name}={value}" for name, value in wanted.items())
    text = f"No message{f' with {searched}' if searched else ''}."
    everything = list(outbox.newest_first())
    if not everything:
        return (
            f"{text} Nothing was sent in this mock; the outbox is emptied when mock_aws starts and "
            "stops, and by /moto-api/reset."
        )
    shown = "; ".join(
        f"{message.to} ({message.service}, {message.account}, {message.region or 'global'})"
        for message in everything[:5]
    )
    text += f" Sent so far: {len(everything)}, the latest to {shown}."
    addresses = {message.to for message in everything} - {wanted.get("to", "")}
    close = difflib.get_close_matches(wanted.get("to", ""), addresses, n=1)
    return f"{text} Did you mean {close[0]}?" if close else text


def _read_clock(values: Json, base_url: str) -> Json:
    return {"now": clock.now().isoformat()}


_UNITS = ("weeks", "days", "hours", "minutes", "seconds")


def _advance_clock(values: Json, base_url: str) -> Json:
    _refuse_unknown(values, _UNITS)
    if not values or not all(type(value) in (int, float) for value in values.values()):
        raise ConsoleError(
            400, "InvalidParameter", f"Give numbers for one or more of {', '.join(_UNITS)}."
        )
    try:
        return {"now": clock.advance(timedelta(**values)).isoformat()}
    except (ValueError, OverflowError) as why:
        raise ConsoleError(400, "InvalidParameter", str(why)) from None


def _reset_clock(values: Json, base_url: str) -> Json:
    return {"now": clock.reset().isoformat()}


def _read_settings(values: Json, base_url: str) -> Json:
    return {
        name: {
            **dict(zip(("value", "from"), settings.lookup(name), strict=True)),
            "default": each.default,
            "source": each.metadata["source"],
            "help": each.metadata["help"],
        }
        for name, each in settings.FIELDS.items()
    }


def _forget_settings(values: Json, base_url: str) -> Json:
    _refuse_unknown(values, ("names",))
    try:
        settings.reset(values.get("names", settings.FIELDS))
    except settings.SettingError as why:
        raise ConsoleError(400, "InvalidSetting", str(why)) from None
    return _read_settings({}, base_url)


def _override_settings(values: Json, base_url: str) -> Json:
    try:
        settings.override(values)
    except settings.SettingError as why:
        raise ConsoleError(400, "InvalidSetting", str(why)) from None
    return _read_settings({}, base_url)


def _list_faults(values: Json, base_url: str) -> Json:
    return {"faults": [_view_fault(rule) for rule in faults.rules()]}


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
#: The least and the most of numbers. A call that is late holds a thread of the server.
_FAULT_BOUNDS = {
    "latency": (0, 60),
    "times": (1, 1_000_000_000),
    "probability": (0, 1),
    "ttl": (0, 1_000_000_000),
}


def _view_fault(rule: Fault) -> Json:
    expires_at = rule.expires_at
    return {
        "id": rule.id,
        **{name: getattr(rule, name) for name in _FAULT_TYPES},
        "expires_at": None if expires_at is None else expires_at.isoformat(),
        "struck": rule.struck,
    }


def _put_fault(values: Json, base_url: str) -> Json:
    rule = _fault(values)
    faults.put(rule)
    return _view_fault(rule)


def _replace_faults(values: Json, base_url: str) -> Json:
    """All rules are those of the list, or still those of before; without a list there are none."""
    _refuse_unknown(values, ("faults",))
    orders = values.get("faults", [])
    if type(orders) is not list or not all(type(order) is dict for order in orders):
        raise ConsoleError(400, "InvalidParameter", "faults must be a list of objects.")
    rules = [_fault(order) for order in orders]
    faults.reset()
    for rule in rules:
        faults.put(rule)
    return _list_faults({}, base_url)


def _fault(values: Json) -> Fault:
    """A rule that can strike. Errors: ``InvalidParameter``."""
    _refuse_unknown(values, tuple(_FAULT_TYPES))
    try:
        for name, value in values.items():
            _check_fault(name, value)
        rule = Fault(**values)
        if not rule.ends and not rule.latency:
            raise Impossible("A fault needs an error, drop or latency, or it does nothing.")
        if rule.drop and rule.error is not None:
            raise Impossible("A connection that is dropped takes no error to the client.")
        if rule.error is None and (rule.message or rule.members):
            raise Impossible("message and members are those of an error; there is none.")
        rule.calls = calls(catalogue.services(), rule)
    except Impossible as why:
        raise ConsoleError(400, "InvalidParameter", str(why)) from None
    return rule


def _check_fault(name: str, value: Any) -> None:
    if type(value) not in _FAULT_TYPES[name]:
        raise Impossible(f"{name} must be a {_FAULT_TYPES[name][0].__name__}, not {value!r}.")
    if name == "error" and value is not None and not _ERROR_NAME.fullmatch(value):
        raise Impossible(f"{value!r} is no name of an error.")
    least, most = _FAULT_BOUNDS.get(name, (None, None))
    if value is not None and least is not None and not least <= value <= most:
        raise Impossible(f"{name} must be at least {least} and at most {most}, not {value!r}.")


_ERROR_NAME = re.compile(r"[A-Za-z][\w.]*", re.ASCII)


def _one_fault(fault_id: str, values: Json, base_url: str) -> Json:
    return _view_fault(_fault_by_id(fault_id))


def _remove_fault(fault_id: str, values: Json, base_url: str) -> Json:
    rule = _fault_by_id(fault_id)
    faults.remove(rule)
    return _view_fault(rule)


def _fault_by_id(fault_id: str) -> Fault:
    for rule in faults.rules():
        if rule.id == fault_id:
            return rule
    raise ConsoleError(404, "NoSuchFault", f"There is no fault {fault_id!r}.")


def _reset_faults(values: Json, base_url: str) -> Json:
    faults.reset()
    return _list_faults({}, base_url)


def _refuse_unknown(values: Json, known: tuple[str, ...]) -> None:
    for name in values:
        if name not in known:
            raise ConsoleError(
                400, "InvalidParameter", f"{name!r} is not known here, but {', '.join(known)} are."
            )


def _whole_number(values: Json, name: str, default: int | None) -> int | None:
    value = values.get(name)
    if value is None:
        return default
    text = str(value)
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ConsoleError(400, "InvalidParameter", f"{name} must be a whole number, not {text!r}.")
    return int(text)


_ROUTES: tuple[tuple[str, tuple[str, ...], Callable[..., Json]], ...] = (
    ("GET", ("messages",), _list_messages),
    ("GET", ("messages", "latest"), _latest_message),
    ("GET", ("messages", "*"), _one_message),
    ("POST", ("messages", "*", "click"), _click),
    ("GET", ("clock",), _read_clock),
    ("POST", ("clock",), _advance_clock),
    ("DELETE", ("clock",), _reset_clock),
    ("GET", ("settings",), _read_settings),
    ("PATCH", ("settings",), _override_settings),
    ("DELETE", ("settings",), _forget_settings),
    ("GET", ("faults",), _list_faults),
    ("POST", ("faults",), _put_fault),
    ("PUT", ("faults",), _replace_faults),
    ("DELETE", ("faults",), _reset_faults),
    ("GET", ("faults", "*"), _one_fault),
    ("DELETE", ("faults", "*"), _remove_fault),
)
