"""Contact methods, and how an e-mail address is verified: by a link that its owner opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto_contacts.gateway.addresses import EMAIL_ADDRESS, PHONE_NUMBER
from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.lightsail import errors
from moto_contacts.services.lightsail.operations import Operations
from moto_contacts.services.lightsail.resources import (
    CONTACT_METHOD,
    Tagged,
    Tagging,
)
from moto_contacts.services.lightsail.settings import current
from moto_contacts.services.lightsail.tags import merged
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.ids import hexadecimal, uuid4
from moto_contacts.simulation.messages import LINK, Sent

#: Source: documented.
_SMS_REGIONS = (
    "us-east-1",
    "us-west-2",
    "eu-west-1",
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
)


#: Protocol -> how its messages go; mails come by Amazon SNS. Source: documented.
_CARRIED = {
    "Email": {"channel": "EMAIL", "sender": "no-reply@sns.amazonaws.com"},
    "SMS": {"channel": "SMS", "subject": ""},
}


@dataclass(slots=True, eq=False)
class ContactMethod(Tagged):
    """Where notifications of a region go, by one protocol.

    Its name is the protocol, Email or SMS: calls address it by nothing else. Source: documented
    (the ARN ends in it), inferred (the name).
    """

    kind = CONTACT_METHOD

    endpoint: str
    #: The message whose link has to be opened; None where nothing is left to be verified.
    awaits: Sent | None = None

    @property
    def status(self) -> str:
        """PendingVerification, Invalid when the link has expired, Valid once it was opened.

        Source: documented.
        """
        if self.awaits is None:
            return "Valid"
        return "Invalid" if self.awaits.expired else "PendingVerification"

    def confirm(self) -> None:
        """-> Valid. A click on the link does it; no call of the API does."""
        self.awaits = None

    def describe(self) -> dict[str, Any]:
        """The structure ``ContactMethod``; an invalid one shows no endpoint. Source: documented."""
        shown = self.identify()
        shown["protocol"], shown["status"] = self.name, self.status
        if shown["status"] != "Invalid":
            shown["contactEndpoint"] = self.endpoint
        return shown


class ContactMethods(Family):
    """Create, read, delete, and send the link again; tell of alarms."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._operations = backend.family(Operations)

    @operation
    def create_contact_method(
        self, protocol: str, contact_endpoint: str, tags: list[dict[str, Any]] | None = None
    ) -> dict[str, Any]:
        """The operation. An address is mailed a link at once; a phone number is valid at once.

        Errors: InvalidInputException for an endpoint that the protocol cannot reach, for tags, for
        a region without SMS, and where the region has a method of the protocol, in any status.
        With the setting ``lightsail_duplicates`` lenient there is no such error: the same endpoint
        changes nothing, another one replaces the method. Source: documented (one a protocol,
        regions, verification), inferred (errors and their order).
        """
        _check_endpoint(protocol, contact_endpoint)
        tagged = merged(protocol, {}, tags) if tags else {}
        if protocol == "SMS":
            self._check_sms()
        present = self.registry.get(ContactMethod, protocol)
        if present is not None and current.duplicates == "strict":
            raise errors.invalid("duplicate", protocol=protocol, region=self.scope.region)
        now = clock.now()
        if present is None or present.endpoint != contact_endpoint:
            self._add(protocol, contact_endpoint, tagged, present, now)
        return self._record("CreateContactMethod", protocol, now)

    @operation
    def get_contact_methods(self, protocols: list[str] | None = None) -> dict[str, Any]:
        """The methods of these protocols or of all, maybe none; Email comes before SMS.

        Source: documented (filter), inferred (the rest).
        """
        found = [
            method.describe()
            for protocol in ("Email", "SMS")
            if (not protocols or protocol in protocols)
            and (method := self.registry.get(ContactMethod, protocol)) is not None
        ]
        return {"contactMethods": found}

    @operation
    def send_contact_method_verification(self, protocol: str) -> dict[str, Any]:
        """The operation. Mails a link that counts from now on; the one before no longer does.

        An invalid method is pending again. A valid one stays so, and nothing is sent.
        Errors: NotFoundException. Source: documented (after expiry), inferred (the rest).
        """
        method, now = self.registry.find(ContactMethod, protocol), clock.now()
        if method.awaits is not None:
            self._mail(method, method.awaits, now)
        return self._record("SendContactMethodVerification", protocol, now)

    @operation
    def delete_contact_method(self, protocol: str) -> dict[str, Any]:
        """The operation. The method is gone at once, whatever its status, and its link is dead.

        Errors: NotFoundException. Source: documented.
        """
        method = self.registry.find(ContactMethod, protocol)
        if method.awaits is not None:
            method.awaits.revoke()
        self.registry.remove(method)
        return self._record("DeleteContactMethod", protocol, clock.now())

    def notify(self, protocol: str, **message: Any) -> None:
        """Sends a message with these further values, where the protocol has a valid method.

        A text message has no subject.

        Source: documented.
        """
        method = self.registry.get(ContactMethod, protocol)
        if method is not None and method.status == "Valid":
            outbox.send(self.scope.message(to=method.endpoint, **{**message, **_CARRIED[protocol]}))

    def _check_sms(self) -> None:
        supported = _SMS_REGIONS if current.sms_enabled else ()
        if self.scope.region not in supported:
            raise errors.sms_not_supported(self.scope.region, supported)

    def _add(
        self,
        protocol: str,
        endpoint: str,
        tags: Tagging,
        replaces: ContactMethod | None,
        now: datetime,
    ) -> None:
        method = ContactMethod(
            arn=self.scope.arn(f"{CONTACT_METHOD.name}/{protocol}"),
            tags=tags,
            name=protocol,
            id=uuid4(),
            endpoint=endpoint,
            region=self.scope.region,
            created_at=now,
        )
        if protocol == "Email":
            before = None if replaces is None else replaces.awaits
            self._mail(method, before, now)
        if replaces is not None:
            self.registry.remove(replaces)
        self.registry.add(method, protocol)

    def _mail(self, method: ContactMethod, replaces: Sent | None, now: datetime) -> None:
        """Sends what Amazon SNS sends to confirm a subscription. Source: documented."""
        method.awaits = outbox.send(
            self.scope.message(
                **_CARRIED["Email"],
                to=method.endpoint,
                subject="AWS Notification - Subscription Confirmation",
                body=(
                    "To get notifications of Amazon Lightsail "
                    f"in {self.scope.region}, confirm this subscription: {LINK}"
                ),
                token=hexadecimal(),
                resource_arn=method.arn,
                confirm=method.confirm,
                created_at=now,
            ),
            hours=current.link_hours,
            replaces=replaces,
        )

    def _record(self, operation: str, protocol: str, now: datetime) -> dict[str, Any]:
        kind = CONTACT_METHOD.resource_type
        return self._operations.record(operation, kind, protocol, at=now)


def _check_endpoint(protocol: str, endpoint: str) -> None:
    """What an endpoint looks like. Source: documented (E.164), inferred (addresses)."""
    if protocol == "SMS" and not PHONE_NUMBER.fullmatch(endpoint):
        raise errors.invalid("phone number", endpoint=endpoint)
    if protocol == "Email" and not EMAIL_ADDRESS.fullmatch(endpoint):
        raise errors.invalid("email address", endpoint=endpoint)
