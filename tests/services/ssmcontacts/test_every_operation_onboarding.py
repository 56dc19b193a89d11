"""Accounts that are not onboarded: what ssm-contacts says until there is a replication set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import MAIL, add_channel

_SAYS = "Invalid value provided - Account not found for the request"


@pytest.fixture(autouse=True)
def _strict(aws: Aws) -> Iterator[None]:
    with aws.settings(ssm_contacts_onboarded=False):
        yield


@pytest.fixture
def incidents(aws: Aws) -> Any:
    return aws.client("ssm-incidents")


def onboard(incidents: Any, *regions: str) -> str:
    """The ARN of a replication set of these regions, or of that of the tests' clients."""
    names = regions or ("us-east-1",)
    made: str = incidents.create_replication_set(regions={name: {} for name in names})["arn"]
    return made


def is_onboarded(ssm: Any) -> bool:
    try:
        ssm.list_contacts()
    except ssm.exceptions.ValidationException as error:
        if error.response["Error"]["Message"] != _SAYS:
            raise
        return False
    return True


def create(ssm: Any, alias: str = "zoe") -> str:
    made: str = ssm.create_contact(Alias=alias, Type="PERSONAL", Plan={"Stages": []})["ContactArn"]
    return made


class TestSet:
    def test_none(self, ssm: Any) -> None:
        assert not is_onboarded(ssm)

    def test_there_is_one(self, ssm: Any, incidents: Any) -> None:
        onboard(incidents)

        assert is_onboarded(ssm)

    def test_in_its_regions_alone(self, aws: Aws, ssm: Any, incidents: Any) -> None:
        onboard(incidents, "eu-west-1")

        assert not is_onboarded(ssm)
        assert is_onboarded(aws.client("ssm-contacts", "eu-west-1"))

    def test_of_another_account(self, aws: Aws, ssm: Any) -> None:
        host, body = "ssm-incidents.us-east-1.amazonaws.com", b'{"regions": {"us-east-1": {}}}'
        account = {"x-moto-account-id": "111122223333"}
        made = aws.http("POST", host, "/createReplicationSet", body, "ssm-incidents", **account)

        assert "::111122223333:" in made.json()["arn"]
        assert not is_onboarded(ssm)

    def test_not_before_it_is_active(self, aws: Aws, ssm: Any, incidents: Any) -> None:
        with aws.settings(ssm_incidents_replication_minutes=10.0):
            onboard(incidents)

        assert not is_onboarded(ssm)
        aws.clock.advance(minutes=10)
        assert is_onboarded(ssm)


class TestGone:
    def test_set_with_all_contacts(self, aws: Aws, ssm: Any, incidents: Any) -> None:
        arn = onboard(incidents, "us-east-1", "eu-west-1")
        elsewhere = aws.client("ssm-contacts", "eu-west-1")
        for client in (ssm, elsewhere):
            create(client)
        incidents.delete_replication_set(arn=arn)

        assert not is_onboarded(ssm)
        assert not is_onboarded(elsewhere)
        onboard(incidents, "us-east-1", "eu-west-1")
        assert ssm.list_contacts()["Contacts"] == []
        assert elsewhere.list_contacts()["Contacts"] == []
        create(ssm)

    @pytest.mark.in_process  # regions that botocore does not know
    def test_of_another_partition(
        self, aws: Aws, ssm: Any, incidents: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MOTO_ALLOW_NONEXISTENT_REGION", "true")
        arn = onboard(incidents)
        china = aws.client("ssm-contacts", "cn-north-1")
        with aws.settings(ssm_contacts_onboarded=True):
            contact = create(china)
        incidents.delete_replication_set(arn=arn)

        with aws.settings(ssm_contacts_onboarded=True):
            assert china.get_contact(ContactId=contact)["Alias"] == "zoe"

    def test_of_an_account_that_counts_as_onboarded(
        self, aws: Aws, ssm: Any, incidents: Any
    ) -> None:
        arn = onboard(incidents)
        contact = create(ssm)
        with aws.settings(ssm_contacts_onboarded=True):
            incidents.delete_replication_set(arn=arn)
            assert ssm.get_contact(ContactId=contact)["Alias"] == "zoe"

    def test_region_without_its_contacts(self, ssm: Any, incidents: Any) -> None:
        arn = onboard(incidents, "us-east-1", "eu-west-1")
        contact = create(ssm)
        drop = [{"deleteRegionAction": {"regionName": "us-east-1"}}]
        incidents.update_replication_set(arn=arn, actions=drop)
        assert not is_onboarded(ssm)
        add = [{"addRegionAction": {"regionName": "us-east-1"}}]
        incidents.update_replication_set(arn=arn, actions=add)

        assert ssm.get_contact(ContactId=contact)["Alias"] == "zoe"

    def test_set_with_whatever_was_to_come(self, aws: Aws, ssm: Any, incidents: Any) -> None:
        arn = onboard(incidents)
        person = create(ssm)
        channel = ssm.create_contact_channel(
            ContactId=person,
            Name="mail",
            Type="EMAIL",
            DeliveryAddress={"SimpleAddress": "zoe@example.com"},
        )["ContactChannelArn"]
        code = aws.outbox.code(to="zoe@example.com")
        ssm.activate_contact_channel(ContactChannelId=channel, ActivationCode=code)
        target = {"ChannelTargetInfo": {"ContactChannelId": channel, "RetryIntervalInMinutes": 1}}
        stages = [{"DurationInMinutes": 30, "Targets": [target]}]
        ssm.update_contact(ContactId=person, Plan={"Stages": stages})
        ssm.start_engagement(ContactId=person, Sender="cw", Subject="Down", Content="It is.")
        aws.clock.advance(minutes=3)
        before = len(aws.outbox.messages())
        assert before > 2
        incidents.delete_replication_set(arn=arn)
        aws.clock.advance(hours=1)

        assert len(aws.outbox.messages()) == before

    def test_set_with_the_codes_of_its_channels(self, aws: Aws, ssm: Any, incidents: Any) -> None:
        """As with a contact that is deleted: there is nothing left to activate."""
        arn = onboard(incidents)
        add_channel(ssm, create(ssm))
        incidents.delete_replication_set(arn=arn)

        assert aws.outbox.latest(to=MAIL).state == "revoked"

    def test_error_leaves_all_as_it_was(self, ssm: Any, incidents: Any) -> None:
        arn = onboard(incidents)
        contact = create(ssm)
        incidents.update_deletion_protection(arn=arn, deletionProtected=True)
        refused(incidents.delete_replication_set, arn=arn)

        assert ssm.get_contact(ContactId=contact)["Alias"] == "zoe"
