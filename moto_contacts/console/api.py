"""What the console can be asked, as JSON in and JSON out; HTTP and this process both call it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from importlib.resources import files
from threading import BoundedSemaphore
from typing import Any, TypeVar

from moto_contacts import catalogue
from moto_contacts.gateway.errors import InvalidToken
from moto_contacts.gateway.faults import Impossible, calls
from moto_contacts.gateway.pagination import paginate
from moto_contacts.simulation import clock, faults, outbox, settings
from moto_contacts.simulation.faults import Fault
from moto_contacts.simulation.outbox import Sent

#: The host of moto's own routes under ``mock_aws``; the ``requests`` library reaches it there.
IN_PROCESS = "http://motoapi.amazonaws.com"

Json = dict[str, Any]
N = TypeVar("N", int, float)


class ConsoleError(Exception):
    """A request that the console refuses: a status, a name for programs, a sentence for people."""

    def __init__(self, status: int, error: str, message: str, **headers: str):
        super().__init__(message)
        self.headers = headers
        self.status = status
        self.error = error
        self.message = message


class Places:
    """A number of places, each for a request that stays; one more is refused with status 503."""

    def __init__(self, most: int, error: str, what: str):
        self._free = BoundedSemaphore(most)
        self._refusal = (
            503,
            error,
            f"There are {most} {what} already; try again when one has ended.",
        )

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Takes a place for the time of the block. Raises `ConsoleError`."""
        if not self._free.acquire(blocking=False):
            raise ConsoleError(*self._refusal)
        try:
            yield
        finally:
            self._free.release()


#: Each keeps a thread of the server.
WAITERS = Places(64, "TooManyWaiters", "requests that wait for messages")

_FILTERS = ("to", "service", "channel", "account", "region", "state", "since")
#: What LocalStack calls some of them.
_ALIASES = {"phoneNumber": "to", "accountId": "account"}
_LONGEST_WAIT = 60
_DEFAULT_WAIT = 10
_VIEW = (
    "id", "service", "operation", "account", "region", "channel", "to", "sender", "subject",
    "code", "state", "attempts", "resource_arn", "superseded_by",
)  # fmt: skip


def call(method: str, path: str, values: Json, base_url: str = IN_PROCESS) -> Json:
    """The answer of the console. ``values`` are the query's for GET and the body's for the rest.

    Errors: `ConsoleError`.
    """
    steps = path.strip("/").split("/")
    known = [route for route in ROUTES if _fits(route[1], steps)]
    if not known:
        raise ConsoleError(404, "NotFound", f"There is no /moto-api/contacts/{path}.")
    for route_method, template, handler in known:
        if route_method == method:
            labels = [step for step, name in zip(steps, template, strict=True) if name == "*"]
            return handler(*labels, values, base_url)
    allowed = ", ".join(sorted(route[0] for route in known))
    text = f"{method} is not possible here, but {allowed} is."
    raise ConsoleError(405, "MethodNotAllowed", text, Allow=allowed)


def _fits(template: tuple[str, ...], steps: list[str]) -> bool:
    return len(template) == len(steps) and all(
        name in ("*", step) for name, step in zip(template, steps, strict=True)
    )


def view(message: Sent, base_url: str) -> Json:
    """A message as JSON; from now on it counts as read."""
    message.read = True
    return show(message, base_url)


def show(message: Sent, base_url: str) -> Json:
    """A message as JSON, for somebody who may not have asked for this one."""
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
    wanted = _wanted(values, "limit", "token")
    limit = _number(values, "limit", least=1, most=10**9, default=10**9, kind=int)
    token = values.get("token")
    try:
        page, after = paginate(
            _Newest(wanted.get("to")), wanted, token, limit, _fitting(wanted), newest_first=True
        )
    except InvalidToken:
        raise ConsoleError(
            400, "InvalidParameter", f"token {token!r} is none of this query's nextToken."
        ) from None
    return {"messages": [view(message, base_url) for message in page], "nextToken": after}


class _Newest:
    """The messages as pages want them; those that come meanwhile stand before the first page."""

    def __init__(self, to: str | None):
        self._to = to

    def after(self, key: int | None, newest_first: bool = True) -> Iterator[tuple[int, Sent]]:
        """The messages before the one with this number, and their numbers."""
        return ((each.number, each) for each in outbox.newest_first(self._to, before=key))


def _latest_message(values: Json, base_url: str) -> Json:
    wanted = _wanted(values)
    for message in _matching(wanted):
        return view(message, base_url)
    raise ConsoleError(404, "NoSuchMessage", _miss(wanted))


def _wait_for_message(values: Json, base_url: str) -> Json:
    wanted = _wanted(values, "timeout")
    timeout = _number(values, "timeout", 0, _LONGEST_WAIT, _DEFAULT_WAIT, float)
    with WAITERS.taken():
        try:
            found = outbox.wait(_fitting(wanted), timeout)
        except outbox.Closed:
            raise ConsoleError(
                404, "NoSuchMessage", "moto was reset, which ends all waiting for messages."
            ) from None
    if found is None:
        raise ConsoleError(404, "NoSuchMessage", _miss(wanted, f" within {timeout:g} s"))
    return view(found, base_url)


def _delete_messages(values: Json, base_url: str) -> Json:
    found = set(_matching(_wanted(values)))
    outbox.remove(found)
    return {"deleted": len(found)}


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


def _matching(wanted: Mapping[str, str]) -> Iterator[Sent]:
    yield from filter(_fitting(wanted), outbox.newest_first(wanted.get("to")))


