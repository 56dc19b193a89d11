"""Identities that are yet to be verified, by the link in a mail; all others are moto's alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.ses import errors, motos
from moto_contacts.services.ses.settings import checked, current
from moto_contacts.simulation import outbox
from moto_contacts.simulation.ids import hexadecimal, request_id
from moto_contacts.simulation.mail import bare_address
from moto_contacts.simulation.messages import LINK, Sent
from moto_contacts.simulation.state import Flag

#: Source: seen.
_SENDER = "no-reply-aws@amazon.com"
_SUBJECT = "Amazon Web Services \N{EN DASH} Email Address Verification Request in region {region}"
_BODY = (
    "Somebody wants to send mail from this address by Amazon SES in {region}. If that is you, open "
    "this link within {hours:g} hours: {link}"
)


@dataclass(slots=True, eq=False)
class Identity(Resource):
    """An address that moto has among its identities, and that is not verified."""

    kind = Kind("identity")

    address: str


class Held(Flag):
    """Any identity of the running test may be unverified."""


class Identities(Family):
    """Those of one account and region that are not verified, and the links of all."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: Address -> the message with the link that was sent there last.
        self._links: dict[str, Sent] = {}

    def hold(self, address: str) -> None:
        """From now on the address is not verified. One that is held already stays so."""
        if self.registry.get(Identity, address) is None:
            Held.put_up()
            self.registry.add(Identity(self.scope.arn(f"identity/{address}"), address), address)

    def release(self, address: str) -> None:
        """The address is deleted, verified or not; its link is dead."""
        link = self._links.pop(address, None)
        if link is not None and link.state == "pending":
            link.revoke()
        identity = self.registry.get(Identity, address)
        if identity is not None:
            self.registry.remove(identity)

    def status(self, address: str) -> str:
        """Pending, Failed when the link has expired; Success of all that is not held.

        Source: documented.
        """
        if self.registry.get(Identity, address) is None:
            return "Success"
        link = self._links.get(address)  # none while moto is asked to have the identity
        return "Failed" if link is not None and link.expired else "Pending"

    def send(self, address: str, asked: bool = False, **mail: Any) -> Sent:
        """Mails a link to an address: SES's own words, or these values of a message.

        That of an identity that is held verifies it, and the one before is good for nothing any
        more. Where moto has verified it, nobody need read the mail who has not ``asked`` for it.
        Source: documented (subject, life time, sending again), inferred (the one before).
        """
        region, hours = self.scope.region, current.link_hours
        values = {
            "sender": _SENDER,
            "subject": _SUBJECT.format(region=region),
            "body": _BODY.format(region=region, hours=hours, link=LINK),
            "channel": "EMAIL",
            "to": address,
            "resource_arn": self.scope.arn(f"identity/{address}"),
            **mail,
        }
        let_send = partial(motos.let_send, self.scope.account, region, address)
        identity = self.registry.get(Identity, address)
        if identity is None:
            # moto's next ids are to be those that they are without us.
            message = self.scope.message(token=request_id(), confirm=let_send, **values)
            message.shown = not asked
        else:
            verify = partial(self._verify, identity, let_send)
            message = self.scope.message(token=hexadecimal(), confirm=verify, **values)
        before, self._links[address] = self._links.get(address), message
        return outbox.send(message, hours, replaces=before)

    def _verify(self, identity: Identity, let_send: Callable[[], None]) -> None:
        self.registry.remove(identity)
        let_send()

    def is_verified(self, source: str) -> bool:
        """Whether an address, or its domain, is a verified identity."""
        address = bare_address(source)
        if self.registry.get(Identity, address) is not None:
            address = address.rpartition("@")[2]
        return motos.may_send(self.scope.account, self.scope.region, address)

    def check(self, source: str, recipients: Iterable[str] = ()) -> None:
        """Nothing; the error for a mail from no verified identity, in the sandbox to none either.

        The mailbox simulator may be sent to always. Source: documented, seen (text).
        """
        addresses = [source]
        if checked() and current.in_sandbox:
            addresses += [each for each in recipients if not _is_simulated(each)]
        failed = [bare_address(each) for each in addresses if not self.is_verified(each)]
        if failed:
            raise errors.not_verified(self.scope.region, *failed)

    def check_held(self, source: str, recipients: Iterable[str] = ()) -> None:
        """The same, where addresses have to be verified; else of those that are held alone."""
        if checked() or self.registry.get(Identity, bare_address(source)) is not None:
            self.check(source, recipients)


def _is_simulated(recipient: str) -> bool:
    return bare_address(recipient).lower().endswith("@simulator.amazonses.com")
