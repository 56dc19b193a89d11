"""A service that moto has, and ours beside it: who answers, and what is shown of what moto does.

Operations that our service has are ours. All others are moto's, and its answers stay as they are:
they are only struck by faults that a test has ordered, and shown in the outbox where they send.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from botocore.parsers import create_parser

from moto_contacts.gateway.dispatch import Host, dispatch, strike
from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation import agenda, clock
from moto_contacts.simulation.state import backend_of
from moto_contacts.simulation.warned import warn_once

if TYPE_CHECKING:
    from moto_contacts.gateway.backend import FamilyBackend
    from moto_contacts.gateway.model import Operation
    from moto_contacts.gateway.service import Service


class NotShown(UserWarning):
    """Something that a service of moto's has sent is not in the outbox."""


@dataclass
class Performed:
    """An operation that moto has performed, and that has succeeded."""

    #: Of our service, in the account and region of the call.
    backend: FamilyBackend
    #: As the wire has them, unchecked.
    members: Mapping[str, Any]
    _operation: Operation
    _protocol: str
    _response: Response

    @cached_property
    def answer(self) -> Mapping[str, Any]:
        """The members of moto's answer, read as botocore's client reads them."""
        told = {
            "status_code": self._response.status,
            "headers": self._response.headers,
            "body": self._body,
        }
        parser = create_parser(self._protocol)
        found: dict[str, Any] = parser.parse(told, self._operation.output_shape)
        return found

    def told(self, name: str) -> str:
        """The text of the first element of a name in an answer in XML, which is not parsed for it.

        Whoever publishes a thousand messages is not to wait for all of them to be read twice.
        """
        text = self._body.decode()
        return unescape(text.partition(f"<{name}>")[2].partition("<")[0])

    @property
    def _body(self) -> bytes:
        body: Any = self._response.body  # moto's may be text
        encoded: bytes = body.encode() if isinstance(body, str) else body
        return encoded


#: Puts what an operation of moto's has sent in the outbox.
Show = Callable[[Performed], None]


def look(
    service: Service, request: Request, host: Host, hand_on: Callable[[], Response]
) -> Response:
    """Our answer, or what ``hand_on`` returns: moto's. Raises `Dropped`, and what moto raises."""
    operation, labels = service.protocol.route(request)
    if operation is None:
        return hand_on()
    if operation.method in service.backend.operations:
        return dispatch(service, request, host)
    try:
        strike(service.name, operation, request.region)
    except ServiceError as error:
        return service.protocol.encode_error(error, request)
    response = hand_on()
    show = service.shown.get(operation.name)
    if show is not None and response.status < 300:
        try:
            _show(service, operation, labels, request, host, response, show)
        except Exception as why:
            # moto has done what it was asked for: its caller must not hear of what we could not do.
            warn_once(
                f"{operation.name} of {service.name} has sent what moto_contacts cannot show: "
                f"{type(why).__name__}: {why}. Is there a newer moto_contacts for this moto?",
                NotShown,
            )
    return response


def _show(
    service: Service,
    operation: Operation,
    labels: dict[str, Any],
    request: Request,
    host: Host,
    response: Response,
    show: Show,
) -> None:
    account, region = host.account(request, service.name), request.region
    backend = backend_of(service.backends, account, service.place(region))
    scope = backend.scope
    members = service.protocol.decode(operation, labels, request)
    performed = Performed(backend, members, operation, service.model.metadata["protocol"], response)
    origin = agenda.Origin(service.name, operation.name, members, account, scope.region)
    clock.catch_up()
    with scope.lock:
        agenda.act(origin, show, performed)
