"""The whole verification of every family, with real boto3 clients under ``mock_aws``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

from moto_contacts.client import Outbox

PHONE = "+14255550100"
EMAIL = "ops@example.com"
REGION = "us-east-1"

#: What a step does, what must come of it, and the doing.
Step = tuple[str, str, Callable[[], Any]]


@dataclass
class Outcome:
    """What came of a step."""

    family: str
    action: str
    expected: str
    seen: str

    @property
    def ok(self) -> bool:
        """Whether it was as it should be."""
        return self.seen == self.expected


def lightsail(client: Any, outbox: Outbox) -> Iterator[Step]:
    """A contact method, verified by the link in a mail."""

    def state() -> Any:
        return client.get_contact_methods()["contactMethods"][0]["status"]

    def create() -> Any:
        client.create_contact_method(protocol="Email", contactEndpoint=EMAIL)
        return state()

    def resend() -> Any:
        client.send_contact_method_verification(protocol="Email")
        return outbox.messages(to=EMAIL, service="lightsail")[-1].click().state

    def click() -> Any:
        outbox.latest(to=EMAIL, service="lightsail").click()
        return state()

    yield "create the e-mail contact method", "PendingVerification", create
    yield "send again, open the old link", "superseded", resend
    yield "open the new link", "Valid", click


def ssm_contacts(client: Any, outbox: Outbox) -> Iterator[Step]:
    """A contact channel, activated by a code of six digits."""
    arns: dict[str, str] = {}

    def state() -> Any:
        return client.get_contact_channel(ContactChannelId=arns["channel"])["ActivationStatus"]

    def create() -> Any:
        arns["contact"] = client.create_contact(
            Alias="zoe", DisplayName="Zoe", Type="PERSONAL", Plan={"Stages": []}
        )["ContactArn"]
        arns["channel"] = client.create_contact_channel(
            ContactId=arns["contact"],
            Name="mobile",
            Type="SMS",
            DeliveryAddress={"SimpleAddress": PHONE},
        )["ContactChannelArn"]
        return state()

    def activate(code: str) -> Any:
        client.activate_contact_channel(ContactChannelId=arns["channel"], ActivationCode=code)
        return state()

    def code() -> str:
        return outbox.code(to=PHONE, service="ssm-contacts")

    yield "create a contact and its SMS channel", "NOT_ACTIVATED", create
    yield "type a wrong code", "ValidationException", lambda: activate(_wrong(code()))
    yield "type the code", "ACTIVATED", lambda: activate(code())


def pinpoint_sms_voice_v2(client: Any, outbox: Outbox) -> Iterator[Step]:
    """A destination number, verified by a code over SMS."""
    numbers: dict[str, str] = {}

    def create() -> Any:
        number = client.create_verified_destination_number(DestinationPhoneNumber=PHONE)
        numbers["id"] = number["VerifiedDestinationNumberId"]
        client.send_destination_number_verification_code(
            VerifiedDestinationNumberId=numbers["id"], VerificationChannel="TEXT"
        )
        return number["Status"]

    def verify(code: str) -> Any:
        return client.verify_destination_number(
            VerifiedDestinationNumberId=numbers["id"], VerificationCode=code
        )["Status"]

    def code() -> str:
        return outbox.code(to=PHONE, service="pinpoint-sms-voice-v2")

    yield "create the number, send a code", "PENDING", create
    yield "type a wrong code", "ValidationException", lambda: verify(_wrong(code()))
    yield "type the code", "VERIFIED", lambda: verify(code())


def notificationscontacts(client: Any, outbox: Outbox) -> Iterator[Step]:
    """An e-mail contact, activated by a code of seven characters."""
    arns: dict[str, str] = {}

    def state() -> Any:
        return client.get_email_contact(arn=arns["contact"])["emailContact"]["status"]

    def create() -> Any:
        arns["contact"] = client.create_email_contact(name="Ops", emailAddress=EMAIL)["arn"]
        client.send_activation_code(arn=arns["contact"])
        return state()

    def activate(code: str) -> Any:
        client.activate_email_contact(arn=arns["contact"], code=code)
        return state()

    def code() -> str:
        return outbox.code(to=EMAIL, service="notificationscontacts")

    yield "create the contact, send a code", "inactive", create
    yield "type a wrong code", "ValidationException", lambda: activate(_wrong(code()))
    yield "type the code", "active", lambda: activate(code())


def resourcedirectorymaster(client: Any, outbox: Outbox) -> Iterator[Step]:
    """A message contact of Alibaba Cloud's, verified by the link in a mail; its SDK is optional."""
    from alibabacloud_resourcedirectorymaster20220419 import models

    ids: dict[str, str] = {}

    def state() -> Any:
        request = models.GetMessageContactRequest(contact_id=ids["contact"])
        return client.get_message_contact(request).body.contact.status

    def send(address: str) -> None:
        client.send_email_verification_for_message_contact(
            models.SendEmailVerificationForMessageContactRequest(
                contact_id=ids["contact"], email_address=address
            )
        )

    def create() -> Any:
        added = client.add_message_contact(
            models.AddMessageContactRequest(
                name="Ops", email_address=EMAIL, title="CEO", message_types=["FaultMessage"]
            )
        )
        ids["contact"] = added.body.contact.contact_id
        send(EMAIL)
        return state()

    def click() -> Any:
        outbox.latest(to=EMAIL, service="resourcedirectorymaster").click()
        return state()

    yield "create the contact, send a link", "Verifying", create
    yield (
        "send to another address",
        "EntityNotExists.Contact.Verification",
        lambda: send("other@example.com"),
    )
    yield "open the link", "Active", click