def _fitting(wanted: Mapping[str, str]) -> Callable[[Sent], bool]:
    """Tells whether a message fits all filters."""
    rest = dict(wanted)
    since = rest.pop("since", None)
    newer = _newer(since) if since is not None else lambda message: True
    return lambda message: (
        newer(message) and all(getattr(message, name) == value for name, value in rest.items())
    )


def _newer(since: str) -> Callable[[Sent], bool]:
    """Tells whether a message came behind another, or not before a time; UTC where none is said."""
    number = re.fullmatch("message-([0-9]{1,18})", since)
    if number is not None:
        return lambda message: message.number > int(number[1])
    try:
        # In a query string an unquoted plus is a blank; Python 3.10 does not know Z.
        moment = datetime.fromisoformat(re.sub(r"Z$", "+00:00", re.sub(r" (?=..:..$)", "+", since)))
    except ValueError:
        raise ConsoleError(
            400,
            "InvalidParameter",
            f"since must be a message's id or a time as in 2026-01-31T12:00:00Z, not {since!r}.",
        ) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return lambda message: message.created_at >= moment


def _wanted(values: Json, *besides: str) -> dict[str, str]:
    """The filters by their own names, in their own order."""
    _refuse_unknown(values, (*_FILTERS, *_ALIASES, *besides))
    given: dict[str, str] = {}
    for name in (*_FILTERS, *_ALIASES):
        value = values.get(name)
        if not isinstance(value, str | None):
            raise ConsoleError(400, "InvalidParameter", f"{name} must be text, not {value!r}.")
        if value is not None:
            given[name] = value
    for alias, name in _ALIASES.items():
        if alias in given and given.setdefault(name, given[alias]) != given[alias]:
            raise ConsoleError(
                400, "InvalidParameter", f"{alias} is {name} by another name; give one of them."
            )
    if given.get("to", "").startswith(" "):  # a plus that was not quoted in a query string
        given["to"] = "+" + given["to"][1:]
    return {name: given[name] for name in _FILTERS if name in given}


def _miss(wanted: Mapping[str, str], more: str = "") -> str:
    """Why there is no such message: what was sent instead, where, and to whom."""
    searched = ", ".join(f"{name}={value}" for name, value in wanted.items())
    text = f"No message{f' with {searched}' if searched else ''}{more}."
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
        with outbox.clock_moves():
            return {"now": clock.advance(timedelta(**values)).isoformat()}
    except OverflowError:
        raise ConsoleError(400, "InvalidParameter", "That is beyond the year 9000.") from None
    except ValueError as why:
        raise ConsoleError(400, "InvalidParameter", str(why)) from None


def _reset_clock(values: Json, base_url: str) -> Json:
    with outbox.clock_moves():
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
    names = values.get("names", list(settings.FIELDS))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ConsoleError(400, "InvalidParameter", f"names must be a list of text, not {names!r}.")
    try:
        settings.reset(names)
    except settings.SettingError as why:
        raise ConsoleError(400, "InvalidSetting", str(why)) from None
    return _read_settings({}, base_url)


def _override_settings(values: Json, base_url: str) -> Json:
    try:
        settings.override(values)
    except settings.SettingError as why:
        raise ConsoleError(400, "InvalidSetting", str(why)) from None
    return _read_settings({}, base_url)


_CODES = ("code", "codes")


def _read_codes(values: Json, base_url: str) -> Json:
    return {name: settings.lookup(name)[0] for name in _CODES}


def _put_codes(values: Json, base_url: str) -> Json:
    _refuse_unknown(values, _CODES)
    _override_settings({**dict.fromkeys(_CODES), **values}, base_url)
    return _read_codes({}, base_url)


def _forget_codes(values: Json, base_url: str) -> Json:
    _refuse_unknown(values, ())
    settings.reset(_CODES)
    return _read_codes({}, base_url)


def _health(values: Json, base_url: str) -> Json:
    messages = sum(1 for _ in outbox.newest_first())
    return {"status": "ok", "version": version("moto-contacts"), "messages": messages}


def _description(values: Json, base_url: str) -> Json:
    text = files(__package__).joinpath("openapi.json").read_text("utf-8")
    description: Json = json.loads(text)
    return description


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


def _number(values: Json, name: str, least: int, most: int, default: float, kind: type[N]) -> N:
    """A number that came as text or as a number."""
    value = values.get(name)
    if value is None:
        return kind(default)
    text = str(value)
    decimal = re.fullmatch(r"[0-9]{1,10}(\.[0-9]{0,10})?", text, re.ASCII)
    if decimal is None or (kind is int and decimal[1]) or not least <= kind(text) <= most:
        what = "whole number" if kind is int else "number"
        raise ConsoleError(
            400,
            "InvalidParameter",
            f"{name} must be a {what} from {least} to {most}, not {text[:20]!r}.",
        )
    return kind(text)


#: Method, path with a star for each label, handler.
ROUTES: tuple[tuple[str, tuple[str, ...], Callable[..., Json]], ...] = (
    ("GET", ("messages",), _list_messages),
    ("DELETE", ("messages",), _delete_messages),
    ("GET", ("messages", "latest"), _latest_message),
    ("GET", ("messages", "wait"), _wait_for_message),
    ("GET", ("messages", "*"), _one_message),
    ("POST", ("messages", "*", "click"), _click),
    ("GET", ("codes",), _read_codes),
    ("PUT", ("codes",), _put_codes),
    ("DELETE", ("codes",), _forget_codes),
    ("GET", ("health",), _health),
    ("GET", ("openapi.json",), _description),
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
