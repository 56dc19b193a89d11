"""Replication sets of ssm-incidents, through boto3."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import WaiterError

from tests.harness import Aws, refused
from tests.services.ssmincidents.steps import (
    ABSENT,
    add,
    drop,
    found,
    says_absent,
    says_conflict,
    says_invalid,
    statuses,
)

KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
#: Longer than any test waits.
SLOW = {"ssm_incidents_replication_minutes": 10.0}


class TestCreate:
    def test_active_at_once(self, incidents: Any) -> None:
        regions = {"us-east-1": {"sseKmsKeyId": KEY}, "eu-west-1": {}}
        arn = incidents.create_replication_set(regions=regions, tags={"a": "1"})["arn"]

        seen = found(incidents, arn)
        assert arn.startswith("arn:aws:ssm-incidents::123456789012:replication-set/")
        assert seen.pop("createdTime") == seen.pop("lastModifiedTime")
        assert all(each.pop("statusUpdateDateTime") for each in seen["regionMap"].values())
        assert seen == {
            "arn": arn,
            "status": "ACTIVE",
            "deletionProtected": False,
            "createdBy": "arn:aws:iam::123456789012:root",
            "lastModifiedBy": "arn:aws:iam::123456789012:root",
            "regionMap": {
                "us-east-1": {"sseKmsKeyId": KEY, "status": "ACTIVE"},
                "eu-west-1": {"sseKmsKeyId": "DefaultKey", "status": "ACTIVE"},
            },
        }

    def test_takes_its_time(self, aws: Aws, incidents: Any) -> None:
        with aws.settings(**SLOW):
            arn = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]

        assert statuses(incidents, arn) == ("CREATING", {"us-east-1": "CREATING"})
        aws.clock.advance(minutes=10)
        assert statuses(incidents, arn) == ("ACTIVE", {"us-east-1": "ACTIVE"})
        seen = found(incidents, arn)
        after = seen["regionMap"]["us-east-1"]["statusUpdateDateTime"] - seen["createdTime"]
        assert after.total_seconds() == 600

    def test_one_of_an_account(self, aws: Aws, incidents: Any, arn: str) -> None:
        for region in ("us-east-1", "eu-west-1"):
            elsewhere = aws.client("ssm-incidents", region)
            error = refused(elsewhere.create_replication_set, regions={region: {}})
            assert says_conflict(error, arn)

        assert incidents.list_replication_sets()["replicationSetArns"] == [arn]

    def test_token_that_came_before(self, incidents: Any) -> None:
        regions: dict[str, Any] = {"us-east-1": {}}
        token = {"clientToken": "once"}
        arn = incidents.create_replication_set(regions=regions, **token)["arn"]

        assert incidents.create_replication_set(regions=regions, **token)["arn"] == arn
        error = refused(incidents.create_replication_set, regions={"us-west-2": {}}, **token)
        assert says_invalid(error, "different parameters")

    def test_token_of_the_same_regions_in_another_order(self, incidents: Any) -> None:
        asked: dict[str, dict[str, Any]] = {
            "regions": {"us-east-1": {}, "eu-west-1": {}},
            "tags": {"team": "ops", "stage": "test"},
        }
        arn = incidents.create_replication_set(**asked, clientToken="once")["arn"]

        turned = {name: dict(reversed(each.items())) for name, each in asked.items()}
        again = incidents.create_replication_set(**turned, clientToken="once")
        assert again["arn"] == arn

    @pytest.mark.parametrize("region", ["mars-1", "cn-north-1", ""])
    def test_region_without_the_service(self, incidents: Any, region: str) -> None:
        error = refused(incidents.create_replication_set, regions={"us-east-1": {}, region: {}})

        assert says_invalid(error, f"not available in the Region {region}")
        assert incidents.list_replication_sets()["replicationSetArns"] == []

    def test_number_of_regions(self, aws: Aws, incidents: Any) -> None:
        four: dict[str, Any] = {
            name: {} for name in ("us-east-1", "us-east-2", "us-west-2", "eu-west-1")
        }
        for regions in (four, {}):
            error = refused(incidents.create_replication_set, regions=regions)
            assert says_invalid(error, "at 'regions'", "Member must have length")
        del four["eu-west-1"]
        with aws.settings(ssm_incidents_regions_per_replication_set=2):
            error = refused(incidents.create_replication_set, regions=four)
        assert says_invalid(error, "at most 2 Regions")
        assert incidents.list_replication_sets()["replicationSetArns"] == []

    def test_no_regions(self, incidents: Any) -> None:
        error = refused(incidents.create_replication_set)

        assert says_invalid(error, "Value null at 'regions'")

    def test_reserved_tag(self, incidents: Any) -> None:
        regions: dict[str, Any] = {"us-east-1": {}}
        error = refused(incidents.create_replication_set, regions=regions, tags={"aws:a": "1"})

        assert says_invalid(error, "at 'tags'")


class TestRead:
    def test_absent(self, incidents: Any) -> None:
        assert says_absent(refused(incidents.get_replication_set, arn=ABSENT))

    @pytest.mark.parametrize(
        "arn",
        [ABSENT.replace("replication-set", "response-plan"), ABSENT.replace("::", ":us-east-1:")],
    )
    def test_arn_of_something_else(self, incidents: Any, arn: str) -> None:
        error = refused(incidents.get_replication_set, arn=arn)

        assert says_invalid(error, f"Invalid resource Arn {arn}")

    def test_no_arn_at_all(self, incidents: Any) -> None:
        error = refused(incidents.get_replication_set, arn="something")

        assert says_invalid(error, "Value 'something' at 'arn'")

    def test_list(self, incidents: Any) -> None:
        assert incidents.list_replication_sets()["replicationSetArns"] == []
        arn = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]
        paginator = incidents.get_paginator("list_replication_sets")
        pages = list(paginator.paginate(PaginationConfig={"PageSize": 1}))

        assert [page["replicationSetArns"] for page in pages] == [[arn]]
        assert says_invalid(refused(incidents.list_replication_sets, nextToken="x"), "NextToken")

    def test_from_every_region(self, aws: Aws, arn: str) -> None:
        elsewhere = aws.client("ssm-incidents", "us-west-2")

        assert elsewhere.list_replication_sets()["replicationSetArns"] == [arn]
        assert found(elsewhere, arn)["status"] == "ACTIVE"

    def test_other_partition(self, aws: Aws, arn: str) -> None:
        with aws.settings(check_answers=True):
            error = refused(aws.client("ssm-incidents", "cn-north-1").list_replication_sets)

        assert says_invalid(error, "ssm-incidents has no endpoint in cn-north-1")


class TestUpdate:
    def test_regions_come_and_go(self, aws: Aws, incidents: Any, arn: str) -> None:
        with aws.settings(**SLOW):
            incidents.update_replication_set(arn=arn, actions=add("us-west-2", sseKmsKeyId=KEY))
            assert statuses(incidents, arn) == (
                "UPDATING",
                {"us-east-1": "ACTIVE", "us-west-2": "CREATING"},
            )
            aws.clock.advance(minutes=10)
            assert statuses(incidents, arn)[0] == "ACTIVE"
            assert found(incidents, arn)["regionMap"]["us-west-2"]["sseKmsKeyId"] == KEY
            incidents.update_replication_set(arn=arn, actions=drop("us-east-1"))
            assert statuses(incidents, arn) == (
                "UPDATING",
                {"us-east-1": "DELETING", "us-west-2": "ACTIVE"},
            )
            aws.clock.advance(minutes=10)

        assert statuses(incidents, arn) == ("ACTIVE", {"us-west-2": "ACTIVE"})
        seen = found(incidents, arn)
        assert seen["lastModifiedTime"] > seen["createdTime"]

    @pytest.mark.parametrize("actions", [add("us-east-2"), drop("us-west-2")])
    def test_one_thing_at_a_time(
        self, aws: Aws, incidents: Any, arn: str, actions: list[Any]
    ) -> None:
        with aws.settings(**SLOW):
            incidents.update_replication_set(arn=arn, actions=add("us-west-2"))
            before = found(incidents, arn)
            error = refused(incidents.update_replication_set, arn=arn, actions=actions)

        assert says_conflict(error, arn)
        assert found(incidents, arn) == before

    def test_region_that_is_there(self, incidents: Any, arn: str) -> None:
        error = refused(incidents.update_replication_set, arn=arn, actions=add("us-east-1"))

        assert says_invalid(error, "has the Region us-east-1 already")

    def test_region_that_is_not_there(self, incidents: Any, arn: str) -> None:
        error = refused(incidents.update_replication_set, arn=arn, actions=drop("us-west-2"))

        assert says_invalid(error, "does not have the Region us-west-2")

    def test_region_without_the_service(self, incidents: Any, arn: str) -> None:
        error = refused(incidents.update_replication_set, arn=arn, actions=add("mars-1"))

        assert says_invalid(error, "not available in the Region mars-1")

    def test_fourth_region(self, incidents: Any, arn: str) -> None:
        for region in ("us-west-2", "eu-west-1"):
            incidents.update_replication_set(arn=arn, actions=add(region))
        error = refused(incidents.update_replication_set, arn=arn, actions=add("us-east-2"))

        assert says_invalid(error, "at most 3 Regions")
        assert len(found(incidents, arn)["regionMap"]) == 3

    @pytest.mark.parametrize(
        "actions",
        [[], [{}], add("us-west-2") + add("us-east-2"), [{**add("a")[0], **drop("b")[0]}]],
    )
    def test_one_action(self, incidents: Any, arn: str, actions: list[Any]) -> None:
        error = refused(incidents.update_replication_set, arn=arn, actions=actions)

        assert says_invalid(error, "at 'actions")
        assert list(found(incidents, arn)["regionMap"]) == ["us-east-1"]

    def test_last_region_takes_the_set_with_it(self, incidents: Any, arn: str) -> None:
        incidents.update_replication_set(arn=arn, actions=drop("us-east-1"))

        assert says_absent(refused(incidents.get_replication_set, arn=arn), arn)

    def test_last_region_of_a_protected_set_stays(self, incidents: Any, arn: str) -> None:
        incidents.update_replication_set(arn=arn, actions=add("us-west-2"))
        incidents.update_deletion_protection(arn=arn, deletionProtected=True)
        incidents.update_replication_set(arn=arn, actions=drop("us-east-1"))
        error = refused(incidents.update_replication_set, arn=arn, actions=drop("us-west-2"))

        assert says_invalid(error, "Deletion protection is on")
        assert statuses(incidents, arn) == ("ACTIVE", {"us-west-2": "ACTIVE"})

    def test_absent(self, incidents: Any) -> None:
        error = refused(incidents.update_replication_set, arn=ABSENT, actions=add("us-west-2"))

        assert says_absent(error)


class TestDelete:
    def test_gone(self, incidents: Any, arn: str) -> None:
        incidents.delete_replication_set(arn=arn)

        assert says_absent(refused(incidents.get_replication_set, arn=arn), arn)
        again = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]
        assert again != arn

    def test_takes_its_time(self, aws: Aws, incidents: Any, arn: str) -> None:
        with aws.settings(**SLOW):
            incidents.delete_replication_set(arn=arn)
            assert statuses(incidents, arn) == ("DELETING", {"us-east-1": "DELETING"})
            error = refused(incidents.delete_replication_set, arn=arn)
            assert says_invalid(error, "The replication set is DELETING")
            error = refused(incidents.create_replication_set, regions={"us-east-1": {}})
            assert says_conflict(error, arn)
            aws.clock.advance(minutes=10)

        assert says_absent(refused(incidents.delete_replication_set, arn=arn), arn)

    def test_protected(self, incidents: Any, arn: str) -> None:
        incidents.update_deletion_protection(arn=arn, deletionProtected=True)
        error = refused(incidents.delete_replication_set, arn=arn)

        assert says_invalid(error, "Deletion protection is on")
        assert found(incidents, arn)["deletionProtected"] is True
        incidents.update_deletion_protection(arn=arn, deletionProtected=False)
        incidents.delete_replication_set(arn=arn)
        assert incidents.list_replication_sets()["replicationSetArns"] == []


class TestProtection:
    def test_absent(self, incidents: Any) -> None:
        error = refused(incidents.update_deletion_protection, arn=ABSENT, deletionProtected=True)

        assert says_absent(error)


@pytest.mark.in_process
class TestWaiters:
    """Botocore's own, which sleep between two looks; here that moves the clock."""

    @pytest.fixture(autouse=True)
    def _clock(self, aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
        def sleep(seconds: float) -> None:
            aws.clock.advance(seconds=seconds)

        monkeypatch.setattr("botocore.waiter.time.sleep", sleep)

    def test_active_and_deleted(self, aws: Aws, incidents: Any) -> None:
        with aws.settings(ssm_incidents_replication_minutes=1.0):
            arn = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]
            assert statuses(incidents, arn)[0] == "CREATING"
            incidents.get_waiter("wait_for_replication_set_active").wait(arn=arn)
            assert statuses(incidents, arn)[0] == "ACTIVE"
            incidents.update_replication_set(arn=arn, actions=add("us-west-2"))
            incidents.get_waiter("wait_for_replication_set_active").wait(arn=arn)
            incidents.delete_replication_set(arn=arn)
            assert statuses(incidents, arn)[0] == "DELETING"
            incidents.get_waiter("wait_for_replication_set_deleted").wait(arn=arn)

        assert incidents.list_replication_sets()["replicationSetArns"] == []

    def test_too_slow(self, aws: Aws, incidents: Any) -> None:
        with aws.settings(**SLOW):
            arn = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]
            with pytest.raises(WaiterError, match="Max attempts exceeded"):
                incidents.get_waiter("wait_for_replication_set_active").wait(arn=arn)