FAMILIES: dict[str, Callable[[Any, Outbox], Iterator[Step]]] = {
    "lightsail": lightsail,
    "ssm-contacts": ssm_contacts,
    "pinpoint-sms-voice-v2": pinpoint_sms_voice_v2,
    "notificationscontacts": notificationscontacts,
    "resourcedirectorymaster": resourcedirectorymaster,
}


def connect(family: str, **arguments: Any) -> Any:
    """A client with credentials that are nobody's. Raises ``ImportError`` without its SDK."""
    if family != "resourcedirectorymaster":
        return boto3.client(
            family,
            REGION,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            **arguments,
        )
    from alibabacloud_resourcedirectorymaster20220419.client import Client
    from alibabacloud_tea_openapi.utils_models import Config

    return Client(Config(access_key_id="testing", access_key_secret="testing", **arguments))


def perform(family: str, client: Any, outbox: Outbox) -> Iterator[Outcome]:
    """The outcomes of one family's steps, one after the other; ends after one that went wrong."""
    for action, expected, step in FAMILIES[family](client, outbox):
        outcome = Outcome(family, action, expected, _seen(step))
        yield outcome
        if not outcome.ok:
            return


def run(say: Callable[[str], object]) -> bool:
    """Performs all families under ``mock_aws``, a line a step, a table at the end.

    True when every step was as it should be.
    """
    outcomes: list[Outcome] = []
    with mock_aws():
        outbox = Outbox()
        for family in FAMILIES:
            try:
                client = connect(family)
            except ImportError:
                say(f"skip {family}: needs pip install 'moto-contacts[alibaba]'")
                continue
            for outcome in perform(family, client, outbox):
                outcomes.append(outcome)
                say(f"{'ok  ' if outcome.ok else 'FAIL'} {family}: {outcome.action}")
        sent = outbox.messages()
    rows = [("service", "step", "expected", "seen", "")]
    rows += [
        (each.family, each.action, each.expected, each.seen, "ok" if each.ok else "FAIL")
        for each in outcomes
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    say("\n" + "\n".join([lines[0], "-" * sum(widths), *lines[1:]]) + "\n")
    for message in reversed(sent):
        say(f"sent by {message.service} to {message.to}: {message.body}")
    return all(each.ok for each in outcomes)


def _seen(step: Callable[[], Any]) -> str:
    try:
        return str(step())
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    except Exception as error:
        # Alibaba's SDK, which may not be there to be imported, has the code in an attribute.
        return str(getattr(error, "code", None) or f"{type(error).__name__}: {error}")


def _wrong(code: str) -> str:
    return ("1" if code[0] != "1" else "2") + code[1:]
