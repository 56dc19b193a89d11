"""Contacts, channels and plans as Terraform's provider makes, reads, changes and gives them up.

Its resources know each other by ARN; a read of one that is gone, and a second deletion of it, end
in ResourceNotFoundException, which it takes for gone. A plan is no resource of the service's: it is
read from its contact, and given up by being emptied.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    EMPTY,
    add_channel,
    assert_absent,
    create,
    plan_of,
    set_plan,
    stage,
    to_channel,
    to_contact,
)


def read_contact(ssm: Any, arn: str) -> dict[str, Any]:
    """What the provider keeps of a contact, by its ARN alone: as on import."""
    found = ssm.get_contact(ContactId=arn)
    tags = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
    kept = {name: found.get(name) for name in ("Alias", "DisplayName", "Type")}
    return {**kept, "tags": {tag["Key"]: tag["Value"] for tag in tags}}


def read_channel(ssm: Any, arn: str) -> dict[str, Any]:
    found = ssm.get_contact_channel(ContactChannelId=arn)
    del found["ResponseMetadata"], found["ContactChannelArn"]
    return dict(found)


class TestContact:
    def test_made_and_imported(self, ssm: Any) -> None:
        tags = [{"Key": "team", "Value": "a"}, {"Key": "tier", "Value": "1"}]
        arn = create(ssm, "tf-zoe", DisplayName="", Tags=tags)
        assert read_contact(ssm, arn) == {
            "Alias": "tf-zoe",
            "DisplayName": "",
            "Type": "PERSONAL",
            "tags": {"team": "a", "tier": "1"},
        }

    def test_name_changes_in_place(self, ssm: Any) -> None:
        arn = create(ssm, "tf-zoe", DisplayName="first")
        ssm.update_contact(ContactId=arn, DisplayName="second")
        assert read_contact(ssm, arn)["DisplayName"] == "second"

    def test_tags_change_key_by_key(self, ssm: Any) -> None:
        arn = create(ssm, "tf-zoe", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
        ssm.untag_resource(ResourceARN=arn, TagKeys=["a"])
        ssm.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "3"}])
        assert read_contact(ssm, arn)["tags"] == {"b": "3"}

    @pytest.mark.parametrize(
        ("alias", "type"), [("tf-yan", "PERSONAL"), ("tf-zoe", "ESCALATION")], ids=["alias", "type"]
    )
    def test_another_one_takes_its_place(self, ssm: Any, alias: str, type: str) -> None:
        old = create(ssm, "tf-zoe")
        ssm.delete_contact(ContactId=old)
        new = create(ssm, alias, Type=type)
        found = read_contact(ssm, new)
        assert (found["Alias"], found["Type"]) == (alias, type)

    def test_gone_by_other_hands(self, ssm: Any) -> None:
        arn = create(ssm, "tf-zoe")
        ssm.delete_contact(ContactId=arn)
        for call in (ssm.get_contact, ssm.delete_contact):
            assert_absent(refused(call, ContactId=arn), arn)
        assert create(ssm, "tf-zoe") == arn


class TestContactChannel:
    @pytest.mark.parametrize("kind", ["EMAIL", "SMS", "VOICE"])
    def test_made_without_a_code_and_imported(
        self, aws: Aws, ssm: Any, zoe: str, kind: str
    ) -> None:
        arn = add_channel(ssm, zoe, "tf", kind, DeferActivation=True)
        found = read_channel(ssm, arn)
        assert (found["ContactArn"], found["Type"]) == (zoe, kind)
        assert found["ActivationStatus"] == "NOT_ACTIVATED"
        assert aws.outbox.messages() == []

    def test_name_and_address_change_in_place(self, ssm: Any, zoe: str) -> None:
        arn = add_channel(ssm, zoe, "first", DeferActivation=True)
        ssm.update_contact_channel(ContactChannelId=arn, Name="second")
        address = {"SimpleAddress": "other@example.com"}
        ssm.update_contact_channel(ContactChannelId=arn, DeliveryAddress=address)
        found = read_channel(ssm, arn)
        assert (found["Name"], found["DeliveryAddress"]) == ("second", address)

    def test_another_one_takes_its_place(self, ssm: Any, zoe: str) -> None:
        old = add_channel(ssm, zoe, "tf", DeferActivation=True)
        ssm.delete_contact_channel(ContactChannelId=old)
        new = add_channel(ssm, zoe, "tf", "SMS", DeferActivation=True)
        assert (read_channel(ssm, new)["Type"], new == old) == ("SMS", False)

    def test_gone_with_its_contact(self, ssm: Any, zoe: str) -> None:
        arn = add_channel(ssm, zoe, "tf", DeferActivation=True)
        ssm.delete_contact(ContactId=zoe)
        for call in (ssm.get_contact_channel, ssm.delete_contact_channel):
            assert_absent(refused(call, ContactChannelId=arn), arn, "CONTACT_CHANNEL")


class TestPlan:
    @pytest.fixture
    def channels(self, ssm: Any, zoe: str) -> list[str]:
        """Not activated, as the provider leaves them."""
        return [
            add_channel(ssm, zoe, name, kind, DeferActivation=True)
            for name, kind in (("mail", "EMAIL"), ("phone", "SMS"))
        ]

    def test_contact_comes_first_then_channels_then_plan(
        self, ssm: Any, zoe: str, channels: list[str]
    ) -> None:
        mail, phone = channels
        stages = [
            stage(to_channel(mail, RetryIntervalInMinutes=5), minutes=1),
            stage(
                to_channel(phone, RetryIntervalInMinutes=3),
                to_channel(mail, RetryIntervalInMinutes=3),
                minutes=0,
            ),
        ]
        set_plan(ssm, zoe, *stages)
        assert plan_of(ssm, zoe) == {"Stages": stages}

    def test_every_part_changes_in_place(self, ssm: Any, zoe: str, channels: list[str]) -> None:
        mail, phone = channels
        set_plan(ssm, zoe, stage(to_channel(mail, RetryIntervalInMinutes=1), minutes=1))
        changed = [
            [stage(to_channel(mail, RetryIntervalInMinutes=1), minutes=2)],
            [stage(to_channel(mail, RetryIntervalInMinutes=4), minutes=2)],
            [stage(to_channel(phone), minutes=2)],
            [stage(to_channel(phone), to_channel(mail), minutes=2)],
            [stage(minutes=1), stage(to_channel(mail), minutes=2)],
            [stage(to_channel(mail), minutes=2)],
        ]
        for stages in changed:
            set_plan(ssm, zoe, *stages)
            assert plan_of(ssm, zoe) == {"Stages": stages}

    def test_escalation(self, ssm: Any, zoe: str, yan: str, team: str) -> None:
        for essential in (False, True):
            stages = [stage(to_contact(zoe, essential), to_contact(yan, not essential), minutes=0)]
            set_plan(ssm, team, *stages)
            assert plan_of(ssm, team) == {"Stages": stages}

    def test_given_up_by_being_emptied(self, ssm: Any, zoe: str, channels: list[str]) -> None:
        set_plan(ssm, zoe, stage(to_channel(channels[0])))
        set_plan(ssm, zoe)
        assert plan_of(ssm, zoe) == EMPTY

    def test_gone_with_its_contact(self, ssm: Any, zoe: str, channels: list[str]) -> None:
        set_plan(ssm, zoe, stage(to_channel(channels[0])))
        ssm.delete_contact(ContactId=zoe)
        assert_absent(refused(ssm.update_contact, ContactId=zoe, Plan=EMPTY), zoe)
        assert plan_of(ssm, create(ssm, "zoe")) == EMPTY

    def test_change_of_name_leaves_it_alone(self, ssm: Any, zoe: str, channels: list[str]) -> None:
        """The contact and its plan are resources apart, and change apart."""
        stages = [stage(to_channel(channels[0]))]
        set_plan(ssm, zoe, *stages)
        ssm.update_contact(ContactId=zoe, DisplayName="Zoe")
        assert plan_of(ssm, zoe) == {"Stages": stages}
