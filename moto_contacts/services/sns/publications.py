"""What moto's SNS publishes to people, shown in the outbox: SMS, and mails of topics."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from moto_contacts.gateway.neighbours import Call, Later, Show
from moto_contacts.services.sns import motos
from moto_contacts.services.sns.motos import Subscription
from moto_contacts.services.sns.sandbox import Sandbox
from moto_contacts.services.sns.subscriptions import MAIL_SENDER
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.messages import ended

_SENDER_ID = "AWS.SNS.SMS.SenderID"
_NOT_DELIVERED = "The number is not verified, and the account is in the SMS sandbox."

#: Protocol of a subscription -> channel of the outbox; the others are of no person.
_CHANNELS = {"sms": "SMS", "email": "EMAIL", "email-json": "EMAIL"}

#: What a phone number may be written with where it is subscribed. Source: as moto has it.
_WRITTEN = str.maketrans("", "", "./-")


class _To(NamedTuple):
    """Who may get what is published, as it is at that moment."""

    #: Those to the topic that are of persons; none where it is to a number.
    subscriptions: list[Subscription]
    #: Which numbers it lets messages through to.
    sandbox: Sandbox

    def weigh(self) -> int:
        """What it takes, in bytes, roughly."""
        return 64 * len(self.subscriptions)


def _publish(performed: Call, to: _To) -> None:
    """Shows a message that was published to a phone number or to a topic."""
    _show(performed, performed.members, performed.told("MessageId"), to)


def _publish_batch(performed: Call, to: _To) -> None:
    """Shows those messages of a batch that moto has taken."""
    topic = {"TopicArn": performed.members["TopicArn"]}
    entries = {entry["Id"]: entry for entry in performed.members["PublishBatchRequestEntries"]}
    for taken in performed.answer["Successful"]:
        _show(performed, {**topic, **entries[taken["Id"]]}, taken["MessageId"], to)


def _people(performed: Call) -> _To | None:
    """Whom it may be to; None where that is nobody."""
    sandbox = performed.backend.family(Sandbox)
    if performed.asked("PhoneNumber"):
        return _To([], sandbox)
    arn = performed.asked("TopicArn") or performed.asked("TargetArn")
    if not arn:  # or one of these is written in some odd way
        members = performed.members
        arn = members.get("TopicArn") or members.get("TargetArn")
    if arn is None:
        return _To([], sandbox)
    found = [each for each in motos.subscriptions(arn) if each.protocol in _CHANNELS]
    return _To(found, sandbox) if found else None


#: Operation of moto's -> what shows what it has sent.
SHOWN: Mapping[str, Show] = {
    "Publish": Later(_publish, find=_people, weigh=_To.weigh),
    "PublishBatch": Later(_publish_batch, find=_people, weigh=_To.weigh),
}


def _show(performed: Call, members: Mapping[str, Any], message_id: str, to: _To) -> None:
    attributes: motos.Attributes = members.get("MessageAttributes") or {}
    sender = attributes.get(_SENDER_ID, {}).get("StringValue", "")
    phone_number = members.get("PhoneNumber")
    if phone_number is not None:
        body = _text(members, "sms")
        values = {"channel": "SMS", "to": phone_number, "sender": sender, "body": body}
        _send(performed, to.sandbox, **values, thread=message_id, resource_arn="")
        return
    for each in to.subscriptions:
        if not each.gets(members["Message"], attributes):
            continue
        channel = _CHANNELS[each.protocol]
        body = _text(members, each.protocol)
        subject = members.get("Subject") or "AWS Notification Message"
        if each.protocol == "email-json":
            body = _envelope(members, each.topic_arn, message_id, body)
        values = (
            {"sender": sender} if channel == "SMS" else {"sender": MAIL_SENDER, "subject": subject}
        )
        _send(
            performed,
            to.sandbox,
            channel=channel,
            to=each.endpoint.translate(_WRITTEN) if channel == "SMS" else each.endpoint,
            body=body,
            thread=message_id,
            resource_arn=each.arn,
            **values,
        )


def _text(members: Mapping[str, Any], protocol: str) -> str:
    """The message as a protocol has it: that of its own, or the default; none but texts count.

    What has neither, as SNS would take it from nobody and moto does, is the text as it stands.
    Source: documented, ours (that).
    """
    message: str = members["Message"]
    if members.get("MessageStructure") != "json":
        return message
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        found = None
    texts = found if isinstance(found, dict) else {}
    own = (texts.get(name) for name in (protocol, "default"))
    return next((text for text in own if text and isinstance(text, str)), message)


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


def _send(performed: Call, sandbox: Sandbox, **values: Any) -> None:
    """Puts one message in the outbox; those of one publication have its id as their thread."""
    if values["channel"] == "SMS" and not sandbox.delivers(values["to"]):
        values |= ended("failed", clock.now(), _NOT_DELIVERED)
    outbox.show(performed.backend.scope.message(**values))
