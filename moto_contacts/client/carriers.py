"""Who carries the question of a verb to the console, and brings the answer or raises it."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import Any, ClassVar, NoReturn
from urllib.parse import urlencode

from moto_contacts.client.trust import Verify, check_endpoint, request
from moto_contacts.client.verbs import Blocking, hidden
from moto_contacts.console import api
from moto_contacts.console.values import IDS, ConsoleError, Json
from moto_contacts.plugin import mode

__tracebackhide__ = hidden

#: Seconds; more than the server ever waits for a message.
PATIENCE = 90
#: Of the console's paths.
ROOT = "/moto-api/contacts/"

#: Characters of a path with its query; moto's server takes hardly more.
_LONGEST = 65_000
#: What verbs ask the console with, besides text.
_NUMBERS = ("limit", "timeout", "peek", "discarded")


class NoSuchMessage(LookupError):
    """No message fits; says what was sent instead, to whom and where."""


class NoSuchFault(LookupError):
    """The rule was removed, or moto has reset."""


#: What has an id, and what is raised where nothing has this one.
_MISSES: dict[str, type[LookupError]] = {"message": NoSuchMessage, "fault": NoSuchFault}


def path_of(what: str, its_id: str) -> str:
    """The path of a message or a fault.

    Raises `NoSuchMessage` or `NoSuchFault` for what is no id, which may be another path.
    """
    if not IDS[what].fullmatch(str(its_id)):
        raise _MISSES[what](f"There is no {what} {str(its_id)[:80]!r}.")
    return f"{what}s/{its_id}"


class _Answer(Json):
    """What a server has answered; what is asked of it, and is not in it, no console has told.

    Raises ``ConnectionError`` with a sentence for that, and for what is no object of JSON.
    """

    def __init__(self, text: bytes, otherwise: str):
        try:
            super().__init__(json.loads(text).items())
        except (ValueError, AttributeError):
            raise ConnectionError(otherwise) from None
        self._otherwise = otherwise

    def __missing__(self, name: str) -> NoReturn:
        raise ConnectionError(self._otherwise)


class Carrier(ABC):
    """Asks the console in this process, or the one behind an endpoint."""

    def __init__(self, endpoint_url: str | None = None, verify: Verify = None):
        self._given = None if endpoint_url is None else check_endpoint(endpoint_url)
        self._verify = verify

    @property
    def endpoint(self) -> str | None:
        """Whose console is asked; None for the one in this process.

        What was given, else where ``mock_aws`` mocks. There is no other place that decides it.
        """
        url = mode.endpoint() if self._given is None else self._given
        return None if url is None else url.rstrip("/")

    async def ask(self, method: str, path: str, values: Json | None = None) -> Json:
        """The answer of the console.

        Raises `NoSuchMessage`, `NoSuchFault`, ``ValueError`` or ``ConnectionError``.
        """
        values = {} if values is None else values
        if method != "GET":
            _refuse_changed(values)
        endpoint = self.endpoint
        if endpoint is None:
            try:
                return await self._call(method, path, values)
            except ConsoleError as error:
                raise _exception(error.error, error.message) from None
        query, sent_as = (_query(values), {}) if method == "GET" else ("", _written(values))
        status, text = await self._send(method, endpoint, f"{ROOT}{path}{query}", sent_as)
        answer = _Answer(
            text,
            f"{endpoint} is no moto server with moto_contacts: {path} was answered with "
            f"status {status} and no JSON of its console.",
        )
        if status >= 400:
            raise _exception(answer["error"], answer["message"])
        return answer

    @abstractmethod
    async def _call(self, method: str, path: str, values: Json) -> Json:
        """The answer of the console in this process."""

    @abstractmethod
    async def _send(
        self, method: str, endpoint: str, path: str, sent_as: Json
    ) -> tuple[int, bytes]:
        """Status and body of a server's answer.

        Raises ``ConnectionError``, and ``ValueError`` where no certificates are at the path.
        """


class BlockingCarrier(Carrier):
    """Never gives way to anything else."""

    async def _call(self, method: str, path: str, values: Json) -> Json:
        return api.call(method, path, values)

    async def _send(
        self, method: str, endpoint: str, path: str, sent_as: Json
    ) -> tuple[int, bytes]:
        options = {"timeout": PATIENCE, **sent_as}
        options["data"] = options.pop("content", None)
        response = request(endpoint, self._verify, method, path, **options)
        return response.status_code, response.content


class Console:
    """What has verbs: it asks the console by a carrier of its face."""

    _carried_by: ClassVar[type[Carrier]]

    def __init__(self, endpoint_url: str | None = None, verify: Verify = None):
        super().__init__()
        self._carrier = self._carried_by(endpoint_url, verify)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._carrier.endpoint or 'this process'}>"


class BlockingConsole(Console, Blocking):
    """A console whose verbs return when they are done."""

    _carried_by = BlockingCarrier


def _refuse_changed(values: Json) -> None:
    """Raises ``ValueError`` for what would be something else after it was JSON."""
    for name, value in values.items():
        if not _is_kept(value):
            raise ValueError(f"{name} must be of lists, and of names that are text, not {value!r}.")


def _is_kept(value: Any) -> bool:
    """Whether a value is the same in JSON, as far as that has it."""
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_kept(each) for name, each in value.items())
    return not isinstance(value, tuple) and (
        not isinstance(value, list) or all(map(_is_kept, value))
    )


def _query(values: Json) -> str:
    """The values as a query string, which tells no text from anything else.

    Raises ``ValueError`` for what would pass for text there, and for what is too long.
    """
    for name, value in values.items():
        if not isinstance(value, str | int | float if name in _NUMBERS else str):
            raise ValueError(f"{name} must be text, not {value!r}.")
    told = {
        name: json.dumps(value) if isinstance(value, bool) else value
        for name, value in values.items()
    }
    query = f"?{urlencode(told, errors='surrogatepass')}"
    if len(query) > _LONGEST:
        raise ValueError(
            f"{', '.join(told)} would have {len(query)} characters in a URL, and at most "
            f"{_LONGEST} are possible."
        )
    return query


def _written(values: Json) -> Json:
    """The values as a body. Raises ``ValueError`` for what JSON cannot say."""
    try:
        # Here, for the libraries refuse NaN in words of their own; the console says what for.
        content = json.dumps(values)
    except TypeError as why:
        raise ValueError(f"{why}.") from None
    return {"content": content, "headers": {"Content-Type": "application/json"}}


def _exception(error: str, message: str) -> Exception:
    kinds = {"NoSuchMessage": NoSuchMessage, "NoSuchFault": NoSuchFault}
    return kinds.get(error, ValueError)(message)
