"""What the tests of pinpoint-sms-voice-v2 share."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.harness import Aws, refused, status

NUMBER = "+14255550100"
TYPE = "verified-destination-number"
ABSENT = "vdn-00000000000000000000000000000000"


def arn(resource: str, region: str = "us-east-1", account: str = "123456789012") -> str:
    return f"arn:aws:sms-voice:{region}:{account}:{resource}"


def create(sms: Any, phone_number: str = NUMBER, **parameters: Any) -> str:
    created = sms.create_verified_destination_number(
        DestinationPhoneNumber=phone_number, **parameters
    )
    number_id: str = created["VerifiedDestinationNumberId"]
    return number_id


def send(sms: Any, number_id: str, channel: str = "TEXT", **parameters: Any) -> str:
    sent = sms.send_destination_number_verification_code(
        VerifiedDestinationNumberId=number_id, VerificationChannel=channel, **parameters
    )
    message_id: str = sent["MessageId"]
    return message_id


def described(sms: Any, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sms.describe_verified_destination_numbers(**parameters)[
        "VerifiedDestinationNumbers"
    ]
    return found


def phone_numbers(sms: Any, **parameters: Any) -> list[str]:
    return [each["DestinationPhoneNumber"] for each in described(sms, **parameters)]


def validation(
    call: Callable[..., Any], reason: str, *fields: str, **parameters: Any
) -> dict[str, Any]:
    """The response of a call that must end in a ValidationException with this reason."""
    error = _refused(call, "ValidationException", reason, parameters)
    assert [each["Name"] for each in error.get("Fields", [])] == list(fields)
    assert all(each["Message"] for each in error.get("Fields", []))
    if fields:
        assert f'Fields="{",".join(dict.fromkeys(fields))}"' in error["Message"]
    return error


def conflict(
    call: Callable[..., Any], reason: str, resource: str, kind: str = TYPE, **parameters: Any
) -> dict[str, Any]:
    """The response of a call that must end in a ConflictException over this resource."""
    error = _refused(call, "ConflictException", reason, parameters)
    assert (error["ResourceType"], error["ResourceId"]) == (kind, resource)
    assert error["Message"].startswith(
        f'Conflict Occurred - Reason="{reason}" ResourceType="{kind}" ResourceId="{resource}"'
    )
    return error


def quota(call: Callable[..., Any], reason: str, **parameters: Any) -> dict[str, Any]:
    """The response of a call that must end in a ServiceQuotaExceededException."""
    return _refused(call, "ServiceQuotaExceededException", reason, parameters)


def not_found(call: Callable[..., Any], kind: str, name: str, **parameters: Any) -> None:
    """A call that must end in a ResourceNotFoundException, which has no reason."""
    error = refused(call, **parameters)
    assert error["Error"]["Code"] == "ResourceNotFoundException"
    assert status(error) == 400
    assert (error["ResourceType"], error["ResourceId"]) == (kind, name)
    assert f'ResourceType="{kind}" ResourceId="{name}"' in error["Message"]
    assert "Reason" not in error


def _refused(
    call: Callable[..., Any], code: str, reason: str, parameters: dict[str, Any]
) -> dict[str, Any]:
    error = refused(call, **parameters)
    assert error["Error"]["Code"] == code
    assert status(error) == 400
    assert error["Reason"] == reason
    told = re.search('Reason="([^"]+)"', error["Message"])
    assert told is not None
    assert told[1] == reason
    model = call.__self__.meta.service_model  # type: ignore[attr-defined]
    assert reason in model.shape_for(f"{code}Reason").enum
    return error


def one_by_one(sms: Any, operation: str, key: str, **parameters: Any) -> list[dict[str, Any]]:
    """What the pages of a listing have, one on each, with the same parents on every page."""
    paginator = sms.get_paginator(operation)
    pages = list(paginator.paginate(**parameters, PaginationConfig={"PageSize": 1}))
    parents = [
        {name: page[name] for name in page.keys() - {key, "NextToken", "ResponseMetadata"}}
        for page in pages
    ]
    assert all(each == parents[0] for each in parents)
    found = [page[key] for page in pages]
    assert all(len(values) == 1 for values in found)
    return [value for [value] in found]


def phone(sms: Any, country: str = "US", **parameters: Any) -> str:
    """The ID of a new number, which is active."""
    wanted = {
        "IsoCountryCode": country,
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS", "VOICE"],
        "NumberType": "LONG_CODE",
        **parameters,
    }
    number_id: str = sms.request_phone_number(**wanted)["PhoneNumberId"]
    return number_id


def described_phone(sms: Any, number_id: str) -> dict[str, Any]:
    [found] = sms.describe_phone_numbers(PhoneNumberIds=[number_id])["PhoneNumbers"]
    number: dict[str, Any] = found
    return number


def pool(sms: Any, identity: str, country: str = "US", **parameters: Any) -> str:
    """The ID of a new pool, which is active."""
    wanted = {
        "OriginationIdentity": identity,
        "IsoCountryCode": country,
        "MessageType": "TRANSACTIONAL",
        **parameters,
    }
    pool_id: str = sms.create_pool(**wanted)["PoolId"]
    return pool_id


def described_pool(sms: Any, pool_id: str) -> dict[str, Any]:
    [found] = sms.describe_pools(PoolIds=[pool_id])["Pools"]
    return {**found}


def sender_id(sms: Any, name: str = "MyShop", country: str = "GB", **parameters: Any) -> str:
    """The ARN of a new sender ID."""
    requested = sms.request_sender_id(SenderId=name, IsoCountryCode=country, **parameters)
    sender_arn: str = requested["SenderIdArn"]
    return sender_arn


@contextlib.contextmanager
def transition(aws: Aws, of: str, **progression: Any) -> Iterator[None]:
    """What moto's state manager says of a change meanwhile."""

    def tell(verb: str, **more: Any) -> None:
        aws.http(
            "POST",
            "motoapi.amazonaws.com",
            f"/moto-api/state-manager/{verb}-transition",
            json.dumps({"model_name": f"pinpointsmsvoicev2::{of}", **more}),
        ).raise_for_status()

    tell("set", transition=progression)
    try:
        yield
    finally:
        tell("unset")


