"""Contacts of Incident Manager, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    EMPTY,
    FOREIGN,
    HEAD,
    ROTATION,
    add_channel,
    aliases,
    assert_absent,
    assert_conflict,
    assert_invalid,
    assert_quota,
    assert_violations,
    create,
    daily,
    plan_of,
    rotate,
    stage,
    to_channel,
    to_contact,
)


@pytest.fixture
def zoe(ssm: Any) -> str:
    return create(ssm, "zoe", DisplayName="Zoe", Tags=[{"Key": "team", "Value": "ops"}])


@pytest.fixture
def channel(ssm: Any, zoe: str) -> str:
    return add_channel(ssm, zoe, DeferActivation=True)


class TestCreate:
    def test_contact_is_there_with_all_that_was_given(self, aws: Aws, ssm: Any, zoe: str) -> None:
        contact = ssm.get_contact(ContactId=zoe)

        del contact["ResponseMetadata"]
        assert contact == {
            "ContactArn": f"{HEAD}:contact/zoe",
            "Alias": "zoe",
            "DisplayName": "Zoe",
            "Type": "PERSONAL",
            "Plan": EMPTY,
        }
        assert ssm.list_tags_for_resource(ResourceARN=zoe)["Tags"] == [
            {"Key": "team", "Value": "ops"}
        ]
        assert aws.outbox.messages() == []

    def test_blank_display_name_is_kept(self, ssm: Any) -> None:
        arn = create(ssm, "zoe", DisplayName="")

        assert ssm.get_contact(ContactId=arn)["DisplayName"] == ""

    def test_display_name_that_was_not_given_is_absent(self, ssm: Any) -> None:
        arn = create(ssm, "zoe")

        assert "DisplayName" not in ssm.get_contact(ContactId=arn)
        assert "DisplayName" not in ssm.list_contacts()["Contacts"][0]

    @pytest.mark.wire
    def test_accounts_and_regions_are_apart(self, aws: Aws, ssm: Any, zoe: str) -> None:
        assert aliases(aws.client("ssm-contacts", "eu-west-1")) == []

        elsewhere = create(aws.client("ssm-contacts", "eu-west-1"), "zoe")
        assert elsewhere == FOREIGN[0]

    def test_alias_is_unique_across_types(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.create_contact, Alias="zoe", Type="ESCALATION", Plan=EMPTY)

        assert_conflict(error, zoe)
        assert error["Error"]["Message"] == "Contact with alias zoe already exists"
        assert ssm.get_contact(ContactId=zoe)["Type"] == "PERSONAL"

    def test_quota_of_contacts_comes_before_the_conflict(
        self, aws: Aws, ssm: Any, zoe: str
    ) -> None:
        with aws.settings(ssm_contacts_contacts_per_account=1):
            assert_quota(
                refused(ssm.create_contact, Alias="zoe", Type="PERSONAL", Plan=EMPTY),
                "L-7DD2017D",
                None,
            )
        assert aliases(ssm) == ["zoe"]

    def test_quota_counts_what_is_there(self, aws: Aws, ssm: Any, zoe: str) -> None:
        with aws.settings(ssm_contacts_contacts_per_account=1):
            ssm.delete_contact(ContactId=zoe)
            create(ssm, "ann")

        assert aliases(ssm) == ["ann"]

    @pytest.mark.parametrize(
        ("tags", "detail"),
        [
            ([{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "1"}], "Duplicate tag key a"),
            ([{"Key": "a"}], "A tag must have a Key and a Value"),
            ([{"Value": "1"}], "A tag must have a Key and a Value"),
        ],
    )
    def test_bad_tags(self, ssm: Any, tags: Any, detail: str) -> None:
        error = refused(ssm.create_contact, Alias="zoe", Type="PERSONAL", Plan=EMPTY, Tags=tags)

        assert_invalid(error, detail, "Tags")
        assert error["Fields"][0]["Message"] == detail
        assert aliases(ssm) == []

    def test_quota_of_tags(self, aws: Aws, ssm: Any) -> None:
        tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "1"}]
        with aws.settings(ssm_contacts_tags_per_resource=1):
            error = refused(ssm.create_contact, Alias="zoe", Type="PERSONAL", Plan=EMPTY, Tags=tags)

        assert_quota(error, "L-00000000", None)
        assert aliases(ssm) == []

    def test_quota_that_was_lowered_is_none_of_no_tags(self, aws: Aws, ssm: Any) -> None:
        tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "1"}]
        arn = ssm.create_contact(Alias="zoe", Type="PERSONAL", Plan=EMPTY, Tags=tags)["ContactArn"]
        with aws.settings(ssm_contacts_tags_per_resource=1):
            ssm.tag_resource(ResourceARN=arn, Tags=[])
            error = refused(ssm.tag_resource, ResourceARN=arn, Tags=tags[:1])

        assert_quota(error, "L-00000000", arn)
        assert ssm.list_tags_for_resource(ResourceARN=arn)["Tags"] == tags

    def test_every_violation_is_told(self, ssm: Any) -> None:
        error = refused(
            ssm.create_contact,
            Alias="Ops!",
            DisplayName="O'Hara",
            Type="ROBOT",
            Tags=[{"Key": "aws:x", "Value": "1"}],
        )

        assert_violations(error, "alias", "displayName", "type", "plan", "tags.1.member.key")
        message = error["Error"]["Message"]
        assert message.startswith("5 validation errors detected: Value 'Ops!' at 'alias' failed ")
        assert error["Fields"][0]["Message"] in message
        assert "Member must satisfy regular expression pattern: ^[a-z0-9_\\-]*$" in message
        assert aliases(ssm) == []


class TestIdempotency:
    def test_token_of_before_gives_the_result_of_before(self, ssm: Any) -> None:
        first = create(ssm, "zoe", IdempotencyToken="t")

        assert create(ssm, "zoe", IdempotencyToken="t") == first
        assert aliases(ssm) == ["zoe"]

    def test_even_after_the_contact_was_deleted(self, ssm: Any) -> None:
        first = create(ssm, "zoe", IdempotencyToken="t")
        ssm.delete_contact(ContactId=first)

        assert create(ssm, "zoe", IdempotencyToken="t") == first
        assert aliases(ssm) == []

    @pytest.mark.parametrize(
        "other",
        [
            {"Alias": "ann"},
            {"DisplayName": "Zoe"},
            {"Type": "ESCALATION"},
            {"Plan": {}},
            {"Tags": []},
        ],
    )
    def test_token_of_another_request(self, ssm: Any, other: Any) -> None:
        request = {"Alias": "zoe", "Type": "PERSONAL", "Plan": EMPTY, "IdempotencyToken": "t"}
        ssm.create_contact(**request)

        assert_invalid(
            refused(ssm.create_contact, **{**request, **other}),
            "IdempotencyToken was used with different parameters",
        )
        assert aliases(ssm) == ["zoe"]

    def test_token_of_a_failure_is_free(self, ssm: Any, zoe: str) -> None:
        request = {"Alias": "zoe", "Type": "PERSONAL", "Plan": EMPTY, "IdempotencyToken": "t"}
        refused(ssm.create_contact, **request)
        ssm.create_contact(**{**request, "Alias": "ann"})

        assert aliases(ssm) == ["ann", "zoe"]

    def test_regions_do_not_share_tokens(self, aws: Aws, ssm: Any) -> None:
        create(ssm, "zoe", IdempotencyToken="t")
        west = aws.client("ssm-contacts", "us-west-2")
        create(west, "ann", IdempotencyToken="t")

        assert aliases(west) == ["ann"]


class TestUpdate:
    def test_display_name_alone(self, ssm: Any, zoe: str, channel: str) -> None:
        plan = {"Stages": [stage(to_channel(channel))]}
        ssm.update_contact(ContactId=zoe, Plan=plan)
        ssm.update_contact(ContactId=zoe, DisplayName="")

        contact = ssm.get_contact(ContactId=zoe)
        assert (contact["DisplayName"], contact["Plan"]) == ("", plan)

    def test_plan_alone_replaces_all_of_it(self, ssm: Any, zoe: str, channel: str) -> None:
        ssm.update_contact(ContactId=zoe, Plan={"Stages": [stage(to_channel(channel)), stage()]})
        ssm.update_contact(ContactId=zoe, Plan={"Stages": [stage(minutes=1)]})

        contact = ssm.get_contact(ContactId=zoe)
        assert (contact["DisplayName"], contact["Plan"]) == ("Zoe", {"Stages": [stage(minutes=1)]})

    @pytest.mark.parametrize("plan", [EMPTY, {}])
    def test_empty_plan_clears(self, ssm: Any, zoe: str, plan: Any) -> None:
        ssm.update_contact(ContactId=zoe, Plan={"Stages": [stage()]})
        ssm.update_contact(ContactId=zoe, Plan=plan)

        assert plan_of(ssm, zoe) == EMPTY

    def test_nothing_given_changes_nothing(self, ssm: Any, zoe: str) -> None:
        ssm.update_contact(ContactId=zoe, Plan={"Stages": [stage()]})
        before = ssm.get_contact(ContactId=zoe)
        ssm.update_contact(ContactId=zoe)

        after = ssm.get_contact(ContactId=zoe)
        assert [after[name] for name in ("DisplayName", "Plan")] == [
            before[name] for name in ("DisplayName", "Plan")
        ]
        assert after["Plan"] == {"Stages": [stage()]}

    def test_bad_plan_changes_no_name(self, ssm: Any, zoe: str) -> None:
        refused(
            ssm.update_contact, ContactId=zoe, DisplayName="x", Plan={"RotationIds": [ROTATION]}
        )

        assert ssm.get_contact(ContactId=zoe)["DisplayName"] == "Zoe"

    def test_absent(self, ssm: Any) -> None:
        assert_absent(refused(ssm.update_contact, ContactId=ABSENT, DisplayName="x"), ABSENT)


class TestDelete:
    def test_everything_of_the_contact_goes(self, ssm: Any, zoe: str, channel: str) -> None:
        ssm.delete_contact(ContactId=zoe)

        assert aliases(ssm) == []
        assert_absent(refused(ssm.get_contact, ContactId=zoe), zoe)
        assert_absent(refused(ssm.list_contact_channels, ContactId=zoe), zoe)
        assert_absent(
            refused(ssm.get_contact_channel, ContactChannelId=channel), channel, "CONTACT_CHANNEL"
        )

    def test_codes_of_its_channels_work_no_more(self, aws: Aws, ssm: Any, channel: str) -> None:
        ssm.send_activation_code(ContactChannelId=channel)
        ssm.delete_contact(ContactId=f"{HEAD}:contact/zoe")

        assert aws.outbox.latest(to="zoe@example.com").state == "revoked"

    def test_alias_is_free_at_once_and_nothing_is_left(self, ssm: Any, zoe: str) -> None:
        add_channel(ssm, zoe)
        ssm.put_contact_policy(ContactArn=zoe, Policy='{"Statement": {"Effect": "Allow"}}')
        ssm.delete_contact(ContactId=zoe)
        again = create(ssm, "zoe")

        assert again == zoe
        assert ssm.list_contact_channels(ContactId=zoe)["ContactChannels"] == []
        assert ssm.list_tags_for_resource(ResourceARN=zoe)["Tags"] == []
        assert "Policy" not in ssm.get_contact_policy(ContactArn=zoe)

    def test_plans_keep_its_arn(self, ssm: Any, zoe: str, team: str) -> None:
        plan = {"Stages": [stage(to_contact(zoe))]}
        ssm.update_contact(ContactId=team, Plan=plan)
        ssm.delete_contact(ContactId=zoe)

        assert plan_of(ssm, team) == plan

    def test_member_of_a_rotation_stays(self, ssm: Any, zoe: str) -> None:
        yan = create(ssm, "yan")
        arns = [rotate(ssm, zoe, yan, zoe), rotate(ssm, yan), rotate(ssm, zoe)]
        ssm.update_rotation(RotationId=arns[1], Recurrence=daily())

        error = refused(ssm.delete_contact, ContactId=zoe)
        assert_conflict(error, zoe)
        assert error["Error"]["Message"] == "Contact is in use by rotations"
        assert error["DependentEntities"] == [
            {"RelationType": "ROTATION", "DependentResourceIds": [arns[0], arns[2]]}
        ]
        assert aliases(ssm) == ["yan", "zoe"]

    def test_member_of_no_rotation_any_more_goes(self, ssm: Any, zoe: str) -> None:
        yan = create(ssm, "yan")
        left, deleted = rotate(ssm, zoe), rotate(ssm, zoe)
        ssm.update_rotation(RotationId=left, ContactIds=[yan], Recurrence=daily())
        ssm.delete_rotation(RotationId=deleted)
        ssm.delete_contact(ContactId=zoe)

        assert aliases(ssm) == ["yan"]

    def test_rotations_outlive_their_schedule(self, ssm: Any, zoe: str) -> None:
        arn = rotate(ssm, zoe)
        schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={"RotationIds": [arn]})
        ssm.delete_contact(ContactId=schedule)
        again = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={})
        ssm.delete_rotation(RotationId=arn)

        assert plan_of(ssm, again) == {"RotationIds": []}

    def test_twice(self, ssm: Any, zoe: str) -> None:
        ssm.delete_contact(ContactId=zoe)

        assert_absent(refused(ssm.delete_contact, ContactId=zoe), zoe)


class TestList:
    @pytest.fixture(autouse=True)
    def some(self, ssm: Any) -> None:
        for alias, kind in [
            ("anasi", "PERSONAL"),
            ("zoe", "PERSONAL"),
            ("alejr", "PERSONAL"),
            ("example_escalation", "ESCALATION"),
            ("akuam", "PERSONAL"),
            ("all", "ONCALL_SCHEDULE"),
        ]:
            create(ssm, alias, Type=kind)

    def test_by_alias_without_plans(self, ssm: Any) -> None:
        found = ssm.list_contacts()

        assert [each["Alias"] for each in found["Contacts"]] == [
            "akuam",
            "alejr",
            "all",
            "anasi",
            "example_escalation",
            "zoe",
        ]
        assert found["Contacts"][0] == {
            "ContactArn": f"{HEAD}:contact/akuam",
            "Alias": "akuam",
            "Type": "PERSONAL",
        }
        assert "NextToken" not in found

    def test_filters_are_combined(self, ssm: Any) -> None:
        assert aliases(ssm, AliasPrefix="al") == ["alejr", "all"]
        assert aliases(ssm, Type="ESCALATION") == ["example_escalation"]
        assert aliases(ssm, AliasPrefix="al", Type="PERSONAL") == ["alejr"]
        assert ssm.list_contacts(AliasPrefix="nobody")["Contacts"] == []

    def test_pages(self, ssm: Any) -> None:
        pages = ssm.get_paginator("list_contacts").paginate(
            Type="PERSONAL", PaginationConfig={"PageSize": 2}
        )

        assert [[each["Alias"] for each in page["Contacts"]] for page in pages] == [
            ["akuam", "alejr"],
            ["anasi", "zoe"],
        ]

    def test_zero_is_the_default_size(self, ssm: Any) -> None:
        for number in range(95):
            create(ssm, f"n{number:02}")

        for size in ({"MaxResults": 0}, {}):
            found = ssm.list_contacts(**size)
            assert len(found["Contacts"]) == 100
            rest = ssm.list_contacts(NextToken=found["NextToken"], **size)
            assert [each["Alias"] for each in rest["Contacts"]] == ["zoe"]

    def test_deletion_between_pages_loses_and_repeats_nothing(self, ssm: Any) -> None:
        first = ssm.list_contacts(MaxResults=2)
        ssm.delete_contact(ContactId=first["Contacts"][1]["ContactArn"])

        assert aliases(ssm, NextToken=first["NextToken"], MaxResults=2) == ["all", "anasi"]

    @pytest.mark.parametrize(
        ("region", "other"),
        [
            ("us-east-1", {"Type": "PERSONAL"}),
            ("us-east-1", {"AliasPrefix": "a"}),
            ("us-west-2", {}),
        ],
    )
    def test_token_of_another_query(self, aws: Aws, ssm: Any, region: str, other: Any) -> None:
        token = ssm.list_contacts(MaxResults=2)["NextToken"]
        elsewhere = aws.client("ssm-contacts", region)

        assert_invalid(
            refused(elsewhere.list_contacts, NextToken=token, **other), "Invalid NextToken"
        )

    @pytest.mark.parametrize("token", ["garbage", "", "W10", "eyJ9"])
    def test_garbled_token(self, ssm: Any, token: str) -> None:
        assert_invalid(refused(ssm.list_contacts, NextToken=token), "Invalid NextToken")

    @pytest.mark.parametrize("size", [-1, 1025])
    def test_size_out_of_range(self, ssm: Any, size: int) -> None:
        assert_violations(refused(ssm.list_contacts, MaxResults=size), "maxResults")


class TestArn:
    @pytest.mark.parametrize("arn", FOREIGN)
    def test_of_elsewhere_is_not_found(self, ssm: Any, zoe: str, arn: str) -> None:
        assert_absent(refused(ssm.get_contact, ContactId=arn), arn)
        assert_absent(refused(ssm.delete_contact, ContactId=arn), arn)
        assert aliases(ssm) == ["zoe"]

    @pytest.mark.parametrize("operation", ["get_contact", "update_contact", "delete_contact"])
    def test_of_another_kind_is_invalid(
        self, ssm: Any, zoe: str, channel: str, operation: str
    ) -> None:
        for arn in (channel, ROTATION, f"{HEAD}:contact/", f"{HEAD}:contact", f"{zoe}/x"):
            error = refused(getattr(ssm, operation), ContactId=arn)
            assert_invalid(error, f"Invalid resource Arn {arn}")
        assert aliases(ssm) == ["zoe"]

    @pytest.mark.parametrize("bare", ["zoe", "arn:aws:ssm:us-east-1:123456789012:contact/zoe"])
    def test_bare_alias_breaks_the_pattern(self, ssm: Any, zoe: str, bare: str) -> None:
        assert_violations(refused(ssm.get_contact, ContactId=bare), "contactId")
