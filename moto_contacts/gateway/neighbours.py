"""A service that moto has, and ours beside it: who answers, and what is shown of what moto does.

Operations that our service has are ours. All others are moto's, and its answers stay as they are:
they are only struck by faults that a test has ordered, and shown in the outbox where they send.
What a test opts into, or moto lacks a part of, is `Gated`: refused, or answered otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from botocore.parsers import create_parser

from moto_contacts.gateway import self_check
from moto_contacts.gateway.dispatch import Host, accept, dispatch, strike
from moto_contacts.gateway.errors import Dropped, ServiceError
from moto_contacts.gateway.protocols.base import Unreadable
from moto_contacts.gateway.request import DROPPED, Request, Response
from moto_contacts.simulation import agenda, clock, outbox
from moto_contacts.simulation.faults import Faults
from moto_contacts.simulation.settings import Misconfigured, current
from moto_contacts.simulation.state import backend_of
from moto_contacts.simulation.warned import not_shown

if TYPE_CHECKING:
    from moto_contacts.gateway.backend import FamilyBackend
    from moto_contacts.gateway.model import Operation
    from moto_contacts.gateway.service import Service


T = TypeVar("T")


class _Once(Generic[T]):
    """What a method finds, found when it is first asked for; one of `functools` takes a lock."""

    def __init__(self, find: Callable[[Call], T]):
        self._find = find

    def __get__(self, call: Call, owner: object) -> T:
        found = call.__dict__[self._find.__name__] = self._find(call)
        return found


@dataclass
class Call:
    """A call of an operation of moto's, which may be handed on to it."""

    service: Service
    operation: Operation
    request: Request
    _labels: dict[str, Any]
    _host: Host
    _hand_on: Callable[[], Response]
    #: Whether it was handed on, and what moto has answered then; maybe an error.
    performed: bool = field(default=False, init=False)
    response: Response = field(init=False)

    @_Once
    def members(self) -> Any:
        """As the wire has them, unchecked. Raises `Unreadable`."""
        return self.service.protocol.decode(self.operation, self._labels, self.request)

    @property
    def account(self) -> str:
        """In which it is made."""
        return self._host.account(self.request, self.service.name)

    @_Once
    def backend(self) -> FamilyBackend:
        """Of our service, in the account and region of what the call is about."""
        home = self.service.home
        found_at = None if home is None else home(self.members)
        account, region = found_at or (self.account, self.request.region)
        place = self.service.place(region)
        found: FamilyBackend = backend_of(self.service.backends, account, place)
        return found

    @property
    def what(self) -> str:
        """Its operation, for whoever is told of it."""
        return f"{self.operation.name} of {self.service.name}"

    @property
    def origin(self) -> agenda.Origin:
        """On whose behalf something is done for it."""
        name, scope = self.service.name, self.backend.scope
        account, region = scope.account, scope.region
        return agenda.Origin(name, self.operation.name, self.members, account, region)

    def act(self, show: Callable[[], object]) -> None:
        """Has something shown for it."""
        agenda.act(self.origin, show)

    def hand_on(self) -> Call:
        """Itself, performed by moto; not to be called while a lock is held that moto may need."""
        self.response, self.performed = self._hand_on(), True
        del self._hand_on  # and all that this has kept of the request
        return self

    def forget(self) -> None:
        """It knows no headers any more: what has brought it may go."""
        self.request.headers = {}

    def authorize(self) -> None:
        """To be asked where moto does not hear of the call; `ServiceError` for who may not."""
        self._host.authorize(self.request, self.account, self.service, self.operation)

    @property
    def succeeded(self) -> bool:
        """Whether moto has performed it, and answered no error."""
        return self.performed and self.response.status < 300

    @_Once
    def answer(self) -> dict[str, Any]:
        """The members of moto's answer, read as botocore's client reads them."""
        told = {
            "status_code": self.response.status,
            "headers": self.response.headers,
            "body": self._body,
        }
        parser = create_parser(self.service.model.metadata["protocol"])
        found: dict[str, Any] = parser.parse(told, self.operation.output_shape)
        found.pop("ResponseMetadata", None)
        return found

    def asked(self, name: str) -> str:
        """The text of one member, at once, or a blank; see `Protocol.asked`."""
        return self.service.protocol.asked(self.request, name)

    def told(self, name: str) -> str:
        """The text of one member of moto's answer; see `Protocol.told`."""
        return self.service.protocol.told(self._body, name)

    def amended(self, change: Callable[[dict[str, Any]], object]) -> Response:
        """moto's answer after something was changed in its members; an error stays as it is."""
        if not self.succeeded:
            return self.response
        members = self.answer
        change(members)
        return self.respond(members)

    def respond(self, result: Mapping[str, Any]) -> Response:
        """The answer with these members."""
        members = dict(result)
        if current.check_answers:
            self_check.check(self.operation, members, self.service.amendments)
        return self.service.protocol.encode(self.operation, members, self.request)

    @property
    def _body(self) -> bytes:
        body: Any = self.response.body  # moto's may be text
        encoded: bytes = body.encode() if isinstance(body, str) else body
        return encoded


