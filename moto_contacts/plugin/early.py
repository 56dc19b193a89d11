"""The early door: boto's requests are answered ahead of moto's stubber, by the same handlers.

The stubber looks for the service of a request among some two hundred, and makes a request of
werkzeug's out of botocore's, which takes several times as long as we do. Whenever something of
moto's is asked for on the way (see `Door`), the request is left to it.

botocore asks every handler of ``before-send`` and then takes the first answer. So the door stands
directly in front of the stubber: handlers of the user's come before and after both, see what they
would see without it, and win or lose as they would. The stubber, which is asked all the same, must
find nothing to answer, or everything would be done twice. It goes by the URL of the request; while
it looks, and it alone, that is another one, and `show_url`, directly behind it, puts it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from operator import attrgetter
from sys import modules
from typing import Any

from moto_contacts.catalogue import CLIENTS
from moto_contacts.plugin.hosts import UNKNOWN, UNKNOWN_URLS

# This runs while moto is importing: an import statement would wait for the thread that does.
backend_index = modules["moto.backend_index"]
moto = modules["moto.core.botocore_stubber"]
config = modules["moto.core.config"]

#: A URL of no service. moto is told to let it pass, so that it need not look for the service.
ANSWERED = "answered:"


def surround(stubber: Any, handlers: list[tuple[Any, ...]], names: Iterable[str]) -> None:
    """Puts the door and `show_url` around moto's stubber, in botocore's list of handlers.

    Raises ``AttributeError`` or ``ValueError``, and then does nothing, for a moto that lacks what
    the door asks of it.
    """
    attrgetter("enabled")(stubber)
    attrgetter("MockRawResponse", "AWSResponse")(moto)
    attrgetter("passthrough_url", "passthrough_service", "service_whitelisted")(config)
    event = ("before-send", stubber)
    place = handlers.index(event)
    handlers[place : place + 1] = [
        ("before-send", Door(names, stubber)),
        event,
        ("before-send", show_url),
    ]


def show_url(request: Any, **_: Any) -> None:
    """Gives a request its URL back that moto's stubber was not to see."""
    url = request.__dict__.pop("true_url", None)
    if url is not None:
        request.url = url


class Door:
    """Answers the requests of our clients, or leaves them to moto.

    They are moto's while it does not mock, or passes the URL or service through, or has it not
    on its whitelist, or records, or enforces IAM; and where the URL is another service's.

    Those of other clients are moto's anyway. It does not know their services by a host of dual
    stack, where ours is the last word; it is shown the one that it knows, and goes by its rules.
    """

    def __init__(self, names: Iterable[str], stubber: Any):
        #: What stands in the events of a client -> the service.
        self.names = {CLIENTS[name]: name for name in names if name in CLIENTS}
        self._stubber = stubber

    def __call__(self, request: Any, event_name: str, **_: Any) -> Any:
        """The response, or None."""
        if not self._stubber.enabled:
            return None
        url = request.url
        name = self.names.get(event_name.split(".", 2)[1])
        if name is None:
            if "amazonaws.com" not in url:
                _show_known_host(request)
            return None
        if not self._opens(name, url.partition("?")[0]):
            return None
        entry = self._entry
        response = entry.answer_service(name, entry.read_request(request), {})
        # Looked up each time: tests with an asynchronous client replace them.
        body = moto.MockRawResponse(response.body)
        answer = moto.AWSResponse(url, response.status, response.headers, body)
        request.url, request.true_url = ANSWERED, url
        return answer

    def _opens(self, name: str, url: str) -> bool:
        """Whether nothing of moto's is asked for. ``url`` is without its query, as moto does it."""
        return (
            self._settings.answer_early
            and not config.passthrough_url(url)
            and not config.passthrough_service(name)
            and config.service_whitelisted(name)
            and not self._recorder._user_enabled
            and not self._entry.MOTO.enforces_iam()
            and name == _service(url)
        )

    # What answers is imported with the first request, not with moto.

    @cached_property
    def _entry(self) -> Any:
        return import_module("moto_contacts.plugin.entry")

    @cached_property
    def _settings(self) -> Any:
        return import_module("moto_contacts.simulation.settings").current

    @cached_property
    def _recorder(self) -> Any:
        return import_module("moto.moto_api").recorder


def _show_known_host(request: Any) -> None:
    url = request.url
    domain = UNKNOWN_URLS.match(url)
    if domain is not None and _service(url.partition("?")[0]) == UNKNOWN:
        request.url = f"{url[: domain.start(1)]}amazonaws.com{url[domain.end() :]}"
        request.true_url = url


def _service(url: str) -> str | None:
    """The service that moto would take the URL for."""
    patterns = backend_index.backend_url_patterns
    return next((name for name, pattern in patterns if pattern.match(url)), None)
