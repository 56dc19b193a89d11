"""The early door: boto's requests are answered ahead of moto's stubber, by the same handlers.

The stubber looks for the service of a request among some two hundred, and makes a request of
werkzeug's out of botocore's, which takes several times as long as we do. Whenever something of
moto's is asked for on the way (see `Door`), the request is left to it.

botocore asks every handler of ``before-send`` and then takes the first answer. So the door stands
in the stubber's own place among them, and asks it whenever it does not answer: handlers of the
user's see what they would see without it, and win or lose as they would.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import cache, lru_cache
from importlib import import_module
from operator import attrgetter
from sys import modules
from typing import Any

from moto_contacts.catalogue import CLIENTS
from moto_contacts.plugin.answered import answered
from moto_contacts.plugin.hosts import UNKNOWN, UNKNOWN_URLS

# This runs while moto is importing: an import statement would wait for the thread that does.
backend_index = modules["moto.backend_index"]
moto = modules["moto.core.botocore_stubber"]
config = modules["moto.core.config"]


def stand_in(stubber: Any, handlers: list[tuple[Any, ...]], names: Iterable[str]) -> None:
    """Puts the door in the place of moto's stubber, in botocore's list of handlers.

    Raises ``AttributeError`` or ``ValueError``, and then does nothing, for a moto that lacks what
    the door asks of it.
    """
    attrgetter("enabled", "process_request")(stubber)
    attrgetter("MockRawResponse", "AWSResponse")(moto)
    attrgetter("passthrough_url", "passthrough_service", "service_whitelisted")(config)
    attrgetter("default_user_config")(config)
    handlers[handlers.index(("before-send", stubber))] = ("before-send", Door(names, stubber))


class Door:
    """Answers the requests of our clients, or leaves them to moto.

    They are moto's while it does not mock, or passes the URL or service through, or has it not
    on its whitelist, or records; where the URL is another service's; and where a test has put
    something in the place of the stubber's methods, to answer otherwise, or one at a time.

    Those of other clients are moto's anyway. It does not know their services by a host of dual
    stack, where ours is the last word; it is shown the one that it knows, and goes by its rules,
    but for a URL that is passed through as it was sent.

    Whoever looks for moto's stubber in a client, as its `patch_client` does, finds it: they are
    equal.
    """

    def __init__(self, names: Iterable[str], stubber: Any):
        #: What stands in the events of a client -> the service.
        self.names = {CLIENTS[name]: name for name in names if name in CLIENTS}
        # Without that list of moto's none of ours has joined, and there are no names.
        hosts = dict(getattr(backend_index, "backend_url_patterns", ()))
        self._at_home = {name: lru_cache(hosts[name].match) for name in self.names.values()}
        self._stubber = stubber
        #: What the stubber is called by, and what it answers by.
        self._methods = type(stubber).__call__, stubber.process_request
        #: What moto starts with, which passes nothing through and has every service on its list.
        self._config = deepcopy(config.default_user_config.get("core"))

    def __call__(self, request: Any, event_name: str, **more: Any) -> Any:
        """The response, or None."""
        stubber = self._stubber
        if not stubber.enabled:
            return None
        url = request.url
        name = self.names.get(event_name.partition(".")[2].partition(".")[0])
        if (
            name is not None
            and _settings().answer_early
            and (config.default_user_config.get("core") == self._config or self._lets(name, url))
            and not _moto_api().recorder._user_enabled
            and (type(stubber).__call__, stubber.process_request) == self._methods
            and self._at_home[name](url.partition("?")[0]) is not None
        ):
            entry = _entry()
            response = entry.answer_service(name, entry.read_prepared(request), {})
            return answered(url, response)
        if name is None and "amazonaws.com" not in url and not _passes(url):
            request.url = _known_host(url)
        try:
            return stubber(request=request, event_name=event_name, **more)
        finally:
            request.url = url

    def __eq__(self, other: object) -> bool:
        return other is self or other is self._stubber

    def __hash__(self) -> int:
        return hash(self._stubber)

    def _lets(self, name: str, url: str) -> bool:
        """Whether moto is to answer such a request, by how a test has configured it."""
        listed: bool = config.service_whitelisted(name)
        return listed and not _passes(url) and not config.passthrough_service(name)


# What answers is imported with the first request, not with moto. The door has none of it, for a
# copy of a session is one of the door, too, and modules have no copies.


@cache
def _entry() -> Any:
    return import_module("moto_contacts.plugin.entry")


@cache
def _settings() -> Any:
    return import_module("moto_contacts.simulation.settings").current


@cache
def _moto_api() -> Any:
    return import_module("moto.moto_api")  # whose recorder is another when it is reloaded


def _passes(url: str) -> bool:
    """Whether the URL, as it was sent, is one that moto is to pass through."""
    passed: bool = config.passthrough_url(url.partition("?")[0])
    return passed


def _known_host(url: str) -> str:
    """The URL, with a host that moto knows where it does not know its own."""
    domain = UNKNOWN_URLS.match(url)
    if domain is None or _service(url.partition("?")[0]) != UNKNOWN:
        return url
    return f"{url[: domain.start(1)]}amazonaws.com{url[domain.end() :]}"


def _service(url: str) -> str | None:
    """The service that moto would take the URL for."""
    patterns = backend_index.backend_url_patterns
    return next((name for name, pattern in patterns if pattern.match(url)), None)