@dataclass(frozen=True)
class Later:
    """Shows, when somebody looks, what a call has sent: see `outbox.later`.

    Until then nothing else is asked of the service, so all that it has is as it was; the call has
    forgotten what has brought it.
    """

    #: Given the call, and what was found.
    show: Callable[..., None]
    #: Finds at once what of moto's may be gone in other ways; None where there is nothing to show.
    find: Callable[[Call], Any] | None = None
    #: What that takes, in bytes.
    weigh: Callable[[Any], int] = lambda found: 0

    def put_off(self, call: Call) -> None:
        """Has it shown then."""
        show, size = partial(self.show, call), len(call.request.body)
        if self.find is not None:
            found = self.find(call)
            if found is None:
                return
            show, size = partial(self.show, call, found), size + self.weigh(found)
        call.forget()
        # On whose behalf, is read from the request: then, not now.
        outbox.later(call.what, partial(call.act, show), size)


#: Puts what an operation of moto's has sent in the outbox.
Show = Callable[[Call], None] | Later


@dataclass(frozen=True)
class Gated:
    """An operation of moto's that is refused or answered otherwise in some cases."""

    #: Whether ours looks at this call; asked of every one.
    when: Callable[[Call], bool]
    #: The answer, mostly what moto makes of it; raises the `ServiceError` that it is refused with.
    #: The members meet the model by then. No lock is held, for moto may ask others in turn. None
    #: where our service has the operation, too: such calls are ours.
    do: Callable[[Call], Response] | None = None


def look(
    service: Service, request: Request, host: Host, hand_on: Callable[[], Response]
) -> Response:
    """Our answer, or what ``hand_on`` returns: moto's. Raises what moto raises."""
    operation, labels = service.protocol.route(request)
    show = None if operation is None else service.shown.get(operation.name)
    if type(show) is not Later:
        outbox.catch_up()
    if operation is None:
        return hand_on()
    call = Call(service, operation, request, labels, host, hand_on)
    gated = service.gated.get(operation.name)
    do = None
    if gated is None or _wanted(gated, call):
        if operation.method in service.backend.operations:
            return dispatch(service, request, host)
        do = None if gated is None else gated.do
    try:
        if Faults.is_up:
            strike(service.name, operation, request.region)
        response = call.hand_on().response if do is None else _do(do, call)
    except ServiceError as error:
        return service.protocol.encode_error(error, request)
    except Dropped:
        return DROPPED
    if show is not None and call.succeeded:
        _show(show, call)
    return response


def _wanted(gated: Gated, call: Call) -> bool:
    try:
        return gated.when(call)
    except Unreadable:  # which is moto's to say
        return False


def _do(do: Callable[[Call], Response], call: Call) -> Response:
    accept(call.service, call.operation, lambda: call.members)
    clock.catch_up()
    try:
        response = agenda.act(call.origin, do, call)
    except Misconfigured as why:
        raise call.service.dialect.invalid(str(why)) from None
    clock.catch_up()
    return response


def _show(show: Show, call: Call) -> None:
    try:
        clock.catch_up()
        scope = call.backend.scope
        if isinstance(show, Later):
            show.put_off(call)
            return
        with scope.lock:
            call.act(partial(show, call))
    except Exception as why:
        not_shown(call.what, why)
