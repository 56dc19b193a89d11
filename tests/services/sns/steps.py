"""What the tests of SNS share."""

from __future__ import annotations

from typing import Any

NUMBER = "+14255550100"
OTHER = "+14255550101"
#: One of those that are on moto's list.
OPTED_OUT = "+447700900149"
ADDRESS = "ops@example.com"


def numbers(sns: Any) -> dict[str, str]:
    """The numbers in the sandbox, with their statuses."""
    found = sns.list_sms_sandbox_phone_numbers()["PhoneNumbers"]
    return {each["PhoneNumber"]: each["Status"] for each in found}


def topic(sns: Any, **subscribed: str) -> str:
    """The ARN of a topic with subscriptions: protocol -> endpoint; ``email_json`` is one, too."""
    arn: str = sns.create_topic(Name="news")["TopicArn"]
    for protocol, endpoint in subscribed.items():
        sns.subscribe(TopicArn=arn, Protocol=protocol.replace("_", "-"), Endpoint=endpoint)
    return arn
