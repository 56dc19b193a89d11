"""Contact channels and their activation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto_contacts.gateway.addresses import EMAIL_ADDRESS, PHONE_NUMBER
from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.idempotency import Performed
from moto_contacts.gateway.pagination import paginate
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.contacts import PAGE_SIZE, Contact
from moto_contacts.services.ssmcontacts.resources import Resources
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.simulation import codes, outbox
from moto_contacts.simulation.ids import uuid4
from moto_contacts.simulation.messages import Sent, Verdict

#: Type of a channel -> the addresses that it reaches. Source: documented.
_ADDRESSES = {"SMS": PHONE_NUMBER, "VOICE": PHONE_NUMBER, "EMAIL": EMAIL_ADDRESS}


@dataclass(slots=True)
class ContactChannel:
    """A way to reach a person; used only while it is activated."""

    arn: str
    contact: Contact
    name: str
    type: str
    address: str
    status: str = "NOT_ACTIVATED"
    #: The message with the code that counts now.
    sent: Sent | None = None
    codes_sent: int = 0
    position: int = 0

    def describe(self) -> dict[str, Any]:
        """The structure ``ContactChannel``, the address in full."""
        return {
            "ContactChannelArn": self.arn,
            "ContactArn": self.contact.arn,
            "Name": self.name,
            "Type": self.type,
            "DeliveryAddress": {"SimpleAddress": self.address},
            "ActivationStatus": self.status,
        }

    def activate(self, code: str) -> bool:
        """-> ACTIVATED, whether it was or not, for the right code in time; else nothing changes."""
        right = self.sent is not None and self.sent.judge(code) is Verdict.RIGHT
        if right:
            self.status = "ACTIVATED"
        return right

    def deactivate(self) -> None:
        """-> NOT_ACTIVATED. The last code stays good for a way back. Source: documented."""
        self.status = "NOT_ACTIVATED"

    def move(self, address: str) -> None:
        """-> NOT_ACTIVATED at another address, for nobody has proved to read what goes there.

        Source: inferred.
        """
        self.address = address
        self.revoke_code()
        self.status = "NOT_ACTIVATED"

    def revoke_code(self) -> None:
        """The last code works no more."""
        if self.sent is not None:
            self.sent.revoke()
            self.sent = None


class ContactChannels:
    """Create, read, change and delete channels, send and type back codes."""

    def __init__(self, scope: Scope, resources: Resources):
        self._scope = scope
        self._resources = resources
        self._performed = Performed()

    def create_contact_channel(
        self,
        contact_id: str,
        name: str,
        type: str,
        delivery_address: dict[str, str],
        defer_activation: bool | None = None,
        idempotency_token: str | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new channel; its code is sent at once, unless activation is deferred.

        For a token that came before it is the ARN of then, and nothing is sent.
        Errors: ValidationException where there is no such contact (the operation declares nothing
        closer), it is no person, the address does not fit the type, or the token is another
        request's; ConflictException for a name that the contact has already.
        Source: documented (code), inferred (errors).
        """

        def perform() -> dict[str, Any]:
            contact: Contact = self._resources.refer(contact_id)
            if contact.type != "PERSONAL":
                raise errors.owner_not_personal()
            address = _address(type, delivery_address)
            _check_name(contact, name)
            arn = self._scope.arn(f"contact-channel/{contact.alias}/{uuid4()}")
            channel = ContactChannel(arn, contact, name, type, address)
            if not defer_activation:
                self._send_code(channel)
            channel.position = contact.channels.add(channel)
            self._resources[arn] = channel
            return {"ContactChannelArn": arn}

        parameters = (contact_id, name, type, delivery_address, defer_activation)
        return self._performed.once("CreateContactChannel", idempotency_token, parameters, perform)

    def get_contact_channel(self, contact_channel_id: str) -> dict[str, Any]:
        """The channel. Errors: ResourceNotFoundException. Source: documented."""
        channel: ContactChannel = self._resources.find(contact_channel_id)
        return channel.describe()

    def update_contact_channel(
        self,
        contact_channel_id: str,
        name: str | None = None,
        delivery_address: dict[str, str] | None = None,
    ) -> None:
        """Changes what is given; another address has to be activated anew.

        Errors: ResourceNotFoundException; ValidationException where the address does not fit the
        type; ConflictException for the name of another channel. Source: inferred.
        """
        channel: ContactChannel = self._resources.find(contact_channel_id)
        address = channel.address
        if delivery_address is not None:
            address = _address(channel.type, delivery_address)
        if name is not None and name != channel.name:
            _check_name(channel.contact, name)
            channel.name = name
        if address != channel.address:
            channel.move(address)

    def delete_contact_channel(self, contact_channel_id: str) -> None:
        """Removes the channel; plans that name it keep its ARN.

        Errors: ResourceNotFoundException. Source: documented.
        """
        channel: ContactChannel = self._resources.find(contact_channel_id)
        channel.revoke_code()
        del channel.contact.channels[channel.position]
        del self._resources[channel.arn]

    def list_contact_channels(
        self, contact_id: str, next_token: str | None = None, max_results: int | None = None
    ) -> dict[str, Any]:
        """A page of the contact's channels, the oldest first.

        Errors: ResourceNotFoundException. Source: inferred (order).
        """
        contact: Contact = self._resources.find(contact_id)
        query = ["ListContactChannels", contact_id]
        page, token = paginate(contact.channels, query, next_token, max_results or PAGE_SIZE)
        return structure(ContactChannels=[each.describe() for each in page], NextToken=token)

    def send_activation_code(self, contact_channel_id: str) -> None:
        """Sends a code that counts from now on; the one before no longer does.

        The channel may be in any state, and stays in it.
        Errors: ResourceNotFoundException; ServiceQuotaExceededException where a setting limits the
        codes of a channel. Source: documented (quota without number), inferred (replacement).
        """
        channel: ContactChannel = self._resources.find(contact_channel_id)
        limit = current.codes_per_channel
        if limit is not None and channel.codes_sent >= limit:
            raise errors.too_many_codes(channel.arn)
        self._send_code(channel)

    def activate_contact_channel(self, contact_channel_id: str, activation_code: str) -> None:
        """Makes the channel active for the code that was sent last. Attempts are not limited.

        Errors: ResourceNotFoundException; ValidationException where the code is wrong or expired,
        or none was sent. Source: documented (code), inferred (which error, one for all).
        """
        channel: ContactChannel = self._resources.find(contact_channel_id)
        if not channel.activate(activation_code):
            raise errors.wrong_code()

    def deactivate_contact_channel(self, contact_channel_id: str) -> None:
        """Makes the channel inactive, if it is not. Errors: ResourceNotFoundException.

        Source: documented, inferred (repetition).
        """
        channel: ContactChannel = self._resources.find(contact_channel_id)
        channel.deactivate()

    def _send_code(self, channel: ContactChannel) -> None:
        code = codes.issue(codes.SIX_DIGITS, channel.address)
        # A voice reads digits one by one; run together they would be a number.
        spoken = ", ".join(code) if channel.type == "VOICE" else code
        channel.sent = outbox.send(
            self._scope.message(
                channel=channel.type,
                to=channel.address,
                subject="Activate your contact channel" if channel.type == "EMAIL" else "",
                body=f"Your Incident Manager activation code for {channel.name} is {spoken}.",
                code=code,
                resource_arn=channel.arn,
            ),
            hours=current.code_hours,
            replaces=channel.sent,
        )
        channel.codes_sent += 1


def _address(channel_type: str, delivery_address: dict[str, str]) -> str:
    """The address, where the type of channel reaches it; ValidationException for others."""
    address = delivery_address.get("SimpleAddress", "")
    if not _ADDRESSES[channel_type].fullmatch(address):
        raise errors.invalid_address(channel_type)
    return address


def _check_name(contact: Contact, name: str) -> None:
    """A name is unique among the channels of a contact. Source: inferred."""
    for channel in contact.channels.values():
        if channel.name == name:
            raise errors.channel_name_exists(channel.arn, name)
