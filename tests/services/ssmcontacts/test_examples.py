"""The examples that botocore publishes for Incident Manager's contacts, and the AWS CLI prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore import xform_name
from botocore.loaders import Loader

from tests.harness import Aws
from tests.lives import implemented
from tests.services.ssmcontacts.steps import (
    activate,
    add_channel,
    create,
    engage,
    pages_of,
    set_plan,
    stage,
    to_channel,
    to_contact,
)

#: What stands for a resource or a kind of resources that examples name, or for a member's value.
World = dict[str, str]


def published() -> Iterator[Any]:
    examples = Loader().load_service_model("ssm-contacts", "examples-1")["examples"]
    for operation in sorted(implemented("ssmcontacts")):
        for number, example in enumerate(examples.get(operation, [])):
            yield pytest.param(operation, example, id=f"{operation}-{number}")


@pytest.fixture
def world(aws: Aws) -> World:
    """A person with a page that was answered, an escalation of her, a channel to be activated."""
    ssm = aws.client("ssm-contacts", "us-east-2")
    contact = create(ssm, "akuam", DisplayName="Akua", Tags=[{"Key": "group1", "Value": "1"}])
    channel = add_channel(ssm, contact, "akuas sms", "SMS")
    code = aws.outbox.latest(kind="code").code
    activate(ssm, channel, code)
    set_plan(ssm, contact, stage(to_channel(channel)))
    escalation = create(ssm, "example_escalation", Type="ESCALATION", DisplayName="Plan")
    set_plan(ssm, escalation, stage(to_contact(contact)))
    ssm.put_contact_policy(ContactArn=contact, Policy='{"Statement": [{"Effect": "Allow"}]}')
    engagement = engage(ssm, contact, PublicSubject="cli", PublicContent="Testing")
    (page,) = pages_of(ssm, engagement)
    answers = {"PageId": page["PageArn"], "AcceptCode": "425440", "ContactChannelId": channel}
    for how in ("DELIVERED", "READ"):
        ssm.accept_page(**answers, AcceptType=how, Note="425440")
    return {
        "contact/akuam": contact,
        "contact/example_escalation": escalation,
        "contact-channel": channel,
        "engagement": engagement,
        "page": page["PageArn"],
        "ActivationCode": str(code),
        "Alias": "not_yet_there",
    }


def placed(value: Any, world: World) -> Any:
    """The input of an example, which names what is here."""
    if isinstance(value, dict):
        return {name: world.get(name) or placed(each, world) for name, each in value.items()}
    if isinstance(value, list):
        return [placed(each, world) for each in value]
    if isinstance(value, str) and value.startswith("arn:aws:ssm-contacts:"):
        resource = value.split(":")[-1]
        kind = resource.partition("/")[0]
        return world.get(resource) or world.get(kind) or world["contact/akuam"]
    return value


def members(value: Any) -> set[str]:
    """The members at the top of an answer, and in the items of its lists."""
    found = set()
    for name, each in value.items():
        found.add(name)
        if isinstance(each, list) and each and isinstance(each[0], dict):
            found |= {f"{name}.{inner}" for item in each for inner in item}
    return found


@pytest.mark.parametrize(("operation", "example"), list(published()))
def test_example(aws: Aws, world: World, operation: str, example: Any) -> None:
    call: Callable[..., Any] = getattr(
        aws.client("ssm-contacts", "us-east-2"), xform_name(operation)
    )
    answer = call(**placed(example["input"], world))

    assert members(answer) >= members(example.get("output", {}))
