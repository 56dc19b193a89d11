"""The one path of a request: route, authorize, fault, decode, validate, operate, encode."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from moto_contacts.gateway import answers, protocols
from moto_contacts.gateway.alibaba_rpc import AlibabaRpcProtocol
from moto_contacts.gateway.errors import Dialect, Dropped, InvalidToken, ServiceError
from moto_contacts.gateway.idempotency import TokenReused
from moto_contacts.gateway.model import AWS_ERRORS, Model, Operation
from moto_contacts.gateway.protocols import JsonProtocol, RestJsonProtocol, Unreadable
from moto_contacts.simulation import agenda, clock, faults
from moto_contacts.simulation.settings import Misconfigured, current
from moto_contacts.simulation.state import backend_of

if TYPE_CHECKING:
    from moto_contacts.gateway.request import Request, Response
    from moto_contacts.gateway.violations import Violation

_PROTOCOLS: dict[str, type[protocols.Protocol]] = {
    "json": JsonProtocol,
    "rest-json": RestJsonProtocol,
    "alibaba-rpc": AlibabaRpcProtocol,
}


class Host(Protocol):
    """What the gateway asks of whoever carries the requests: who calls, and whether they may."""

    def account(self, request: Request, service: str) -> str:
        """The account that the request acts in."""
        ...

    def authorize(self, request: Request, account: str, operation: str) -> None:
        """Nothing, or a `ServiceError` where the caller may not."""
        ...


@dataclass(frozen=True)
class Service:
    """All that the gateway has to be told of a service; the rest is in its model."""

    #: The name of its model in botocore.
    name: str
    #: Account -> region -> backend; a `KeyError` for a region without the service.
    backends: Mapping[str, Mapping[str, Any]]
    dialect: Dialect
    #: From the region of a request to the key of its backend.
    place: Callable[[str], str] = str
    #: What the service asks of every valid call before it looks for anything: raises or returns.
    admit: Callable[[dict[str, Any]], None] = lambda members: None
    #: The folder with its model, in botocore's layout, where botocore does not ship it.
    search_path: str | None = None
    #: Whether moto's IAM enforcement is for it.
    enforces_iam: bool = True
    #: Shape name -> constraints that real answers have shown to differ from the model's.
    amendments: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Code -> status of the errors that every operation can answer, declared or not.
    common_errors: Mapping[str, int] = field(default_factory=lambda: AWS_ERRORS)

    @cached_property
    def model(self) -> Model:
        """The installed model."""
        return Model(self.name, self.amendments, self.search_path, self.common_errors)

    @cached_property
    def protocol(self) -> protocols.Protocol:
        """The protocol that the model names."""
        return _PROTOCOLS[self.model.metadata["protocol"]](self.model)


def dispatch(service: Service, request: Request, host: Host) -> Response:
    """The service's answer to a request. Every error that a request can cause is answered too.

    Raises `Dropped` where a test has ordered that there be no answer.
    """
    protocol = service.protocol
    try:
        operation, labels = protocol.route(request)
        if operation is None:
            raise service.dialect.unknown_operation()
        result = _perform(service, operation, labels, request, host)
    except ServiceError as error:
        return protocol.encode_error(error, request)
    response = protocol.encode(operation, result, request)
    if current.check_answers:
        answers.check(operation, result, service.amendments)
    return response


def _perform(
    service: Service, operation: Operation, labels: dict[str, Any], request: Request, host: Host
) -> dict[str, Any]:
    dialect = service.dialect
    region = request.region
    account = host.account(request, service.name)
    if service.enforces_iam:
        host.authorize(request, account, operation.name)
    try:
        backend = backend_of(service.backends, account, service.place(region))
    except KeyError:
        raise dialect.unknown_region(service.name, region) from None
    for fault in faults.strike(service.name, operation.name, region):
        time.sleep(fault.latency)
        if fault.drop:
            raise Dropped
        if fault.error is not None:
            raise ServiceError(fault.error, fault.message, **fault.members)
    method = backend.method(operation.method)
    if method is None:
        raise dialect.not_implemented(operation.name)
    try:
        decoded, members = _accept(service, operation, labels, request)
        service.admit(members)
        scope = backend.scope
        origin = agenda.Origin(service.name, operation.name, decoded, account, scope.region)
        clock.catch_up()
        with scope.lock:
            result: dict[str, Any] | None = agenda.act(origin, method, **members)
        clock.catch_up()
        return result or {}
    except InvalidToken:
        raise dialect.invalid_token() from None
    except TokenReused:
        raise dialect.token_reused() from None
    except Misconfigured as why:
        raise dialect.invalid(str(why)) from None


def _accept(
    service: Service, operation: Operation, labels: dict[str, Any], request: Request
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The members of a request that meets every constraint: as they came, and as arguments."""
    found: list[Violation] = []
    try:
        decoded = service.protocol.decode(operation, labels, request)
        members: dict[str, Any] = operation.accept(decoded, found)
        if found:
            raise service.dialect.violations(found)
    except Unreadable as why:
        raise service.dialect.unreadable(str(why)) from None
    except RecursionError:
        raise service.dialect.unreadable("The request is nested too deeply") from None
    return decoded, members
