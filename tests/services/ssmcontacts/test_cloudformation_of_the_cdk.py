"""A template as the AWS CDK synthesizes it; `cdk/app.js` says how it was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmcontacts.steps import HEAD, aliases, names, plan_of
from tests.stacks import Stacks

TEMPLATE = (Path(__file__).parent / "cdk" / "OnCall.template.json").read_text()
ADA = f"{HEAD}:contact/ada"


def deploy(aws: Aws, stacks: Stacks, by_voice: str) -> None:
    """Into an account that ``cdk bootstrap`` has been in."""
    aws.client("ssm").put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value="28", Type="String"
    )
    # moto gives no outputs to what a change set has made, by which ``cdk deploy`` does it.
    stacks.client.create_stack(
        StackName="OnCall",
        TemplateBody=TEMPLATE,
        Parameters=[{"ParameterKey": "ByVoice", "ParameterValue": by_voice}],
    )


@pytest.mark.parametrize(("by_voice", "channels"), [("no", ["sms"]), ("yes", ["sms", "voice"])])
def test_everything_is_there_and_goes(
    aws: Aws, ssm: Any, stacks: Stacks, by_voice: str, channels: list[str]
) -> None:
    deploy(aws, stacks, by_voice)

    assert aliases(ssm) == ["ada", "bob", "escalation", "schedule"]
    assert names(ssm, ADA) == channels
    (stage,) = plan_of(ssm, ADA)["Stages"]
    assert len(stage["Targets"]) == len(channels)
    (rotation,) = ssm.list_rotations()["Rotations"]
    assert rotation["ContactIds"] == [ADA, f"{HEAD}:contact/bob"]
    for arn in (ADA, rotation["RotationArn"]):
        assert ssm.list_tags_for_resource(ResourceARN=arn)["Tags"] == [
            {"Key": "team", "Value": "payments"}
        ]
    escalation = stacks.outputs("OnCall")["EscalationArn"]
    first, last = plan_of(ssm, escalation)["Stages"]
    assert first["Targets"][0]["ContactTargetInfo"]["IsEssential"] is True
    assert len(last["Targets"]) == 2

    stacks.delete("OnCall")
    assert aliases(ssm) == []
    assert ssm.list_rotations()["Rotations"] == []


def test_who_it_says_is_on_call_is_paged(aws: Aws, ssm: Any, stacks: Stacks) -> None:
    deploy(aws, stacks, "no")
    escalation = stacks.outputs("OnCall")["EscalationArn"]
    for channel in ("AdaSMS", "BobSMS"):
        arn = stacks.ids("OnCall")[channel]
        number = ssm.get_contact_channel(ContactChannelId=arn)["DeliveryAddress"]["SimpleAddress"]
        code = aws.outbox.code(to=number)
        ssm.activate_contact_channel(ContactChannelId=arn, ActivationCode=code)
    ssm.start_engagement(
        ContactId=escalation, Sender="test", Subject="Fire", Content="Fire", PublicSubject="Fire"
    )
    aws.clock.advance(minutes=11)

    assert {each.to for each in aws.outbox.messages() if "Fire" in each.body} == {
        "+14255550101",
        "+14255550102",
    }
