"""Contact channels and their activation."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.addresses import EMAIL_ADDRESS, PHONE_NUMBER
from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.contact import Contact, ContactChannel
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.simulation import codes, outbox
from moto_contacts.simulation.ids import uuid4

#: Type of a channel -> the addresses that it reaches. Source: documented.
_ADDRESSES = {"SMS": PHONE_NUMBER, "VOICE": PHONE_NUMBER, "EMAIL": EMAIL_ADDRESS}


class ContactChannels(Family):
    """Create, read, change and delete channels, send and type back codes."""

    @operation
    def create_contact_channel(
        self,
        contact_id: str,
        name: str,
        type: str,
        delivery_address: dict[str, str],
        defer_activation: bool | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new channel; its code is sent at once, unless activation is deferred.

        For a token that came before it is the ARN of then, and nothing is sent.
        Errors: ValidationException where there is no such contact (the operation declares nothing
        closer), it is no person, the address does not fit the type, or the token is another
        request's; ConflictException for a name that the contact has already.
        Source: documented (code), inferred (errors).
        """

        contact = self.registry.get(Contact, contact_id)
        if contact is None:
            raise errors.invalid("absent", arn=contact_id)
        if contact.type != "PERSONAL":
            raise errors.invalid("no person")
        address = _address(type, delivery_address)
        own_name = self._own_name(contact, name)
        arn = self.scope.arn(f"contact-channel/{contact.alias}/{uuid4()}")
        channel = ContactChannel(arn, contact, name, type, address)
        if not defer_activation:
            self._send_code(channel)
        self.registry.add(channel, own_name)
        contact.channels[channel.position] = channel
        return {"ContactChannelArn": arn}

    @operation
    def get_contact_channel(self, contact_channel_id: str) -> dict[str, Any]:
        """The channel. Errors: ResourceNotFoundException. Source: documented."""
        channel = self.registry.find(ContactChannel, contact_channel_id)
        return channel.describe()

    @operation
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
        channel = self.registry.find(ContactChannel, contact_channel_id)
        address = channel.address
        if delivery_address is not None:
            address = _address(channel.type, delivery_address)
        if name is not None and name != channel.name:
            self.registry.rename(channel, self._own_name(channel.contact, name))
            channel.name = name
        if address != channel.address:
            channel.move(address)

    @operation
    def delete_contact_channel(self, contact_channel_id: str) -> None:
        """Removes the channel; plans that name it keep its ARN.

        Errors: ResourceNotFoundException. Source: documented.
        """
        channel = self.registry.find(ContactChannel, contact_channel_id)
        channel.revoke_code()
        del channel.contact.channels[channel.position]
        self.registry.remove(channel)

    @operation
    def list_contact_channels(self, contact_id: str) -> Listing[int, ContactChannel]:
        """The contact's channels, the oldest first.

        Errors: ResourceNotFoundException. Source: inferred (order).
        """
        contact = self.registry.find(Contact, contact_id)
        return Listing(contact.channels, show=ContactChannel.describe)

    @operation
    def send_activation_code(self, contact_channel_id: str) -> None:
        """Sends a code that counts from now on; the one before no longer does.

        The channel may be in any state, and stays in it.
        Errors: ResourceNotFoundException; ServiceQuotaExceededException where a setting limits the
        codes of a channel. Source: documented (quota without number), inferred (replacement).
        """
        channel = self.registry.find(ContactChannel, contact_channel_id)
        errors.check_quota("codes_per_channel", channel.codes_sent + 1, channel.kind, channel.arn)
        self._send_code(channel)

    @operation
    def activate_contact_channel(self, contact_channel_id: str, activation_code: str) -> None:
        """Makes the channel active for the code that was sent last. Attempts are not limited.

        Errors: ResourceNotFoundException; ValidationException where the code is wrong or expired,
        or none was sent. Source: documented (code), inferred (which error, one for all).
        """
        channel = self.registry.find(ContactChannel, contact_channel_id)
        if not channel.activate(activation_code):
            raise errors.invalid("code")

    @operation
    def deactivate_contact_channel(self, contact_channel_id: str) -> None:
        """Makes the channel inactive, if it is not. Errors: ResourceNotFoundException.

        Source: documented, inferred (repetition).
        """
        channel = self.registry.find(ContactChannel, contact_channel_id)
        channel.deactivate()

    def _own_name(self, contact: Contact, name: str) -> str:
        """What the registry calls the channel: unique among those of its contact.

        Errors: ConflictException. Source: inferred.
        """
        own_name = f"{contact.alias}/{name}"
        existing = self.registry.get(ContactChannel, own_name)
        if existing is not None:
            raise errors.conflict(existing, f"Contact channel with name {name} already exists")
        return own_name

    def _send_code(self, channel: ContactChannel) -> None:
        code = codes.issue(codes.SIX_DIGITS, channel.address)
        # A voice reads digits one by one; run together they would be a number.
        spoken = ", ".join(code) if channel.type == "VOICE" else code
        channel.sent = outbox.send(
            self.scope.message(
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
        raise errors.invalid("address", type=channel_type)
    return address
