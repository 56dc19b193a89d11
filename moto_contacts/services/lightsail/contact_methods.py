"""Contact methods, and how an e-mail address is verified: by a link that its owner opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from moto_contacts.gateway.addresses import EMAIL_ADDRESS, PHONE_NUMBER
from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.structures import structure
from moto_contacts.services.lightsail import errors, tagging
from moto_contacts.services.lightsail.operations import Operations, location
from moto_contacts.services.lightsail.settings import current
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
#: What support codes begin with: an account of Lightsail's own, never the caller's. Source: seen
#: (the form; the number is ours).
_SUPPORT_ACCOUNT = "210987654321"


@dataclass(slots=True)
class ContactMethod:
    """Where notifications of a region go, by one protocol."""

    resource_type: ClassVar[str] = "ContactMethod"

    #: Email or SMS.
    protocol: str
    id: str
    arn: str
    endpoint: str
    region: str
    created_at: datetime
    tags: tagging.Tagging
    #: The message whose link has to be opened; None where nothing is left to be verified.
    awaits: Sent | None = None

    @property
    def name(self) -> str:
        """The protocol: calls address the method by nothing else. Source: inferred."""
        return self.protocol

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
        status = self.status
        return structure(
            contactEndpoint=None if status == "Invalid" else self.endpoint,
            status=status,
            protocol=self.protocol,
            name=self.name,
            arn=self.arn,
            createdAt=self.created_at,
            location=location(self.region),
            resourceType=self.resource_type,
            supportCode=f"{_SUPPORT_ACCOUNT}/{self.id}",
            tags=tagging.describe(self.tags),
        )


class ContactMethods:
    """Create, read, delete, and send the link again."""

    def __init__(self, scope: Scope, operations: Operations):
        self._scope = scope
        self._operations = operations
        self._by_protocol: dict[str, ContactMethod] = {}

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
        tagged = tagging.merged(protocol, {}, tags or [])
        if protocol == "SMS":
            self._check_sms()
        present = self._by_protocol.get(protocol)
        if present is not None and current.duplicates == "strict":
            raise errors.contact_method_exists(protocol, self._scope.region)
        if present is None or present.endpoint != contact_endpoint:
            self._add(protocol, contact_endpoint, tagged, present)
        return self._record("CreateContactMethod", protocol)

    def get_contact_methods(self, protocols: list[str] | None = None) -> dict[str, Any]:
        """The methods of these protocols or of all, maybe none; Email comes before SMS.

        Source: documented (filter), inferred (the rest).
        """
        found = [
            self._by_protocol[protocol].describe()
            for protocol in ("Email", "SMS")
            if protocol in self._by_protocol and (not protocols or protocol in protocols)
        ]
        return {"contactMethods": found}

    def send_contact_method_verification(self, protocol: str) -> dict[str, Any]:
        """The operation. Mails a link that counts from now on; the one before no longer does.

        An invalid method is pending again. A valid one stays so, and nothing is sent.
        Errors: NotFoundException. Source: documented (after expiry), inferred (the rest).
        """
        method = self._find(protocol)
        if method.awaits is not None:
            self._mail(method, replaces=method.awaits)
        return self._record("SendContactMethodVerification", protocol)

    def delete_contact_method(self, protocol: str) -> dict[str, Any]:
        """The operation. The method is gone at once, whatever its status, and its link is dead.

        Errors: NotFoundException. Source: documented.
        """
        method = self._find(protocol)
        if method.awaits is not None:
            method.awaits.revoke()
        del self._by_protocol[protocol]
        return self._record("DeleteContactMethod", protocol)

    def named(self, name: str) -> ContactMethod | None:
        """The contact method of this name, if the region has one."""
        return self._by_protocol.get(name)

    def _find(self, protocol: str) -> ContactMethod:
        method = self._by_protocol.get(protocol)
        if method is None:
            raise errors.not_found(ContactMethod.resource_type, protocol)
        return method

    def _check_sms(self) -> None:
        supported = _SMS_REGIONS if current.sms_enabled else ()
        if self._scope.region not in supported:
            raise errors.sms_not_supported(self._scope.region, supported)

    def _add(
        self, protocol: str, endpoint: str, tags: tagging.Tagging, replaces: ContactMethod | None
    ) -> None:
        method_id = uuid4()
        method = ContactMethod(
            protocol=protocol,
            id=method_id,
            arn=self._scope.arn(f"ContactMethod/{method_id}"),
            endpoint=endpoint,
            region=self._scope.region,
            created_at=clock.now(),
            tags=tags,
        )
        if protocol == "Email":
            before = None if replaces is None else replaces.awaits
            self._mail(method, before)
        self._by_protocol[protocol] = method

    def _mail(self, method: ContactMethod, replaces: Sent | None) -> None:
        """Sends what Amazon SNS sends to confirm a subscription. Source: documented."""
        method.awaits = outbox.send(
            self._scope.message(
                channel="EMAIL",
                to=method.endpoint,
                sender="no-reply@sns.amazonaws.com",
                subject="AWS Notification - Subscription Confirmation",
                body=(
                    "To get notifications of Amazon Lightsail "
                    f"in {self._scope.region}, confirm this subscription: {LINK}"
                ),
                token=hexadecimal(),
                resource_arn=method.arn,
                confirm=method.confirm,
            ),
            hours=current.link_hours,
            replaces=replaces,
        )

    def _record(self, operation: str, protocol: str) -> dict[str, Any]:
        return self._operations.record(operation, ContactMethod.resource_type, protocol)


def _check_endpoint(protocol: str, endpoint: str) -> None:
    """What an endpoint looks like. Source: documented (E.164), inferred (addresses)."""
    if protocol == "SMS" and not PHONE_NUMBER.fullmatch(endpoint):
        raise errors.invalid_phone_number(endpoint)
    if protocol == "Email" and not EMAIL_ADDRESS.fullmatch(endpoint):
        raise errors.invalid_email_address(endpoint)
