"""What a test holds: the outbox, the clock, the settings and the faults of a mock.

Without an endpoint they speak to the mock in this process, with one to a running server; the verbs
and the answers are the same, for both ask the same console.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from moto_contacts.console import api
from moto_contacts.console.values import ConsoleError
from moto_contacts.simulation.faults import standing
from moto_contacts.simulation.settings import layer

if TYPE_CHECKING:
    from typing_extensions import TypedDict, Unpack

    class Filters(TypedDict, total=False):
        """What messages can be asked for by, besides the address that they went to."""

        service: str | None
        channel: str | None
        account: str | None
        region: str | None
        state: str | None
        #: A message, its id, or a time of the simulated clock: only newer ones.
        since: Message | str | datetime | None


#: Seconds; more than the server ever waits for a message.
_PATIENCE = 90

F = TypeVar("F", bound=Callable[..., Any])


class NoSuchMessage(LookupError):
    """No message fits; says what was sent instead, to whom and where."""


class NoSuchFault(LookupError):
    """The rule was removed, or moto has reset."""


class _Console:
    """Asks the console in this process, or the one behind an endpoint."""

    def __init__(self, endpoint_url: str | None = None):
        self._endpoint = None if endpoint_url is None else endpoint_url.rstrip("/")

    def _call(self, method: str, path: str, **values: Any) -> dict[str, Any]:
        if path.startswith("messages"):  # a filter that is not given
            values = {name: value for name, value in values.items() if value is not None}
        if self._endpoint is None:
            try:
                return api.call(method, path, values)
            except ConsoleError as error:
                raise _exception(error.error, error.message) from None
        import requests

        url = f"{self._endpoint}/moto-api/contacts/{path}"
        with requests.Session() as session:
            session.trust_env = False  # the endpoint is near; a proxy would not find it
            sent_as = {"params": values} if method == "GET" else {"json": values}
            try:
                response = session.request(method, url, timeout=_PATIENCE, **sent_as)  # type: ignore[arg-type]
            except requests.ConnectionError as error:
                raise ConnectionError(
                    f"No server answers at {self._endpoint}: {error}. "
                    "Start one with moto_server, or leave out the endpoint for a mock_aws in this "
                    "process."
                ) from None
        try:
            answer: dict[str, Any] = response.json()
        except ValueError:
            raise ConnectionError(
                f"{self._endpoint} is no moto server with moto_contacts: {path} was answered with "
                f"status {response.status_code} and no JSON."
            ) from None
        if not response.ok:
            raise _exception(answer["error"], answer["message"])
        return answer


def _exception(error: str, message: str) -> Exception:
    kinds = {"NoSuchMessage": NoSuchMessage, "NoSuchFault": NoSuchFault}
    return kinds.get(error, ValueError)(message)


@dataclass(frozen=True)
class Event:
    """What has happened to a message: sent, wrong code, late code, locked, verified, superseded,
    revoked or expired."""

    at: datetime
    event: str


@dataclass(frozen=True)
class Message:
    """One message that "was sent", as it was when it was read; `refresh` reads it again."""

    id: str
    #: The service as botocore names it.
    service: str
    #: The request that has sent it: its operation, and its members as they came.
    operation: str
    parameters: dict[str, Any] = field(hash=False)
    account: str
    #: Blank for a service without regions.
    region: str
    #: EMAIL, SMS or VOICE
    channel: str
    to: str
    sender: str
    subject: str
    body: str
    #: The code to type back, or None for a message that carries a link.
    code: str | None
    #: The link to open, or None for a message that carries a code.
    link: str | None
    created_at: datetime
    expires_at: datetime | None
    verified_at: datetime | None
    #: pending, verified, superseded, revoked or expired
    state: str
    #: How many codes were typed, right ones included.
    attempts: int
    #: How many are looked at; None for any number.
    attempts_allowed: int | None
    resource_arn: str
    #: The id of the message that has replaced this one.
    superseded_by: str | None
    #: Whether it was read before this time.
    read: bool = field(compare=False)
    history: tuple[Event, ...]
    _console: _Console = field(repr=False, compare=False)

    def click(self) -> Message:
        """The message after its link was opened. Only a pending one does anything.

        Raises ``ValueError`` for a message without a link.
        """
        return _message(self._console._call("POST", f"messages/{self.id}/click"), self._console)

    def expire(self) -> Message:
        """The message, expired now; the clock stays. ``ValueError`` for one that is not pending."""
        return _message(self._console._call("POST", f"messages/{self.id}/expire"), self._console)

    def refresh(self) -> Message:
        """The message as it is now."""
        return _message(self._console._call("GET", f"messages/{self.id}"), self._console)


def _message(values: dict[str, Any], console: _Console) -> Message:
    for name in ("created_at", "expires_at", "verified_at"):
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    values["history"] = tuple(
        Event(datetime.fromisoformat(each["at"]), each["event"]) for each in values["history"]
    )
    return Message(**values, _console=console)


class Outbox(_Console):
    """Every message that was sent since the mock started, of all services, accounts and regions."""

    def messages(
        self, to: str | None = None, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[Message]:
        """The messages that fit, the latest first. No filter, no limit: all of them."""
        found = self._call("GET", "messages", to=to, limit=limit, **_told(filters))
        return [_message(values, self) for values in found["messages"]]

    def latest(self, to: str | None = None, **filters: Unpack[Filters]) -> Message:
        """The latest message that fits. Raises `NoSuchMessage`."""
        return _message(self._call("GET", "messages/latest", to=to, **_told(filters)), self)

    def wait_for(
        self, to: str | None = None, timeout: float = 10, **filters: Unpack[Filters]
    ) -> Message:
        """The latest message that fits, at once or as soon as another thread sends it.

        ``timeout`` is in seconds, 60 at most. With ``since`` only newer messages count. Raises
        `NoSuchMessage` when the time is over, or when moto resets.
        """
        found = self._call("GET", "messages/wait", to=to, timeout=timeout, **_told(filters))
        return _message(found, self)

    def clear(self, to: str | None = None, **filters: Unpack[Filters]) -> int:
        """Deletes the messages that fit, or all; their codes stay as good. Returns how many."""
        deleted: int = self._call("DELETE", "messages", to=to, **_told(filters))["deleted"]
        return deleted

    def device(self, to: str) -> Device:
        """The telephone or mailbox at an address, which tells what has come from what must come."""
        return Device(self, to)

    def message(self, message_id: str) -> Message:
        """The message of this id. Raises `NoSuchMessage`."""
        return _message(self._call("GET", f"messages/{message_id}"), self)

    def code(self, to: str | None = None, **filters: Unpack[Filters]) -> str:
        """The code of the latest message that fits. Raises `NoSuchMessage`."""
        message = self.latest(to, **filters)
        if message.code is None:
            raise NoSuchMessage(
                f"The latest message to {message.to} ({message.service}) carries a link, no code: "
                "use latest(...).click()."
            )
        return message.code


class Device:
    """Whoever reads the messages to one address: each message is expected, rejected or ignored."""

    def __init__(self, outbox: Outbox, to: str):
        self._outbox = outbox
        self._to = to
        self._done: set[str] = set()

    def expect(self, code: bool | str | None = None, within: float = 10) -> Message:
        """The first message that was not expected or ignored before; waits ``within`` seconds.

        ``code``: True for any code, a text for this one, False for a link, None for either. Raises
        ``AssertionError``; messages of another kind stay, for `reject` to complain about.
        """
        end = monotonic() + within
        while True:
            came = self._outbox.messages(to=self._to)
            for message in reversed(came):
                if message.id not in self._done and _carries(message, code):
                    self._done.add(message.id)
                    return message
            left = max(0, round(end - monotonic(), 3))
            try:
                self._outbox.wait_for(self._to, timeout=left, since=came[0] if came else None)
            except NoSuchMessage as miss:
                why = miss
                break
        what = f"the code {code}" if isinstance(code, str) else _KINDS[code]
        new = self._new()
        instead = f" There is {_listed(new)}." if new else ""
        raise AssertionError(f"Expected {what} to {self._to} within {within:g} s. {why}{instead}")

    def reject(self) -> None:
        """Raises ``AssertionError`` for messages that were neither expected nor ignored."""
        new = self._new()
        if new:
            raise AssertionError(f"Expected nothing more to {self._to}, but got {_listed(new)}.")

    def ignore(self) -> None:
        """Whatever has come so far need not be expected."""
        self._done.update(message.id for message in self._new())

    def _new(self) -> list[Message]:
        """What has come and is not done with, the oldest first."""
        came = reversed(self._outbox.messages(to=self._to))
        return [message for message in came if message.id not in self._done]


_KINDS = {None: "a message", True: "a code", False: "a link"}


def _carries(message: Message, code: bool | str | None) -> bool:
    if code is None:
        return True
    return message.code == code if isinstance(code, str) else (message.code is not None) is code


def _listed(messages: list[Message]) -> str:
    return "; ".join(
        f"{each.id}, {each.channel} with {f'the code {each.code}' if each.code else 'a link'} ("
        + ", ".join(part for part in (each.service, each.account, each.region) if part)
        + ")"
        for each in messages
    )


def _told(filters: Filters) -> dict[str, Any]:
    """Filters as the console takes them: a message by its id, a moment in ISO 8601."""
    told: dict[str, Any] = {**filters}
    since = told.get("since")
    if isinstance(since, Message):
        told["since"] = since.id
    elif isinstance(since, datetime):
        told["since"] = since.isoformat()
    return told


class Clock(_Console):
    """The time by which codes and links expire."""

    def now(self) -> datetime:
        """The simulated time, aware, in UTC."""
        return datetime.fromisoformat(self._call("GET", "clock")["now"])

    def advance(self, **by: float) -> datetime:
        """Moves the clock forward by ``weeks``, ``days``, ``hours``, ``minutes``, ``seconds``.

        Returns the new time. Raises ``ValueError`` for a move backward.
        """
        return datetime.fromisoformat(self._call("POST", "clock", **by)["now"])

    def reset(self) -> datetime:
        """Takes all moves back; returns the time."""
        return datetime.fromisoformat(self._call("DELETE", "clock")["now"])


class SettingsControl(_Console):
    """The settings of a mock; with values, a context manager and a decorator that sets them."""

    def __init__(self, endpoint_url: str | None = None, **values: Any):
        super().__init__(endpoint_url)
        self._values = values
        self._exits: list[ExitStack] = []

    def all(self) -> dict[str, dict[str, Any]]:
        """Every setting: its value, where that comes from, its default, the default's source."""
        return self._call("GET", "settings")

    def set(self, **values: Any) -> None:
        """Sets values until moto's next reset. Raises ``ValueError``, and then sets none."""
        self._call("PATCH", "settings", **values)

    def reset(self) -> None:
        """Forgets what `set` has set."""
        self._call("DELETE", "settings")

    def __enter__(self) -> SettingsControl:
        stack = ExitStack()
        if self._endpoint is None:
            stack.enter_context(layer(self._values))
        else:
            before = self.all()
            self.set(**self._values)
            old = {name: before[name] for name in self._values}
            kept = {name: each["value"] for name, each in old.items() if each["from"] == "run time"}
            stack.callback(self.set, **kept)
            stack.callback(self._call, "DELETE", "settings", names=list(old))
        self._exits.append(stack)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exits.pop().close()

    def __call__(self, function: F) -> F:
        """The function, run with the values set: a plain one, a coroutine or a generator."""
        if inspect.isclass(function) or inspect.isasyncgenfunction(function):
            raise TypeError(
                f"settings(...) decorates functions, not {function.__name__}; "
                "for a class of tests there is the marker moto_contacts."
            )
        wrapper: Callable[..., Any]
        if inspect.iscoroutinefunction(function):

            async def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return await function(*args, **kwargs)

        elif inspect.isgeneratorfunction(function):

            def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return (yield from function(*args, **kwargs))

        else:

            def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return function(*args, **kwargs)

        return functools.wraps(function)(wrapper)  # type: ignore[return-value]


