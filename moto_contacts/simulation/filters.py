"""What messages can be asked for by: one table for Python, HTTP, the command line and the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from moto_contacts.simulation.kinds import Channel, KindName, State
from moto_contacts.simulation.nearness import listed, meant

if TYPE_CHECKING:
    from moto_contacts.simulation.messages import Sent

#: What can be read off a message.
Secret: TypeAlias = Literal["code", "link"]

#: Whoever knows which services there are puts them here: see `join`.
_services: Callable[[], Collection[str]] = tuple


def join(services: Callable[[], Collection[str]]) -> None:
    """From now on ``services`` tells which services messages can be of."""
    global _services
    _services = services


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that a message can be asked for by."""

    help: str
    #: What a message has there.
    values: Callable[[Sent], tuple[str, ...]]
    #: Which values there are, of a closed set. Of an open one any text: it fits a value as a whole,
    #: in any case, and each star in it stands for any part.
    closed: Callable[[], Collection[str]] | None = None
    #: Whether what a message has there never changes.
    lasts: bool = True

    def fits(self, wanted: str) -> Callable[[Sent], bool]:
        """Tells whether a message has a value that is wanted."""
        values = self.values
        if self.closed is not None:
            return lambda message: wanted in values(message)
        like = _like(folded(wanted))
        return lambda message: any(like(folded(value)) for value in values(message))


def _field(name: str) -> Callable[[Sent], tuple[str, ...]]:
    value_of = attrgetter(name)
    return lambda message: (value_of(message),)


def _carried(message: Sent) -> tuple[str, ...]:
    carried = {"code": message.code, "link": message.token}
    return tuple(name for name, secret in carried.items() if secret is not None)


FILTERS: Mapping[str, Filter] = {
    "to": Filter("The address that it went to.", _field("to")),
    "service": Filter(
        "The service that has sent it.", _field("service"), closed=lambda: _services()
    ),
    "channel": Filter("How it went.", _field("channel"), closed=lambda: get_args(Channel)),
    "account": Filter("The id of the account that has sent it.", _field("account")),
    "region": Filter(
        "The region that has sent it; global for a service without regions.",
        lambda message: (message.region or "global",),
    ),
    "kind": Filter("How its reader uses it.", _field("kind"), closed=lambda: get_args(KindName)),
    "state": Filter(
        "What has become of it.", _field("state"), closed=lambda: get_args(State), lasts=False
    ),
    "carries": Filter(
        "What can be read off it; one with a code may have a link, too.",
        _carried,
        closed=lambda: get_args(Secret),
    ),
    "recipient": Filter("Whose address it is: the alias of a contact.", _field("recipient")),
    "sender": Filter("Whom it came from.", _field("sender")),
    "thread": Filter(
        "What messages have in common that belong together: the ARN of an engagement.",
        _field("thread"),
    ),
}


def folded(value: str) -> str:
    """A value as it is compared: in any case."""
    return value.casefold()


def checked(name: str, value: str) -> str:
    """The value, as a filter wants it. Raises ``ValueError`` for none of a closed set."""
    closed = FILTERS[name].closed
    if name == "region" and value == "":
        return "global"  # as messages write it
    if name == "to" and value.startswith(" "):
        return "+" + value[1:]  # a plus that was not quoted in a query string
    if closed is None or value in closed():
        return value
    known = list(closed())
    raise ValueError(
        f"There is no {name} {value[:80]!r}.{meant(value, known)} There are {listed(known)}."
    )


def _like(wanted: str) -> Callable[[str], bool]:
    """Tells whether a text is the wanted one, in which each star stands for anything."""
    first, *rest = wanted.split("*")
    if not rest:
        return lambda text: text == wanted
    *middle, last = rest

    def like(text: str) -> bool:
        place, end = len(first), len(text) - len(last)
        if place > end or not text.startswith(first) or not text.endswith(last):
            return False
        for part in middle:
            found = text.find(part, place, end)
            if found < 0:
                return False
            place = found + len(part)
        return True

    return like