def protect(sms: Any, **parameters: Any) -> str:
    """The ID of a new protect configuration."""
    created = sms.create_protect_configuration(**parameters)
    protect_id: str = created["ProtectConfigurationId"]
    return protect_id


def verified(aws: Aws, sms: Any, phone_number: str = NUMBER) -> None:
    """Verifies a new destination number."""
    number_id = create(sms, phone_number)
    send(sms, number_id)
    sms.verify_destination_number(
        VerifiedDestinationNumberId=number_id, VerificationCode=aws.outbox.code(to=phone_number)
    )


BODY = "Your parcel has come."


def text(sms: Any, to: str = NUMBER, **members: Any) -> str:
    """The ID of a text message."""
    sent = sms.send_text_message(**{"DestinationPhoneNumber": to, "MessageBody": BODY, **members})
    message_id: str = sent["MessageId"]
    return message_id


class Queue:
    """A queue that hears of a topic."""

    def __init__(self, sqs: Any, url: str, topic: str):
        self._sqs = sqs
        self._url = url
        self.topic = topic

    def told(self) -> list[dict[str, Any]]:
        """What has come, in order."""
        found = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10)
        return [
            json.loads(json.loads(each["Body"])["Message"]) for each in found.get("Messages", [])
        ]


def queue(aws: Aws, region: str = "us-east-1") -> Queue:
    """A new queue, and the topic that it hears of."""
    sqs, sns = aws.client("sqs", region), aws.client("sns", region)
    url = sqs.create_queue(QueueName="answers")["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    topic = sns.create_topic(Name="answers")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=found["QueueArn"])
    return Queue(sqs, url, topic)


def two_way(sms: Any, number_id: str, topic: str, **members: Any) -> None:
    sms.update_phone_number(
        PhoneNumberId=number_id, TwoWayEnabled=True, TwoWayChannelArn=topic, **members
    )
