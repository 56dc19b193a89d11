"""The early door: boto's requests are answered ahead of moto's stubber, by the same handlers.

The stubber looks for the service of a request among some two hundred, and makes a request of
werkzeug's out of botocore's, which takes several times as long as we do. Whenever something of
moto's is asked for on the way (see `Door`), the request is left to it.

botocore asks the handlers of ``before-send.lightsail`` before those of ``before-send``, where the
stubber is, but then it asks those as well. The stubber must find nothing to answer, or everything
would be done twice. It goes by the URL of the request; that is `ANSWERED` for it, and for it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

from botocore.handlers import REGISTER_LAST
from moto import backend_index
from moto.core import botocore_stubber as moto
from moto.core import config

from moto_contacts.catalogue import CLIENTS

#: A URL of no service. moto is told to let it pass, so that it need not look for the service.
ANSWERED = "answered:"
config.default_user_config["core"]["passthrough"]["urls"].append(ANSWERED)


def handlers(names: Iterable[str], stubber: Any) -> list[tuple[Any, ...]]:
    """What botocore's list of handlers has to have behind moto's stubber.

    The door comes last of its kind, so that a handler of the user's for the service sees the
    request first, and its answer counts, as without the door.
    """
    doors = [
        (f"before-send.{CLIENTS[name]}", Door(name, stubber), REGISTER_LAST)
        for name in names
        if name in CLIENTS
    ]
    return [*doors, ("before-send", show_url)]


def show_url(request: Any, **_: Any) -> None:
    """Gives an answered request its URL back, for whichever handler comes behind the stubber."""
    if request.url == ANSWERED:
        request.url = request.answered_url


class Door:
    """Answers the requests to one service, or leaves them to moto.

    They are moto's while it does not mock, or passes the URL or service through, or has it not
    on its whitelist, or records, or enforces IAM; and where the URL is another service's.
    """

    def __init__(self, name: str, stubber: Any):
        self._name = name
        self._stubber = stubber

    def __call__(self, request: Any, **_: Any) -> Any:
        """The response, or None."""
        url = request.url
        if not self._stubber.enabled or not self._opens(url.partition("?")[0]):
            return None
        entry = self._entry
        response = entry.answer_service(self._name, entry.read_request(request), {})
        # Looked up each time: tests with an asynchronous client replace them.
        body = moto.MockRawResponse(response.body)
        answer = moto.AWSResponse(url, response.status, response.headers, body)
        request.url, request.answered_url = ANSWERED, url
        return answer

    def _opens(self, url: str) -> bool:
        """Whether nothing of moto's is asked for. ``url`` is without its query, as moto does it."""
        return (
            self._settings.answer_early
            and not config.passthrough_url(url)
            and not config.passthrough_service(self._name)
            and config.service_whitelisted(self._name)
            and not self._recorder._user_enabled
            and not self._entry.MOTO.enforces_iam()
            and self._name == _service(url)
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


def _service(url: str) -> str | None:
    """The service that moto would take the URL for."""
    patterns = backend_index.backend_url_patterns
    return next((name for name, pattern in patterns if pattern.match(url)), None)
