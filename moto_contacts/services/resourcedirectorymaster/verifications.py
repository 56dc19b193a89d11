"""The links that verify addresses and numbers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.resourcedirectorymaster import errors
from moto_contacts.services.resourcedirectorymaster.contact import (
    EMAIL_ADDRESS,
    PHONE_NUMBER,
    check_country,
)
from moto_contacts.services.resourcedirectorymaster.contacts import Contacts
from moto_contacts.services.resourcedirectorymaster.settings import current
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.ids import hexadecimal
from moto_contacts.simulation.messages import LINK
from moto_contacts.simulation.window import Window

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)

#: Parameter -> channel and sender. Source: inferred.
_CHANNELS = {
    EMAIL_ADDRESS: ("EMAIL", "system@notice.aliyun.com"),
    PHONE_NUMBER: ("SMS", "Alibaba Cloud"),
}


class Verifications(Family):
    """Send links by mail and SMS. To open one is what verifies; no operation does.

    An SMS has a link too, because there is no operation that would take a code.
    Source: documented (no operation), inferred (SMS).
    """

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._contacts = backend.family(Contacts)
        #: What was sent to anybody, and to each address.
        self._of_account, self._by_address = Window(_DAY), Window(_MINUTE)

    @operation
    def send_email_verification_for_message_contact(
        self, contact_id: str, email_address: str
    ) -> None:
        """Mails a link that verifies the address; the one before no longer does.

        Errors: EntityNotExists.Contact; EntityNotExists.Contact.Verification where the contact
        does not wait for this address to be verified; SendValidateCodeExceedsLimitForAccount.
        Source: documented, inferred (replacement).
        """
        self._send(EMAIL_ADDRESS, contact_id, email_address)

    @operation
    def send_phone_verification_for_message_contact(
        self, contact_id: str, phone_number: str
    ) -> None:
        """Sends a link that verifies the number; the one before no longer does.

        Errors: InvalidParameter.MobileCountryCode, and those of the mail, with which the day's
        number is shared. Source: documented, inferred (replacement, sharing).
        """
        check_country(phone_number)
        self._send(PHONE_NUMBER, contact_id, phone_number)

    def _send(self, kind: str, contact_id: str, address: str) -> None:
        contact = self._contacts.find(contact_id)
        target = contact.targets[kind]
        if contact.deleting or target.pending != address:
            raise errors.refused("EntityNotExists.Contact.Verification")
        self._count(address)
        channel, sender = _CHANNELS[kind]
        target.sent = outbox.send(
            self.scope.message(
                channel=channel,
                to=address,
                sender=sender,
                subject="Verify your contact information" if channel == "EMAIL" else "",
                body=(
                    f"{contact.name}, to get messages of account {self.scope.account} "
                    f"at {address}, open {LINK}"
                ),
                token=hexadecimal(),
                resource_arn=contact.arn,
                confirm=partial(contact.verify, kind),
            ),
            hours=current.link_hours,
            replaces=target.sent,
        )

    def _count(self, address: str) -> None:
        """Errors: SendValidateCodeExceedsLimitForAccount.

        Source: documented (numbers), inferred (any 24 hours; the error for the minute).
        """
        now = clock.now()
        account = self.scope.account
        if (
            self._of_account.count(account, now) >= current.messages_per_account_per_day
            or self._by_address.count(address, now) >= current.messages_per_address_per_minute
        ):
            raise errors.refused("SendValidateCodeExceedsLimitForAccount")
        self._of_account.add(account, now)
        self._by_address.add(address, now)
