"""What moto's SNS publishes to people, shown in the outbox: SMS, and mails of topics."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.neighbours import Call, Show
from moto_contacts.services.sns import motos
from moto_contacts.services.sns.sandbox import Sandbox
from moto_contacts.services.sns.subscriptions import MAIL_SENDER
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.messages import Sent

_SENDER_ID = "AWS.SNS.SMS.SenderID"

#: Protocol of a subscription -> channel of the outbox; the others are of no person.
_CHANNELS = {"sms": "SMS", "email": "EMAIL", "email-json": "EMAIL"}


def publish(performed: Call) -> None:
    """Shows a message that was published to a phone number or to a topic."""
    _show(performed, performed.members, performed.told("MessageId"))


def publish_batch(performed: Call) -> None:
    """Shows those messages of a batch that moto has taken."""
    topic = {"TopicArn": performed.members["TopicArn"]}
    entries = {entry["Id"]: entry for entry in performed.members["PublishBatchRequestEntries"]}
    for taken in performed.answer["Successful"]:
        _show(performed, {**topic, **entries[taken["Id"]]}, taken["MessageId"])


#: Operation of moto's -> what shows what it has sent.
SHOWN: Mapping[str, Show] = {"Publish": publish, "PublishBatch": publish_batch}


def _show(performed: Call, members: Mapping[str, Any], message_id: str) -> None:
    attributes: motos.Attributes = members.get("MessageAttributes") or {}
    sender = attributes.get(_SENDER_ID, {}).get("StringValue", "")
    phone_number = members.get("PhoneNumber")
    if phone_number is not None:
        body = _text(members, "sms")
        _send(performed, "SMS", phone_number, message_id, body=body, sender=sender)
        return
    arn = members.get("TopicArn") or members["TargetArn"]
    for subscriber in motos.subscribers(arn, members["Message"], attributes):
        channel = _CHANNELS.get(subscriber.protocol)
        if channel is None:
            continue
        body = _text(members, subscriber.protocol)
        subject = members.get("Subject") or "AWS Notification Message"
        if subscriber.protocol == "email-json":
            body = _envelope(members, arn, message_id, body)
        values = (
            {"sender": sender} if channel == "SMS" else {"sender": MAIL_SENDER, "subject": subject}
        )
        _send(
            performed,
            channel,
            subscriber.endpoint,
            message_id,
            body=body,
            resource_arn=subscriber.arn,
            **values,
        )


def _text(members: Mapping[str, Any], protocol: str) -> str:
    """The message as a protocol has it: that of its own, or the default. Source: documented."""
    message: str = members["Message"]
    if members.get("MessageStructure") != "json":
        return message
    texts: dict[str, str] = json.loads(message)
    return texts.get(protocol) or texts["default"]


def _envelope(members: Mapping[str, Any], arn: str, message_id: str, body: str) -> str:
    """The mail of an ``email-json`` subscription, but for its signature. Source: documented."""
    told = {
        "Type": "Notification",
        "MessageId": message_id,
        "TopicArn": arn,
        "Subject": members.get("Subject"),
        "Message": body,
        "Timestamp": clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    return json.dumps({name: value for name, value in told.items() if value is not None}, indent=2)


def _send(performed: Call, channel: str, to: str, message_id: str, **values: Any) -> None:
    """Puts one message in the outbox; those of one publication have its id as their thread."""
    values = {"resource_arn": "", "channel": channel, "to": to, "thread": message_id, **values}
    scope, sandbox = performed.backend.scope, performed.backend.family(Sandbox)

    def write() -> Sent:
        return outbox.show(scope.message(**values))

    if channel == "SMS" and not sandbox.delivers(to):
        write().fail("The number is not verified, and the account is in the SMS sandbox.")
    else:
        performed.later(write)
