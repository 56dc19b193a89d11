"""The messages, as the console shows them, and what can be done with them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime, timezone
from itertools import islice

from moto_contacts.console.nothing import why_nothing
from moto_contacts.console.values import (
    IDS,
    LONGEST_WAIT,
    ConsoleError,
    Json,
    Places,
    flag,
    invalid,
    number,
)
from moto_contacts.gateway.errors import InvalidToken
from moto_contacts.gateway.listing import Keyed, paginate
from moto_contacts.simulation import filters, inboxes, outbox
from moto_contacts.simulation.kinds import kind_of
from moto_contacts.simulation.mail import Attachment
from moto_contacts.simulation.messages import Sent
from moto_contacts.simulation.nearness import meant

#: Each keeps a thread of the server.
WAITERS = Places(64, "TooManyWaiters", "requests that wait for messages")

#: What LocalStack calls some of them.
_ALIASES = {"phoneNumber": "to", "accountId": "account"}
#: What messages are asked for by, in every name of it.
FILTERS = (*filters.FILTERS, "since", *_ALIASES)
_DEFAULT_WAIT = 10
_VIEW = (
    "id", "service", "operation", "account", "region", "channel", "kind", "to", "sender", "subject",
    "code", "state", "failure", "attempts", "attempts_allowed", "resource_arn", "superseded_by",
    "recipient", "thread", "answerable", "shown", "read",
)  # fmt: skip


def view(message: Sent, base_url: str) -> Json:
    """A message as JSON; from now on it counts as read."""
    shown = show(message, base_url)
    outbox.mark_read([message])
    return shown


def show(message: Sent, base_url: str) -> Json:
    """A message as JSON, for somebody who may not have asked for this one."""
    body, html, link = message.texts(base_url)
    shown = {name: getattr(message, name) for name in _VIEW}
    times = {
        name: None if moment is None else moment.isoformat()
        for name, moment in (
            ("created_at", message.created_at),
            ("expires_at", message.expires_at),
            ("verified_at", message.verified_at),
        )
    }
    given = {name: value for name, value in message.parameters.items() if value is not None}
    parameters = deepcopy(given)  # in this process a reader could change what the service keeps
    history = [
        {"at": at.isoformat(), "event": event, **({"text": text} if text else {})}
        for at, event, text in message.history()
    ]
    return {
        **shown, "body": body, "html": html,
        "headers": [{"name": name, "value": text} for name, text in message.headers],
        "attachments": [_describe(each) for each in message.attachments],
        "link": link, **times, "parameters": parameters,
        "facts": dict(message.facts()), "history": history,
    }  # fmt: skip


def _describe(attachment: Attachment) -> Json:
    names = ("name", "content_type", "size", "content_id")
    return {name: getattr(attachment, name) for name in names}


def one_attachment(message_id: str, number: str, values: Json, base_url: str) -> Json:
    """An attachment of a message, with its content in base64; the first is 0."""
    attachments = by_id(message_id).attachments
    if not re.fullmatch("[0-9]{1,6}", number) or int(number) >= len(attachments):
        text = f"{message_id} has {len(attachments)} attachments, no {number}."
        raise ConsoleError(404, "NoSuchAttachment", text)
    found = attachments[int(number)]
    return {**_describe(found), "content": base64.b64encode(found.content).decode()}


def list_messages(values: Json, base_url: str) -> Json:
    """A page of messages, the latest first."""
    wanted = wanted_of(values)
    limit = number(values, "limit", least=1, most=10**9, default=10**9, kind=int)
    peek = flag(values, "peek")
    token = values.get("token")
    try:
        page, after = paginate(
            _Newest(wanted), wanted, token, limit, _fitting(wanted), newest_first=True
        )
    except InvalidToken:
        raise invalid(f"token {token!r} is none of this query's nextToken.") from None
    shown = [show(message, base_url) for message in page]
    if not peek:
        outbox.mark_read(page)
    return {"messages": shown, "nextToken": after}


class _Newest(Keyed[int, Sent]):
    """The messages as pages want them; those that come meanwhile stand before the first page."""

    def __init__(self, wanted: Mapping[str, str]):
        self._wanted = wanted

    def after(self, key: int | None, newest_first: bool = True) -> Iterator[tuple[int, Sent]]:
        """The messages before the one with this number, and their numbers."""
        return ((each.number, each) for each in outbox.newest_first(self._wanted, before=key))


def latest_message(values: Json, base_url: str) -> Json:
    """The latest message that fits."""
    wanted = wanted_of(values)
    look = _look(values)
    for message in matching(wanted):
        return look(message, base_url)
    raise ConsoleError(404, "NoSuchMessage", _miss(wanted, base_url))


def wait_for_message(values: Json, base_url: str) -> Json:
    """The latest message that fits, as soon as there is one."""
    wanted = wanted_of(values)
    timeout = number(values, "timeout", 0, LONGEST_WAIT, _DEFAULT_WAIT, float)
    look = _look(values)
    with WAITERS.taken():
        try:
            found = outbox.wait(_fitting(wanted), timeout, wanted)
        except outbox.Closed:
            raise ConsoleError(
                404, "NoSuchMessage", "moto was reset, which ends all waiting for messages."
            ) from None
    if found is None:
        raise ConsoleError(404, "NoSuchMessage", _miss(wanted, base_url, f" within {timeout:g} s"))
    return look(found, base_url)


def list_filters(values: Json, base_url: str) -> Json:
    """What messages can be asked for by, and which values there are where not any text will do."""
    return {
        "filters": {
            name: {
                "help": each.help,
                "values": None if each.closed is None else list(each.closed()),
            }
            for name, each in filters.FILTERS.items()
        }
    }


def one_message(message_id: str, values: Json, base_url: str) -> Json:
    """One message."""
    return _look(values)(by_id(message_id), base_url)


def _look(values: Json) -> Callable[[Sent, str], Json]:
    return show if flag(values, "peek") else view


def unread_messages(values: Json, base_url: str) -> Json:
    """What nobody has read, and that stays so."""
    found = outbox.unread(flag(values, "discarded"))
    return {"messages": [show(message, base_url) for message in found]}


def expire(message_id: str, values: Json, base_url: str) -> Json:
    """A pending message after its time was made to have come."""
    return _after(Sent.expire, message_id, "NotPending", base_url)


def click_link(message_id: str, values: Json, base_url: str) -> Json:
    """A message after its link was opened."""
    return _after(Sent.click, message_id, "NoLink", base_url)


def reply(message_id: str, values: Json, base_url: str) -> Json:
    """A message after its recipient has answered it."""
    text = _given(values, "text")
    return _after(lambda sent: sent.reply(text), message_id, "NotAnswerable", base_url)


def answer(values: Json, base_url: str) -> Json:
    """The latest message to an address that can be answered, after it was answered from there.

    With ``to``, the latest that came from this sender.
    """
    given = {"to": _given(values, "from")}
    if "to" in values:
        given["sender"] = _given(values, "to")
    wanted = wanted_of(given)
    text = _given(values, "text")
    answerable = (each.id for each in matching(wanted) if each.answerable)
    message_id = next(answerable, None)
    if message_id is None:
        raise ConsoleError(404, "NoSuchMessage", _miss(wanted, base_url, " can be answered"))
    return _after(lambda sent: sent.reply(text), message_id, "NotAnswerable", base_url)


def write(values: Json, base_url: str) -> Json:
    """Who has taken what somebody writes to an address of theirs, unasked."""
    sender, to, text = (_given(values, name) for name in ("from", "to", "text"))
    try:
        origin = inboxes.write(sender, to, text).origin
    except LookupError as why:
        raise ConsoleError(404, "NoSuchAddress", str(why.args[0])) from None
    return {"service": origin.service, "account": origin.account, "region": origin.region}


def fail(message_id: str, values: Json, base_url: str) -> Json:
    """A message after its delivery has failed."""
    reason = _given(values, "reason", default="It could not be delivered.")
    return _after(lambda sent: sent.fail(reason), message_id, "NotSent", base_url)


def unsubscribe(message_id: str, values: Json, base_url: str) -> Json:
    """A message after its recipient has asked for no more."""
    return _after(Sent.unsubscribe, message_id, "NotAnswerable", base_url)


def _given(values: Json, name: str, default: str | None = None) -> str:
    text = values.get(name, default)
    if not isinstance(text, str):
        raise invalid(f"{name} must be text, not {str(text)[:20]!r}.")
    return text


def _after(act: Callable[[Sent], object], message_id: str, refusal: str, base_url: str) -> Json:
    message = by_id(message_id)
    try:
        act(message)
    except ValueError as why:
        raise ConsoleError(409, refusal, str(why)) from None
    return view(message, base_url)


def by_id(message_id: str) -> Sent:
    known = IDS["message"].fullmatch(message_id)
    # The first one before the next number is the one of this number, if there is one.
    found = next(outbox.newest_first(before=int(known[1]) + 1), None) if known else None
    if found is None or found.id != message_id:
        raise ConsoleError(404, "NoSuchMessage", f"There is no message {message_id!r}.")
    return found


def matching(wanted: Mapping[str, str]) -> Iterator[Sent]:
    yield from filter(_fitting(wanted), outbox.newest_first(wanted))


def _fitting(wanted: Mapping[str, str]) -> Callable[[Sent], bool]:
    """Tells whether a message fits all filters."""
    tests = [
        _newer(value) if name == "since" else filters.FILTERS[name].fits(value)
        for name, value in wanted.items()
    ]
    return lambda message: all(fits(message) for fits in tests)


def _newer(since: str) -> Callable[[Sent], bool]:
    """Tells whether a message came behind another, or not before a time; UTC where none is said."""
    known = IDS["message"].fullmatch(since)
    if known is not None:
        number = int(known[1])
        if number > outbox.last_number():
            raise invalid(
                f"since={since} is none of this outbox, in which {outbox.last_number()} were sent; "
                "moto's reset begins anew with message-1."
            )
        return lambda message: message.number > number
    try:
        # In a query string an unquoted plus is a blank; Python 3.10 does not know Z.
        moment = datetime.fromisoformat(re.sub(r"Z$", "+00:00", re.sub(r" (?=..:..$)", "+", since)))
    except ValueError:
        raise invalid(
            f"since must be a message's id or a time as in 2026-01-31T12:00:00Z, not {since!r}."
        ) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return lambda message: message.created_at >= moment


def wanted_of(values: Json) -> dict[str, str]:
    """The filters by their own names, in their own order."""
    given: dict[str, str] = {}
    for name in FILTERS:
        value = values.get(name)
        if not isinstance(value, str | None):
            raise invalid(f"{name} must be text, not {value!r}.")
        if value is not None:
            given[name] = value
    for alias, name in _ALIASES.items():
        if alias in given and given.setdefault(name, given[alias]) != given[alias]:
            raise invalid(f"{alias} is {name} by another name; give one of them.")
    try:
        told = {
            name: filters.checked(name, given[name]) for name in filters.FILTERS if name in given
        }
    except ValueError as why:
        raise invalid(str(why)) from None
    return {**told, **{name: given[name] for name in ("since",) if name in given}}


#: Among how many messages, the latest, a similar address is looked for.
_REMEMBERED = 1000


def _nearly(wanted: Mapping[str, str]) -> str:
    """The latest messages that fit but for one filter, and what they have instead: sentences."""
    found = ""
    for name in wanted if len(wanted) > 1 else ():
        rest = {each: value for each, value in wanted.items() if each != name}
        message = next(matching(rest), None) if name != "to" else None  # of those see below
        if message is not None:
            found += f" {message.id} to {message.to} fits but for {name}: {_has(message, name)}."
    return found


def _has(message: Sent, name: str) -> str:
    if name == "since":
        return f"it was sent at {message.created_at.isoformat()}"
    if name == "carries":
        return f"it carries {kind_of(message).noun}"
    return f"there it has {', '.join(filters.FILTERS[name].values(message)) or 'nothing'}"


def _miss(wanted: Mapping[str, str], base_url: str, more: str = "") -> str:
    """Why there is no such message: what was sent instead, where, and to whom."""
    searched = ", ".join(f"{name}={value}" for name, value in wanted.items())
    text = f"No message{f' with {searched}' if searched else ''}{more}."
    latest = list(islice(outbox.newest_first(), _REMEMBERED))
    if not latest:
        return f"{text} {why_nothing(base_url)}"
    places = dict.fromkeys(
        f"{message.to} ({message.service}, {message.account}, {message.region or 'global'})"
        for message in latest
    )
    shown = "; ".join(islice(places, 5))
    text += f"{_nearly(wanted)} Sent so far: {outbox.size()}, the latest to {shown}."
    addresses = {message.to for message in latest} - {wanted.get("to", "")}
    return f"{text}{meant(wanted.get('to', ''), addresses)}"
