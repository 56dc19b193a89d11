"""Contacts, channels and plans as resources of a stack."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    HEAD,
    MAIL,
    PHONE,
    ROTATION,
    activate,
    activation,
    add_channel,
    aliases,
    create,
    names,
    plan_of,
    stage,
    to_channel,
    to_contact,
)
from tests.services.ssmcontacts.templates import (
    PLAN,
    ZOE,
    channel,
    contact,
    stages,
    whole,
)
from tests.stacks import Stacks, attribute, ref, resource


@pytest.mark.wire
def test_life_of_a_stack(aws: Aws, stacks: Stacks) -> None:
    ssm = aws.client("ssm-contacts")
    stacks.create(whole(), Outputs={"Plan": {"Value": ref("Plan")}})

    ids = stacks.ids()
    assert stacks.outputs() == {"Plan": ZOE}
    assert (ids["Zoe"], ids["Plan"]) == (ZOE, ZOE)
    target = to_channel(ids["Phone"], RetryIntervalInMinutes=1)
    assert plan_of(ssm, ZOE) == {"Stages": [stage(target)]}
    activate(ssm, ids["Phone"], aws.outbox.code(to=PHONE))
    assert activation(ssm, ids["Phone"]) == "ACTIVATED"

    stacks.update(whole(phone="+15550199"))
    assert stacks.ids() == ids
    assert activation(ssm, ids["Phone"]) == "NOT_ACTIVATED"

    stacks.delete()
    assert aliases(ssm) == []


@pytest.mark.wire
def test_stack_fails_in_the_words_of_the_service_and_leaves_nothing(
    aws: Aws, stacks: Stacks
) -> None:
    message = stacks.refusal({**whole(), "More": channel(ref("Zoe"), "a", ChannelType="<&>")})

    assert message == (
        "The following resource(s) failed to create: [More]. Resource handler returned message: "
        "\"1 validation error detected: Value '<&>' at 'type' failed to satisfy constraint: "
        'Member must satisfy enum value set: [SMS, VOICE, EMAIL] (Error Code: ValidationException)"'
    )
    assert aliases(aws.client("ssm-contacts")) == []


class TestCreation:
    def test_everything_of_a_contact(self, ssm: Any, stacks: Stacks) -> None:
        other = create(ssm, "other")
        target = {"ContactTargetInfo": {"ContactId": other, "IsEssential": "true"}}
        tags = [{"Key": "team", "Value": 7}]
        team = contact("team", Type="ESCALATION", Plan=stages(target, minutes="5"), Tags=tags)
        stacks.create({"Team": team}, Outputs={"Arn": {"Value": attribute("Arn", "Team")}})

        arn = stacks.outputs()["Arn"]
        found = ssm.get_contact(ContactId=arn)
        assert (found["Alias"], found["DisplayName"], found["Type"]) == (
            "team",
            "Zoe",
            "ESCALATION",
        )
        assert found["Plan"] == {"Stages": [stage(to_contact(other))]}
        assert ssm.list_tags_for_resource(ResourceARN=arn)["Tags"] == [
            {"Key": "team", "Value": "7"}
        ]

    def test_stage_without_targets(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Team": contact(Type="ESCALATION", Plan=[{"DurationInMinutes": 9}])})

        assert plan_of(ssm, ZOE) == {"Stages": [stage(minutes=9)]}

    def test_schedule_has_rotations_where_others_have_stages(
        self, ssm: Any, stacks: Stacks
    ) -> None:
        stacks.create({"Team": contact(Type="ONCALL_SCHEDULE")})

        assert plan_of(ssm, ZOE) == {"RotationIds": []}

    @pytest.mark.parametrize(
        ("kind", "plan", "words"),
        [
            ("PERSONAL", [{"RotationIds": [ROTATION]}], "cannot have rotations in plan"),
            ("ONCALL_SCHEDULE", [{"DurationInMinutes": 5}], "cannot have stages in plan"),
        ],
    )
    def test_part_of_a_plan_that_the_type_does_not_have_is_the_services_to_refuse(
        self, stacks: Stacks, kind: str, plan: Any, words: str
    ) -> None:
        assert words in stacks.refusal({"Team": contact(Type=kind, Plan=plan)})

    def test_code_is_sent_as_by_the_api(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        later = channel(
            ref("Zoe"), "m", ChannelType="EMAIL", ChannelAddress=MAIL, DeferActivation="true"
        )
        stacks.create({**whole(), "Mail": later})

        assert [each.to for each in aws.outbox.messages()] == [PHONE]
        assert sorted(names(ssm, ZOE)) == ["m", "mobile"]

    def test_conditions(self, ssm: Any, stacks: Stacks) -> None:
        never = {**contact("never"), "Condition": "Never"}
        stacks.create(
            {"Zoe": contact(), "Never": never},
            Conditions={"Never": {"Fn::Equals": ["a", "b"]}},
        )

        assert aliases(ssm) == ["zoe"]

    def test_nested_stack(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="templates")
        s3.put_object(Bucket="templates", Key="t", Body=json.dumps({"Resources": whole()}))
        inner = resource(
            "AWS::CloudFormation::Stack", TemplateURL="https://s3.amazonaws.com/templates/t"
        )
        stacks.create({"Inner": inner})
        assert aliases(ssm) == ["zoe"]

        stacks.delete()
        assert aliases(ssm) == []

    def test_change_set(self, ssm: Any, stacks: Stacks) -> None:
        for kind, name in (("CREATE", "zoe"), ("UPDATE", "zed")):
            stacks.client.create_change_set(
                StackName="s",
                ChangeSetName=kind,
                ChangeSetType=kind,
                TemplateBody=json.dumps({"Resources": whole(name)}),
            )
            stacks.client.execute_change_set(StackName="s", ChangeSetName=kind)

            assert aliases(ssm) == [name]
            assert plan_of(ssm, stacks.ids()["Zoe"])["Stages"][0]["Targets"] != []


class TestUpdate:
    def test_in_place(self, ssm: Any, stacks: Stacks) -> None:
        tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}, {"Key": "c", "Value": "3"}]
        stacks.create({"Zoe": contact(Tags=tags)})
        changed = [tags[1], {"Key": "c", "Value": "4"}, {"Key": "d", "Value": "5"}]
        stacks.update({"Zoe": contact(DisplayName="Zed", Tags=changed)})

        assert ssm.get_contact(ContactId=ZOE)["DisplayName"] == "Zed"
        assert ssm.list_tags_for_resource(ResourceARN=ZOE)["Tags"] == changed

    def test_plan_that_is_given_up_is_cleared(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Team": contact(Type="ESCALATION", Plan=[{"DurationInMinutes": 5}])})
        stacks.update({"Team": contact(Type="ESCALATION")})

        assert plan_of(ssm, ZOE) == {"Stages": []}

    def test_plan_of_its_own_outlives_a_new_name_of_its_contact(
        self, ssm: Any, stacks: Stacks
    ) -> None:
        stacks.create(whole())
        before = plan_of(ssm, ZOE)
        stacks.update({**whole(), "Zoe": contact(DisplayName="Zed")})

        assert plan_of(ssm, ZOE) == before != {"Stages": []}

    def test_by_parameters_alone(self, ssm: Any, stacks: Stacks) -> None:
        resources = {"Zoe": contact(DisplayName=ref("Name"))}
        stacks.create(resources, parameters={"Name": "One"})
        stacks.update(resources, parameters={"Name": "Two"})

        assert ssm.get_contact(ContactId=ZOE)["DisplayName"] == "Two"

    def test_replacement_takes_along_what_refers_to_it(self, ssm: Any, stacks: Stacks) -> None:
        """moto itself updates only what has other text in the template."""
        stacks.create(whole())
        old = stacks.ids()["Phone"]
        stacks.update(whole("zed"))

        ids = stacks.ids()
        assert aliases(ssm) == ["zed"]
        assert ids["Zoe"] == ids["Plan"] == f"{HEAD}:contact/zed"
        assert ids["Phone"] != old
        assert names(ssm, ids["Zoe"]) == ["mobile"]
        target = to_channel(ids["Phone"], RetryIntervalInMinutes=1)
        assert plan_of(ssm, ids["Zoe"]) == {"Stages": [stage(target)]}

    def test_replacement_of_what_is_to_be_retained(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact()})
        stacks.update({"Zoe": {**contact("zed"), "UpdateReplacePolicy": "Retain"}})

        assert aliases(ssm) == ["zed", "zoe"]
        assert stacks.ids() == {"Zoe": f"{HEAD}:contact/zed"}

    def test_replacement_whose_followers_are_refused_is_none(
        self, aws: Aws, ssm: Any, stacks: Stacks
    ) -> None:
        stacks.create(whole())
        ids = stacks.ids()
        aws.faults.put(error="ThrottlingException", operation="CreateContactChannel")

        assert "ThrottlingException" in stacks.refusal(whole("zed"), "update")
        assert aliases(ssm) == ["zoe"]
        assert stacks.ids() == ids

    def test_replacement_in_the_way_of_itself(self, ssm: Any, stacks: Stacks) -> None:
        """The new one comes first, and its alias is taken."""
        stacks.create({"Zoe": contact()})
        message = stacks.refusal({"Zoe": contact(Type="ESCALATION")}, "update")

        assert "Contact with alias zoe already exists (Error Code: ConflictException)" in message
        assert ssm.get_contact(ContactId=ZOE)["Type"] == "PERSONAL"

    def test_what_is_refused_half_way_is_undone(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact(Tags=[{"Key": "a", "Value": "1"}])})
        changed = contact(
            DisplayName="Zed",
            Tags=[{"Key": "a", "Value": "1"}] * 2 + [{"Key": "b", "Value": "2"}] * 2,
        )

        assert "Duplicate tag key" in stacks.refusal({"Zoe": changed}, "update")
        assert ssm.get_contact(ContactId=ZOE)["DisplayName"] == "Zoe"
        assert ssm.list_tags_for_resource(ResourceARN=ZOE)["Tags"] == [{"Key": "a", "Value": "1"}]

    def test_another_type_under_the_same_name(self, ssm: Any, stacks: Stacks) -> None:
        zed = create(ssm, "zed")
        stacks.create({"Zoe": contact(), "It": channel(zed)})
        stacks.update({"Zoe": contact(), "It": resource(PLAN, ContactId=zed, Stages=[])})

        assert stacks.ids()["It"] == zed
        assert names(ssm, zed) == []

    def test_of_what_was_motos_own(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"It": resource("AWS::SNS::Topic")})
        stacks.update({"It": contact()})

        assert stacks.ids() == {"It": ZOE}
        assert aws.client("sns").list_topics()["Topics"] == []

    def test_what_a_condition_keeps_away_stays_away(self, ssm: Any, stacks: Stacks) -> None:
        conditions = {"Never": {"Fn::Equals": ["a", "b"]}}
        never = {"Zoe": contact(), "It": {**contact("it"), "Condition": "Never"}}
        stacks.create(never, Conditions=conditions)
        never["It"] = {**contact("other"), "Condition": "Never"}
        stacks.update(never, Conditions=conditions)
        assert aliases(ssm) == ["zoe"]

        never["It"] = contact("at last")
        assert "'at last' at 'alias' failed" in stacks.refusal(never, "update")
        never["It"] = contact("last")
        stacks.update(never)
        assert sorted(aliases(ssm)) == ["last", "zoe"]


class TestDeletion:
    def test_of_what_is_gone_already(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create(whole())
        ssm.delete_contact(ContactId=ZOE)
        stacks.delete()

        assert stacks.client.list_stacks()["StackSummaries"][0]["StackStatus"] == "DELETE_COMPLETE"

    def test_update_of_what_is_gone_is_refused(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact()})
        ssm.delete_contact(ContactId=ZOE)

        message = stacks.refusal({"Zoe": contact(DisplayName="Zed")}, "update")
        assert f"Resource not found: {ZOE} (Error Code: ResourceNotFoundException)" in message

    def test_of_a_resource_alone(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create(whole())
        stacks.update({"Zoe": contact()})

        assert plan_of(ssm, ZOE) == {"Stages": []}
        assert names(ssm, ZOE) == []

    def test_refusal(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact()})
        aws.faults.put(error="ConflictException", message="Busy", operation="DeleteContact")

        error = refused(stacks.client.delete_stack, StackName="s")
        assert error["Error"]["Code"] == "ValidationError"
        assert "failed to delete: [Zoe]" in error["Error"]["Message"]
        assert "Busy (Error Code: ConflictException)" in error["Error"]["Message"]
        assert aliases(ssm) == ["zoe"]

    def test_of_a_stack_that_has_failed_leaves_alone_what_others_made_since(
        self, ssm: Any, stacks: Stacks
    ) -> None:
        stacks.refusal({"Zoe": contact(), "Bad": channel(ref("Zoe"), ChannelAddress="none")})
        create(ssm, "zoe")
        stacks.delete()

        assert aliases(ssm) == ["zoe"]


def test_contact_of_elsewhere(ssm: Any, stacks: Stacks) -> None:
    """Resources of a stack and of nobody's go together."""
    arn = create(ssm, "zed")
    add_channel(ssm, arn)
    stacks.create({"Phone": channel(arn)})

    assert names(ssm, arn) == ["mail", "mobile"]
    stacks.delete()
    assert names(ssm, arn) == ["mail"]


def test_dashboard_of_moto_shows_what_a_stack_has_made(aws: Aws, stacks: Stacks) -> None:
    stacks.create(whole())
    data = aws.http("GET", "motoapi.amazonaws.com", "/moto-api/data.json").json()

    shown = data["ssmcontacts"]["Contact"][-1]
    assert shown["physical_resource_id"] == ZOE
    assert str(aws.outbox.code(to=PHONE)) not in str(data["ssmcontacts"])
