"""The one path of a request: route, authorize, fault, decode, validate, operate, encode."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from moto_contacts.gateway import self_check
from moto_contacts.gateway.errors import Dropped, InvalidToken, ServiceError
from moto_contacts.gateway.idempotency import TokenReused
from moto_contacts.gateway.listing import Listing, paginate
from moto_contacts.gateway.protocols.base import Unreadable
from moto_contacts.gateway.request import DROPPED
from moto_contacts.gateway.surplus import leave_out
from moto_contacts.simulation import clock, faults, outbox, patience
from moto_contacts.simulation.agenda import Agenda, Origin, here
from moto_contacts.simulation.faults import Faults
from moto_contacts.simulation.settings import Misconfigured, current
from moto_contacts.simulation.state import backend_of

if TYPE_CHECKING:
    from moto_contacts.gateway.backend import FamilyBackend, Method
    from moto_contacts.gateway.model import Operation, Pages
    from moto_contacts.gateway.request import Request, Response
    from moto_contacts.gateway.service import Home, Service
    from moto_contacts.gateway.violations import Violation

#: Violations of one request; one that breaks more of them is told so in bounds.
_MOST_TOLD = 100


#: What such a call is told that is late; every operation has one of them. Source: ours.
_OVERTAKEN = ("RequestExpired", "ServiceUnavailable")


class Host(Protocol):
    """What the gateway asks of whoever carries the requests: who calls, and whether they may."""

    def account(self, request: Request, service: str) -> str:
        """The account that the request acts in."""
        ...

    def authorize(
        self, request: Request, account: str, service: Service, operation: Operation
    ) -> None:
        """Nothing; raises the service's error for whoever may not call the operation."""
        ...


def dispatch(service: Service, request: Request, host: Host) -> Response:
    """The service's answer to a request. Every error that a request can cause is answered too."""
    protocol = service.protocol
    try:
        operation, labels = protocol.route(request)
        if operation is None:
            raise service.dialect.unknown_operation()
        account, region = host.account(request, service.name), request.region
        if service.enforces_iam:
            host.authorize(request, account, service, operation)
        read = partial(protocol.decode, operation, labels, request)
        if service.home is not None:
            account, region = _home(service.home, read) or (account, region)
        perform = _checked if current.check_answers else _perform
        result = perform(service, operation, account, region, read)
    except ServiceError as error:
        return protocol.encode_error(error, request)
    except Dropped:
        return DROPPED
    return protocol.encode(operation, result, request)


def _home(find: Home, read: Callable[[], Any]) -> tuple[str, str] | None:
    """Where what a call is about lives, if not where it is made, as most services have it."""
    try:
        return find(read())
    except (Unreadable, RecursionError):  # which the caller is told of when it is read
        return None


def invoke(
    service: Service,
    operation: str,
    account: str,
    region: str,
    members: dict[str, Any],
    is_call: bool = True,
) -> dict[str, Any]:
    """What an operation answers to these members, both as the wire has them.

    The same path as `dispatch`, entered by a name: nobody is asked whether the caller may. What is
    no call, but another service that wants to know, is met by no faults, and no limit of calls.
    Raises `ServiceError`, and `Dropped`. Source: ours.
    """
    found = service.model.operation(operation)
    if found is None:
        raise service.dialect.unknown_operation()
    perform = _checked if current.check_answers else _perform
    return perform(service, found, account, region, lambda: members, is_call)


def _checked(
    service: Service,
    operation: Operation,
    account: str,
    region: str,
    read: Callable[[], Any],
    is_call: bool = True,
) -> dict[str, Any]:
    try:
        result = _perform(service, operation, account, region, read, is_call)
    except ServiceError as error:
        if operation.method in service.backend.operations:
            self_check.check_error(operation, error, service.amendments)
        raise
    self_check.check(operation, result, service.amendments)
    return result


