"""Messages as an application brings them about: real requests to all five services."""

from __future__ import annotations

from typing import Any

import boto3
from alibabacloud_resourcedirectorymaster20220419 import models
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_tea_openapi.utils_models import Config
from botocore.exceptions import ClientError

import moto_contacts
from moto_contacts.simulation.messages import Sent
from tests import messages


def connect(endpoint: str, service: str, region: str = "us-east-1") -> Any:
    """A client of the server, with credentials that are nobody's."""
    return boto3.client(
        service,
        region,
        endpoint_url=endpoint,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


def lightsail(endpoint: str, to: str = "ops@example.com", region: str = "us-east-1") -> Any:
    """A contact method, which is sent a link; returns the client."""
    client = connect(endpoint, "lightsail", region)
    client.create_contact_method(protocol="Email", contactEndpoint=to)
    return client


class Number:
    """A destination number, which is sent codes that expire."""

    def __init__(self, endpoint: str, to: str = "+14255550100", region: str = "us-east-1"):
        self._client = connect(endpoint, "pinpoint-sms-voice-v2", region)
        number = self._client.create_verified_destination_number(DestinationPhoneNumber=to)
        self._id = number["VerifiedDestinationNumberId"]
        self.send()

    def send(self, channel: str = "TEXT") -> None:
        self._client.send_destination_number_verification_code(
            VerifiedDestinationNumberId=self._id, VerificationChannel=channel
        )

    def verify(self, code: str) -> bool:
        try:
            self._client.verify_destination_number(
                VerifiedDestinationNumberId=self._id, VerificationCode=code
            )
        except ClientError:
            return False
        return True


class Contact:
    """An e-mail contact, which is sent codes of which five may be wrong."""

    def __init__(self, endpoint: str, to: str = "zoe@example.com", name: str = "Zoe"):
        self._client = connect(endpoint, "notificationscontacts")
        self.arn = self._client.create_email_contact(name=name, emailAddress=to)["arn"]
        self.send()

    def send(self) -> None:
        self._client.send_activation_code(arn=self.arn)

    def activate(self, code: str) -> bool:
        try:
            self._client.activate_email_contact(arn=self.arn, code=code)
        except ClientError:
            return False
        return True


def ssm_contacts(
    endpoint: str, alias: str = "zoe", to: str = "+442071838750", kind: str = "SMS",
    region: str = "eu-west-1",
) -> None:  # fmt: skip
    """A contact channel, which is sent a code that never expires."""
    client = connect(endpoint, "ssm-contacts", region)
    contact = client.create_contact(
        Alias=alias, DisplayName=alias.title(), Type="PERSONAL", Plan={"Stages": []}
    )
    client.create_contact_channel(
        ContactId=contact["ContactArn"],
        Name=kind.lower(),
        Type=kind,
        DeliveryAddress={"SimpleAddress": to},
    )


def engagement(endpoint: str, alias: str = "zoe", to: str = "+442071838750") -> None:
    """A person who is paged by SMS, three times a minute apart unless she answers."""
    client = connect(endpoint, "ssm-contacts", "eu-west-1")
    contact = client.create_contact(Alias=alias, Type="PERSONAL", Plan={"Stages": []})["ContactArn"]
    channel = client.create_contact_channel(
        ContactId=contact, Name="sms", Type="SMS", DeliveryAddress={"SimpleAddress": to}
    )["ContactChannelArn"]
    code = moto_contacts.outbox(endpoint).code(to=to)
    client.activate_contact_channel(ContactChannelId=channel, ActivationCode=code)
    target = {"ContactChannelId": channel, "RetryIntervalInMinutes": 1}
    stage = {"DurationInMinutes": 3, "Targets": [{"ChannelTargetInfo": target}]}
    client.update_contact(ContactId=contact, Plan={"Stages": [stage]})
    client.start_engagement(
        ContactId=contact, Sender="cli", Subject="The site is down", Content="Look at it"
    )


def message_contact(endpoint: str, name: str = "Wei", to: str = "wei@example.cn") -> None:
    """A message contact of Alibaba Cloud's, which is sent a link."""
    host = endpoint.partition("://")[2]
    config = Config(
        access_key_id="testing", access_key_secret="testing", endpoint=host, protocol="http"
    )
    client = Client(config)
    added = client.add_message_contact(
        models.AddMessageContactRequest(
            name=name, email_address=to, title="CEO", message_types=["FaultMessage"]
        )
    )
    client.send_email_verification_for_message_contact(
        models.SendEmailVerificationForMessageContactRequest(
            contact_id=added.body.contact.contact_id, email_address=to
        )
    )


def send(**values: Any) -> Sent:
    """A mail that no service would send, in the outbox of this process."""
    mail = {"service": "lightsail", "channel": "EMAIL", "to": "zoe@example.com", "body": "A text"}
    return messages.send(**{**mail, **values})


def a_working_day(endpoint: str) -> None:
    """An outbox with every service, channel and state in it."""
    outbox, clock = moto_contacts.outbox(endpoint), moto_contacts.clock(endpoint)
    Number(endpoint, "+14255550142")
    clock.advance(hours=25)
    first = lightsail(endpoint, "billing@example.com", "eu-central-1")
    clock.advance(minutes=48)
    first.send_contact_method_verification(protocol="Email")
    outbox.latest(to="billing@example.com").click()
    ssm_contacts(endpoint, "amara", "+442071838750")
    ssm_contacts(endpoint, "jonas", "jonas@example.com", "EMAIL")
    clock.advance(minutes=37)
    ssm_contacts(endpoint, "mei", "+14255550177", "VOICE", "us-west-2")
    message_contact(endpoint)
    done = Number(endpoint, "+33612345678", "eu-west-1")
    done.verify(outbox.code(to="+33612345678"))
    clock.advance(minutes=16)
    Contact(endpoint, "oncall@example.com", "On call").send()
    zoe = Contact(endpoint, "zoe@example.com", "Zoe")
    zoe.activate("aaaaaaa")
    clock.advance(minutes=6)
    lightsail(endpoint, "ops@example.com")
    tried = Number(endpoint, "+14255550100")
    tried.verify("000000")
    tried.verify("123456")