class Fault:
    """A rule that was put, and strikes since then; as a context manager it ends with its block.

    In this process it holds through every reset of moto's while the block runs, so the block may
    stand outside ``mock_aws``.
    """

    def __init__(self, console: _Console, values: dict[str, Any]):
        self._console = console
        self._values = values
        self._stack = ExitStack()
        self.id: str = values["id"]

    def __repr__(self) -> str:
        return f"Fault({self._values})"

    @property
    def struck(self) -> int:
        """How many calls it has struck; of a rule that is gone, how many when it was last seen."""
        self._update("GET")
        struck: int = self._values["struck"]
        return struck

    def remove(self) -> None:
        """The rule strikes no more. One that is gone already stays so."""
        self._update("DELETE")

    def _update(self, method: str) -> None:
        with suppress(NoSuchFault):
            self._values = self._console._call(method, f"faults/{self.id}")

    def __enter__(self) -> Fault:
        if self._console._endpoint is None:
            self._stack.enter_context(standing(self.id))
        self._stack.callback(self.remove)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()


class FaultsControl(_Console):
    """The faults that a test has ordered."""

    def put(
        self,
        error: str | None = None,
        message: str = "",
        *,
        drop: bool = False,
        latency: float = 0.0,
        service: str = "*",
        operation: str = ".*",
        region: str = "*",
        times: int | None = None,
        probability: float = 1.0,
        ttl: float | None = None,
        **members: Any,
    ) -> Fault:
        """A rule that strikes the next calls that fit; ``with`` it, only while a block runs.

        A call ends in ``error`` with its further ``members``, or (``drop``) without an answer,
        ``latency`` seconds late, or is only late. ``service`` and ``region`` are globs,
        ``operation`` is a regular expression. The rule strikes ``times`` times (None: always), with
        a ``probability`` by moto's seed, for ``ttl`` seconds of the simulated clock (None: ever).
        Raises ``ValueError`` for a rule that no call could show. Source: ours.
        """
        values = self._call(
            "POST", "faults", error=error, message=message, members=members, drop=drop,
            latency=latency, service=service, operation=operation, region=region, times=times,
            probability=probability, ttl=ttl,
        )  # fmt: skip
        return Fault(self, values)

    def all(self) -> list[dict[str, Any]]:
        """Every rule, with the number of times that it has ``struck``."""
        rules: list[dict[str, Any]] = self._call("GET", "faults")["faults"]
        return rules

    def reset(self) -> None:
        """Removes all rules."""
        self._call("DELETE", "faults")


def outbox(endpoint_url: str | None = None) -> Outbox:
    """The outbox of the mock in this process, or of the server at ``endpoint_url``."""
    return Outbox(endpoint_url)


def clock(endpoint_url: str | None = None) -> Clock:
    """The clock of the mock in this process, or of the server at ``endpoint_url``."""
    return Clock(endpoint_url)


def settings(endpoint_url: str | None = None, **values: Any) -> SettingsControl:
    """The settings of the mock in this process, or of the server at ``endpoint_url``.

    With values it sets them while a ``with`` block or a decorated function runs; in this process
    they hold through every reset of moto's, so the block may stand outside ``mock_aws``.
    """
    return SettingsControl(endpoint_url, **values)


def faults(endpoint_url: str | None = None) -> FaultsControl:
    """The faults of the mock in this process, or of the server at ``endpoint_url``."""
    return FaultsControl(endpoint_url)
