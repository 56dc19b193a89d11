"""Replication sets as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmincidents.steps import found, statuses
from tests.stacks import Stacks, attribute, ref, resource

SET = "AWS::SSMIncidents::ReplicationSet"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def replication_set(*regions: str, **properties: Any) -> dict[str, Any]:
    return resource(SET, Regions=[{"RegionName": name} for name in regions], **properties)


def keyed(**keys: str) -> dict[str, Any]:
    """Regions by what their names end in, with their keys."""
    regions = [
        {"RegionName": f"us-{name}", "RegionConfiguration": {"SseKmsKeyId": key}}
        for name, key in keys.items()
    ]
    return resource(SET, Regions=regions)


def only(incidents: Any) -> str:
    arn: str
    (arn,) = incidents.list_replication_sets()["replicationSetArns"]
    return arn


def test_life(incidents: Any, stacks: Stacks) -> None:
    made = replication_set("us-east-1", "us-west-2", Tags=[{"Key": "a", "Value": "1"}])
    stacks.create({"Set": made}, Outputs={"Arn": {"Value": attribute("Arn", "Set")}})

    arn = only(incidents)
    assert stacks.ids() == {"Set": arn}
    assert stacks.outputs() == {"Arn": arn}
    assert statuses(incidents, arn) == ("ACTIVE", {"us-east-1": "ACTIVE", "us-west-2": "ACTIVE"})
    assert incidents.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "1"}
    stacks.delete()
    assert incidents.list_replication_sets()["replicationSetArns"] == []


def test_contacts_of_a_new_account(aws: Aws, stacks: Stacks) -> None:
    """What depends on the set finds it."""
    contact = resource("AWS::SSMContacts::Contact", Alias="zoe", DisplayName="Zoe", Type="PERSONAL")
    with aws.settings(ssm_contacts_onboarded=False):
        assert "Account not found for the request" in stacks.refusal({"Zoe": contact}, name="t")
        stacks.create({"Zoe": {**contact, "DependsOn": "Set"}, "Set": replication_set("us-east-1")})

        assert aws.client("ssm-contacts").list_contacts()["Contacts"][0]["Alias"] == "zoe"


def test_change_in_place(incidents: Any, stacks: Stacks) -> None:
    def made(*regions: str, **tags: str) -> dict[str, Any]:
        named = [{"Key": key, "Value": value} for key, value in tags.items()]
        return {"Set": replication_set(*regions, DeletionProtected=ref("Protected"), Tags=named)}

    stacks.create(made("us-east-1", a="1"), parameters={"Protected": "false"})
    arn = only(incidents)
    assert found(incidents, arn)["deletionProtected"] is False
    stacks.update(made("us-east-1", "eu-west-1", b="2"), parameters={"Protected": "true"})

    assert stacks.ids() == {"Set": arn}
    seen = found(incidents, arn)
    assert sorted(seen["regionMap"]) == ["eu-west-1", "us-east-1"]
    assert seen["deletionProtected"] is True
    assert incidents.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}
    stacks.update(made("eu-west-1"), parameters={"Protected": "false"})
    assert list(found(incidents, arn)["regionMap"]) == ["eu-west-1"]
    assert found(incidents, arn)["deletionProtected"] is False


def test_protection_that_a_template_no_longer_tells_of_stays(
    incidents: Any, stacks: Stacks
) -> None:
    stacks.create({"Set": replication_set("us-east-1", DeletionProtected=True)})
    stacks.update({"Set": replication_set("us-east-1")})

    assert found(incidents, only(incidents))["deletionProtected"] is True


@pytest.mark.parametrize(
    "regions", [["us-west-2"], ["us-east-1", "us-west-2", "eu-west-1"]], ids=["other", "two more"]
)
def test_regions_that_differ_by_more_than_one(
    incidents: Any, stacks: Stacks, regions: list[str]
) -> None:
    stacks.create({"Set": replication_set("us-east-1")})

    message = stacks.refusal({"Set": replication_set(*regions)}, "update")
    assert "Replication set regions differ by more then one region" in message
    assert f"Specified replication set regions: [{', '.join(sorted(regions))}]" in message
    assert "(Error Code: InvalidRequest)" in message
    assert list(found(incidents, only(incidents))["regionMap"]) == ["us-east-1"]


def test_keys(incidents: Any, stacks: Stacks) -> None:
    stacks.create({"Set": keyed(**{"east-1": KEY})})
    stacks.update({"Set": keyed(**{"east-1": KEY, "west-2": "alias/other"})})

    regions = found(incidents, only(incidents))["regionMap"]
    assert {name: each["sseKmsKeyId"] for name, each in regions.items()} == {
        "us-east-1": KEY,
        "us-west-2": "alias/other",
    }
    changed = {"Set": keyed(**{"east-1": "alias/other", "west-2": "alias/other"})}
    message = stacks.refusal(changed, "update")
    assert "the key of us-east-1 cannot be changed" in message
    assert found(incidents, only(incidents))["regionMap"] == regions


def test_refusal_is_the_services_own(incidents: Any, stacks: Stacks) -> None:
    message = stacks.refusal({"Set": replication_set("us-east-1", "mars-1")}, name="t")
    assert "Incident Manager is not available in the Region mars-1" in message
    stacks.create({"Set": replication_set("us-east-1")})
    message = stacks.refusal({"Set": replication_set("us-east-1")}, name="u")
    assert "The account has a replication set already" in message
    assert incidents.list_replication_sets()["replicationSetArns"] == [*stacks.ids().values()]


def test_protected_set_stays(incidents: Any, stacks: Stacks) -> None:
    stacks.create({"Set": replication_set("us-east-1", DeletionProtected=True)})
    with pytest.raises(stacks.client.exceptions.ClientError, match="Deletion protection is on"):
        stacks.delete()

    assert found(incidents, only(incidents))["status"] == "ACTIVE"


def test_deletion_of_what_is_gone_already(incidents: Any, stacks: Stacks) -> None:
    stacks.create({"Set": replication_set("us-east-1")})
    incidents.delete_replication_set(arn=only(incidents))
    stacks.delete()

    assert incidents.list_replication_sets()["replicationSetArns"] == []


def test_last_region_stays(incidents: Any, stacks: Stacks) -> None:
    """By the API the set would go with it."""
    stacks.create({"Set": replication_set("us-east-1")})

    assert "minimum item count" in stacks.refusal({"Set": replication_set()}, "update")
    assert statuses(incidents, only(incidents)) == ("ACTIVE", {"us-east-1": "ACTIVE"})


@pytest.mark.parametrize(
    ("region", "detail"),
    [
        ({"RegionName": "us-east-1", "Colour": "red"}, "extraneous key [Colour]"),
        ({"RegionName": "us-east-1", "RegionConfiguration": {"Colour": 1}}, "key [Colour]"),
        ({"RegionName": "us-east-1", "RegionConfiguration": {"sseKmsKeyId": "k"}}, "[sseKmsKeyId]"),
        ({"RegionName": "mars-1"}, "mars-1"),
        ({}, "(Error Code: ValidationException)"),
    ],
)
def test_regions_that_are_none(
    incidents: Any, stacks: Stacks, region: dict[str, Any], detail: str
) -> None:
    assert detail in stacks.refusal({"Set": resource(SET, Regions=[region])})
    assert incidents.list_replication_sets()["replicationSetArns"] == []


def test_stack_does_not_wait_for_a_set_that_takes_its_time(
    aws: Aws, incidents: Any, stacks: Stacks
) -> None:
    """Whoever makes it slow has to wait, as moto looks at a resource of a stack once."""
    with aws.settings(ssm_incidents_replication_minutes=10):
        stacks.create({"Set": replication_set("us-east-1")})
        found = stacks.client.describe_stacks(StackName="s")["Stacks"][0]
        assert found["StackStatus"] == "CREATE_COMPLETE"
        assert statuses(incidents, only(incidents))[0] == "CREATING"
        aws.clock.advance(minutes=10)
    assert statuses(incidents, only(incidents))[0] == "ACTIVE"
