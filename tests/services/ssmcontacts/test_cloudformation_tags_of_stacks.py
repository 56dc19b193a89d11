"""The tags of a stack, which are handed on to what it makes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmcontacts.templates import ZOE, channel, contact
from tests.stacks import Stacks, attribute, request


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def listed(**tags: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def create(stacks: Stacks, resources: dict[str, Any], **tags: str) -> None:
    stacks.client.create_stack(StackName="s", Tags=listed(**tags), **request(resources))


def tags_of(ssm: Any, arn: str = ZOE) -> dict[str, str]:
    found = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
    return {tag["Key"]: tag["Value"] for tag in found}


def test_they_are_those_of_its_resources_whose_own_come_first(ssm: Any, stacks: Stacks) -> None:
    create(stacks, {"Zoe": contact(Tags=listed(team="a"))}, team="b", cost="7")

    assert tags_of(ssm) == {"team": "a", "cost": "7"}


def test_what_has_no_tags_gets_none(ssm: Any, stacks: Stacks) -> None:
    create(stacks, {"Zoe": contact(), "Mail": channel(attribute("Arn", "Zoe"))}, cost="7")

    assert tags_of(ssm) == {"cost": "7"}


def test_change_of_the_resource_keeps_them(ssm: Any, stacks: Stacks) -> None:
    create(stacks, {"Zoe": contact(Tags=listed(team="a"))}, cost="7")
    stacks.update({"Zoe": contact(Tags=listed(level="1"))})

    assert tags_of(ssm) == {"cost": "7", "level": "1"}


def test_new_tags_come_with_the_change_after_theirs(ssm: Any, stacks: Stacks) -> None:
    """moto knows them behind the update that brings them."""
    create(stacks, {"Zoe": contact()}, cost="7")
    changed = request({"Zoe": contact(DisplayName="Zed")})
    stacks.client.update_stack(StackName="s", Tags=listed(cost="8", team="a"), **changed)
    assert tags_of(ssm) == {"cost": "7"}

    stacks.update({"Zoe": contact(DisplayName="Zoe")})
    assert tags_of(ssm) == {"cost": "8", "team": "a"}


@pytest.mark.parametrize("tags", ["team", [7], [{"Value": "a"}]])
def test_tags_that_are_none_are_refused_as_ever(ssm: Any, stacks: Stacks, tags: Any) -> None:
    with pytest.raises(stacks.client.exceptions.ClientError, match="ValidationException"):
        create(stacks, {"Zoe": contact(Tags=tags)}, cost="7")
    assert ssm.list_contacts()["Contacts"] == []
