"""Contacts and rotations in the Resource Groups Tagging API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmcontacts.steps import ABSENT, add_channel, create
from tests.tagging import Tagging, of_newer_moto

pytestmark = of_newer_moto


@pytest.fixture
def tagging(aws: Aws) -> Tagging:
    return Tagging(aws)


@pytest.fixture
def zed(ssm: Any) -> str:
    return create(ssm, "zed", Tags=[{"Key": "team", "Value": "one"}])


@pytest.fixture
def turns(ssm: Any, zed: str) -> str:
    arn: str = ssm.create_rotation(
        Name="turns",
        ContactIds=[zed],
        TimeZoneId="UTC",
        Recurrence={
            "NumberOfOnCalls": 1,
            "RecurrenceMultiplier": 1,
            "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
        },
        Tags=[{"Key": "team", "Value": "two"}],
    )["RotationArn"]
    return arn


@pytest.mark.wire
def test_what_has_tags_is_found(
    aws: Aws, ssm: Any, tagging: Tagging, zoe: str, zed: str, turns: str
) -> None:
    add_channel(ssm, zoe)

    both = {zed: {"team": "one"}, turns: {"team": "two"}}
    assert tagging.found() == tagging.found("ssm-contacts") == both
    assert list(tagging.found("ssm-contacts:contact")) == [zed]
    assert list(tagging.found("ssm-contacts:rotation")) == [turns]
    assert tagging.found("ssm-contacts:contact-channel") == tagging.found("sns") == {}
    assert list(tagging.found(team=["two", "three"])) == [turns]
    assert tagging.client.get_tag_keys()["TagKeys"] == ["team", "team"]
    assert tagging.client.get_tag_values(Key="team")["TagValues"] == ["one", "two"]


@pytest.mark.wire
def test_tag_and_untag(aws: Aws, ssm: Any, tagging: Tagging, zed: str, turns: str) -> None:
    assert tagging.tag(zed, turns, team="three", level="1") == []
    assert ssm.list_tags_for_resource(ResourceARN=zed)["Tags"] == [
        {"Key": "team", "Value": "three"},
        {"Key": "level", "Value": "1"},
    ]
    assert tagging.untag(zed, turns, keys=["team", "level"]) == []
    assert ssm.list_tags_for_resource(ResourceARN=turns)["Tags"] == []
    assert tagging.found() == {}


def test_what_the_service_refuses_has_failed(aws: Aws, tagging: Tagging, zed: str) -> None:
    with aws.settings(ssm_contacts_tags_per_resource=1):
        assert tagging.tag(zed, ABSENT, level="1") == [zed, ABSENT]
    assert tagging.found() == {zed: {"team": "one"}}


def test_other_regions_and_accounts(aws: Aws, zed: str) -> None:
    assert Tagging(aws, "eu-west-1").found() == {}
