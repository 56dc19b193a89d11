"""E-mail contacts as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.stacks import Stacks, attribute, request, resource

TYPE = "AWS::NotificationsContacts::EmailContact"
MAIL = "zoe@example.com"


@pytest.fixture
def client(aws: Aws) -> Any:
    return aws.client("notificationscontacts")


def contact(**properties: Any) -> dict[str, Any]:
    return resource(TYPE, **{"EmailAddress": MAIL, "Name": "Zoe", **properties})


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_life(aws: Aws, client: Any, region: str) -> None:
    stacks = Stacks(aws, region)
    names = ("Arn", "Address", "Name", "Status", "CreationTime", "UpdateTime")
    outputs = {name: {"Value": attribute(f"EmailContact.{name}", "Zoe")} for name in names}
    stacks.create({"Zoe": contact(Tags=[{"Key": "a", "Value": "b"}])}, Outputs=outputs)

    arn = stacks.ids()["Zoe"]
    assert client.get_email_contact(arn=arn)["emailContact"]["address"] == MAIL
    assert client.list_tags_for_resource(arn=arn)["tags"] == {"a": "b"}
    told = stacks.outputs()
    assert told.pop("CreationTime") == told.pop("UpdateTime")
    assert told == {"Arn": arn, "Address": MAIL, "Name": "Zoe", "Status": "inactive"}

    client.activate_email_contact(arn=arn, code=aws.outbox.code(to=MAIL))
    stacks.delete()
    assert client.list_email_contacts()["emailContacts"] == []


def test_every_change_makes_another_one(aws: Aws, client: Any) -> None:
    stacks = Stacks(aws)
    stacks.create({"Zoe": contact()})
    old = stacks.ids()["Zoe"]
    stacks.update({"Zoe": contact(EmailAddress="zed@example.com")})

    (found,) = client.list_email_contacts()["emailContacts"]
    assert (found["address"], found["arn"] != old) == ("zed@example.com", True)


def test_other_order_of_tags_is_no_change(aws: Aws, client: Any) -> None:
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    stacks = Stacks(aws)
    stacks.create({"Zoe": contact(Tags=tags)})
    arn = stacks.ids()["Zoe"]
    stacks.update({"Zoe": contact(Tags=tags[::-1])})

    assert stacks.ids()["Zoe"] == arn
    assert client.list_tags_for_resource(arn=arn)["tags"] == {"a": "1", "b": "2"}


def test_new_name_is_refused_for_the_address_is_taken(aws: Aws, client: Any) -> None:
    stacks = Stacks(aws)
    stacks.create({"Zoe": contact()})

    assert "An email contact with this address already exists." in stacks.refusal(
        {"Zoe": contact(Name="Zed")}, "update"
    )
    (found,) = client.list_email_contacts()["emailContacts"]
    assert found["name"] == "Zoe"


def test_whole_structure_as_an_attribute(aws: Aws) -> None:
    stacks = Stacks(aws)
    text = {"Fn::ToJsonString": {"it": attribute("EmailContact", "Zoe")}}
    stacks.create(
        {
            "Zoe": contact(),
            "Text": resource("AWS::SSM::Parameter", Name="it", Type="String", Value=text),
        }
    )

    value = aws.client("ssm").get_parameter(Name=stacks.ids()["Text"])["Parameter"]["Value"]
    assert f'"Address": "{MAIL}"' in value


def test_code_that_cannot_be_sent_leaves_no_contact(aws: Aws, client: Any) -> None:
    aws.faults.put(error="ThrottlingException", operation="SendActivationCode")

    assert "(Error Code: ThrottlingException)" in Stacks(aws).refusal({"Zoe": contact()})
    assert client.list_email_contacts()["emailContacts"] == []


def test_tags_of_the_stack_stay_those_of_its_creation(aws: Aws, client: Any) -> None:
    """A contact with other tags would be another one."""
    stacks = Stacks(aws)
    both = {"Zoe": contact(Tags=[{"Key": "team", "Value": "a"}])}
    stacks.client.create_stack(StackName="s", Tags=[{"Key": "cost", "Value": "7"}], **request(both))
    arn = stacks.ids()["Zoe"]
    for cost in ("8", "9"):
        changed = {**both, f"Other{cost}": contact(EmailAddress=f"{cost}@example.com")}
        changed["Zoe"] = {**both["Zoe"], "Metadata": {"Cost": cost}}
        stacks.client.update_stack(
            StackName="s", Tags=[{"Key": "cost", "Value": cost}], **request(changed)
        )

    assert stacks.ids()["Zoe"] == arn
    assert client.list_tags_for_resource(arn=arn)["tags"] == {"cost": "7", "team": "a"}