def _perform(
    service: Service,
    operation: Operation,
    account: str,
    region: str,
    read: Callable[[], Any],
    is_call: bool = True,
) -> dict[str, Any]:
    dialect = service.dialect
    if is_call and Faults.is_up:
        strike(service.name, operation, region)  # and moto may have reset, when it has waited
    try:
        backend = backend_of(service.backends, account, service.place(region))
    except KeyError:
        raise dialect.unknown_region(service.name, region) from None
    method = backend.method(operation.method)
    if method is None:
        raise dialect.not_implemented(operation.name)
    try:
        decoded, members = accept(service, operation, read)
        if operation.references != []:
            wrong = service.references.wrong(operation, members)
            if wrong is not None:
                raise dialect.wrong_arn(*wrong)
        scope = backend.scope
        origin = Origin(service.name, operation.name, decoded, account, scope.region)
        if Agenda.due is not None:
            clock.catch_up()
        if is_call and service.admit is not None:
            service.admit(scope, origin)
        with scope.lock:
            before, here.origin = here.origin, origin  # as `agenda.act` does it, with a call less
            try:
                result = _operate(backend, operation, method, members)
            finally:
                here.origin = before
        if here.left or Agenda.due is not None:
            clock.catch_up()
        return result
    except InvalidToken:
        raise dialect.invalid_token() from None
    except TokenReused:
        raise dialect.token_reused() from None
    except Misconfigured as why:
        raise dialect.invalid(str(why)) from None


def strike(service: str, operation: Operation, region: str) -> None:
    """Does to a call what a test has ordered. Raises `Dropped`, and the `ServiceError` ordered.

    A call that a reset of moto's has overtaken was of a test that is over.
    """
    struck = faults.strike(service, operation.name, region)
    if struck:
        test = faults.current()
        patience.wait(sum(fault.latency for fault in struck))
        if faults.current() is not test:
            code = next(each for each in _OVERTAKEN if each in operation.errors)
            raise operation.ordered(code, "moto was reset while this call was late.", {}, "")
        outbox.catch_up()  # others have gone on meanwhile
    for fault in struck:
        if fault.drop:
            raise Dropped
        if fault.error is not None:
            raise operation.ordered(fault.error, fault.message, fault.members, fault.text)


def accept(
    service: Service, operation: Operation, read: Callable[[], Any]
) -> tuple[Any, dict[str, Any]]:
    """The members of a request that meets every constraint: as they came, and as arguments."""
    found: list[Violation] = []
    try:
        decoded = read()
        members: dict[str, Any] = operation.accept(decoded, found)
        if found:
            raise service.dialect.violations(found[:_MOST_TOLD])
    except Unreadable as why:
        raise service.dialect.unreadable(str(why)) from None
    except RecursionError:
        raise service.dialect.unreadable("The request is nested too deeply") from None
    return decoded, members


def _operate(
    backend: FamilyBackend, operation: Operation, method: Method, members: dict[str, Any]
) -> dict[str, Any]:
    """The result of an operation, once for a token, and a page of it where it lists."""
    pages, token_name, surplus = operation.left or operation.leave(method.parameters)
    page_token = page_size = token = None
    if pages is not None:
        page_token = members.pop(pages.token, None)
        page_size = members.pop(pages.size, None)
    if token_name is not None:
        token = members.pop(token_name, None)
    if surplus:
        leave_out(members, surplus, backend.service, operation.name)
    if token is not None:
        perform = partial(method, **members)
        return backend.performed.once(operation.name, token, members, perform) or {}
    result = method(**members)
    if pages is None or type(result) is not Listing:
        return result or {}
    query = operation.name, backend.scope.place, members
    return _page(result, query, pages, page_token, page_size)


def _page(
    listing: Listing[Any, Any], query: object, pages: Pages, token: str | None, size: int | None
) -> dict[str, Any]:
    found, next_token = paginate(
        listing.items,
        query,
        token,
        size or listing.page_size,
        listing.where,
        listing.newest_first,
    )
    page = dict(listing.also or ())
    page[pages.values] = [listing.show(each) for each in found]
    if next_token is not None:
        page[pages.next_token] = next_token
    return page
