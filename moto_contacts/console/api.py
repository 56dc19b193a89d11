"""What the console can be asked, as JSON in and JSON out; HTTP and this process both call it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from moto_contacts.simulation import clock, faults, outbox, settings
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
    return {"faults": [asdict(rule) for rule in faults.rules()]}


_FAULT_TYPES: dict[str, tuple[type, ...]] = {
    "error": (str,),
    "message": (str,),
    "members": (dict,),
    "service": (str,),
    "operation": (str,),
    "region": (str,),
    "times": (int, type(None)),
}


def _put_fault(values: Json, base_url: str) -> Json:
    _refuse_unknown(values, tuple(_FAULT_TYPES))
    for name, value in {"error": None, **values}.items():
        if type(value) not in _FAULT_TYPES[name]:
            kind = _FAULT_TYPES[name][0].__name__
            raise ConsoleError(400, "InvalidParameter", f"{name} must be a {kind}, not {value!r}.")
    if not re.fullmatch(r"[A-Za-z][\w.]*", values["error"], re.ASCII):
        raise ConsoleError(400, "InvalidParameter", f"{values['error']!r} is no name of an error.")
    if values.get("times") is not None and values["times"] < 1:
        raise ConsoleError(400, "InvalidParameter", "times must be at least 1, or null for always.")
    try:
        faults.put(faults.Fault(**values))
    except ValueError as why:
        raise ConsoleError(400, "InvalidParameter", str(why)) from None
    return _list_faults({}, base_url)


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
    ("DELETE", ("faults",), _reset_faults),
)
